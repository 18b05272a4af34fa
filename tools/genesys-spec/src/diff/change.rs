//! Changes, and the version step that they require.

use crate::document::printable;

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
    pub(super) const ALL: [Self; 3] = [Self::Breaking, Self::Additive, Self::Documentation];

    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Breaking => "breaking",
            Kind::Additive => "additive",
            Kind::Documentation => "documentation",
        }
    }
}

/// A change with its consequences.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) kind: Kind,
    /// The Rust path: `models::TokenInfo.cloned_user`.
    pub(super) path: String,
    pub(super) what: String,
    /// The changes of other items that follow from this one.
    pub(super) with: Vec<Consequence>,
    pub(super) reach: Reach,
}

/// The models and enums that a change leads to, by their index in the old and in the new client.
#[derive(Debug, Default)]
pub(super) struct Reach {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
    /// The models and enums of `old` that a request sends.
    pub(super) old_sent: Vec<usize>,
    pub(super) new_sent: Vec<usize>,
}

/// A change that follows from another one: an operation goes with its API, a type with the last operation that uses it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Consequence {
    pub(super) path: String,
    pub(super) what: String,
    pub(super) noun: Noun,
}

/// The item that a consequence concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    Operation,
    Type,
    /// The methods of a model that requests send.
    Setters,
    /// Values of an operation that are refused now.
    Refused,
    /// Values of an operation that are no longer refused.
    Accepted,
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
    pub(crate) fn name(self) -> &'static str {
        match self {
            Step::None => "none",
            Step::Patch => "patch",
            Step::Minor => "minor",
            Step::Major => "major",
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub(super) all: Vec<Change>,
    /// The numbers of fields and values that are new.
    pub(super) new_fields: usize,
    pub(super) new_values: usize,
}

impl Changes {
    pub(super) fn add(&mut self, kind: Kind, path: &str, what: impl Into<String>) {
        self.add_reaching(kind, path, what, Reach::default());
    }

    /// Adds a change that may be the reason for changes of the items that it leads to.
    pub(super) fn add_reaching(&mut self, kind: Kind, path: &str, what: impl Into<String>, reach: Reach) {
        self.add_with(kind, path, what, reach, Vec::new());
    }

    /// Adds a change whose consequences are known, at least some of them.
    pub(super) fn add_with(
        &mut self,
        kind: Kind,
        path: &str,
        what: impl Into<String>,
        reach: Reach,
        with: Vec<Consequence>,
    ) {
        self.all.push(Change {
            kind,
            path: path.to_owned(),
            what: printable(&what.into()),
            with,
            reach,
        });
    }

    /// Sorts by severity, and keeps the order of changes of one kind.
    pub(super) fn sort(&mut self) {
        self.all.sort_by_key(|change| change.kind);
    }

    pub(crate) fn step(&self) -> Step {
        match self.all.iter().map(|change| change.kind).min() {
            None => Step::None,
            Some(Kind::Documentation) => Step::Patch,
            Some(Kind::Additive) => Step::Minor,
            Some(Kind::Breaking) => Step::Major,
        }
    }

    pub(super) fn with_kind(&self, kind: Kind) -> impl Iterator<Item = &Change> + Clone {
        self.all.iter().filter(move |change| change.kind == kind)
    }

    /// Returns what callers meet who use neither `..` nor `_`, if there is something new for them.
    pub(super) fn note(&self) -> Option<&'static str> {
        match (self.new_fields, self.new_values) {
            (0, 0) => None,
            (_, 0) => Some("code that builds or takes apart a model without `..` does not compile with a new field"),
            (0, _) => Some("code that matches an enum without `_` does not compile with a new value"),
            _ => Some(
                "code that builds or takes apart a model without `..`, or matches an enum without `_`, does not compile with a new \
                 field or value",
            ),
        }
    }
}
