//! Changes, and the version step that they require.

use std::fmt;

use genesys_cloud_codegen::document::Json;

use crate::document::{object, printable, text};

/// The kinds of changes, from the most to the least severe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A program may no longer compile, or has another effect.
    Breaking,
    /// There is something new.
    Additive,
    /// Only the documentation changes.
    Documentation,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Breaking => "breaking",
            Kind::Additive => "additive",
            Kind::Documentation => "documentation",
        }
    }
}

#[derive(Debug)]
pub(crate) struct Change {
    kind: Kind,
    /// The Rust path: `models::TokenInfo.cloned_user`.
    path: String,
    what: String,
}

/// The version step of Semantic Versioning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    None,
    Patch,
    Minor,
    Major,
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Step::None => "none",
            Step::Patch => "patch",
            Step::Minor => "minor",
            Step::Major => "major",
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Changes(Vec<Change>);

impl Changes {
    pub(super) fn add(&mut self, kind: Kind, path: &str, what: impl Into<String>) {
        self.0.push(Change {
            kind,
            path: path.to_owned(),
            what: what.into(),
        });
    }

    /// Sorts by severity, and keeps the order of changes of one kind.
    pub(super) fn sort(&mut self) {
        self.0.sort_by_key(|change| change.kind);
    }

    pub(super) fn step(&self) -> Step {
        match self.0.iter().map(|change| change.kind).min() {
            None => Step::None,
            Some(Kind::Documentation) => Step::Patch,
            Some(Kind::Additive) => Step::Minor,
            Some(Kind::Breaking) => Step::Major,
        }
    }

    pub(super) fn json(&self) -> Json {
        let changes = self.0.iter().map(|change| {
            object([
                ("kind", text(change.kind.name())),
                ("path", text(&change.path)),
                ("change", text(&change.what)),
            ])
        });
        object([
            ("step", text(self.step().name())),
            ("changes", Json::List(changes.collect())),
        ])
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Change { kind, path, what } in &self.0 {
            writeln!(f, "{:<13}  {path}: {}", kind.name(), printable(what))?;
        }
        writeln!(f, "version step: {}", self.step().name())
    }
}
