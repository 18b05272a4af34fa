//! The fragment while it is made: operations are left out until the rest can be generated.

mod cut;

use genesys_cloud_codegen::Problem;
use genesys_cloud_codegen::document::ir::{Api, Target};
use genesys_cloud_codegen::document::{Document, Json, Names, Outcome};

use super::provenance::Provenance;
use super::texts::Texts;
use super::{Cutting, asked_for, names, siblings};
use crate::convert::left_out::LeftOut;
use crate::convert::{Repairs, refused};
use crate::document::tags::{self, Tags};
use crate::document::{Entries, operations, reach, remove_at};
use crate::failure::{DATA, Failure};
use crate::terminal::Progress;
use crate::{limit, output};

/// A fragment that may still have problems.
pub(super) struct Draft<'a> {
    cutting: &'a Cutting<'a>,
    /// The name of the source.
    name: String,
    fragment: Json,
    pub(super) is_converted: bool,
    /// The operations of the source.
    pub(super) all: Vec<siblings::Operation>,
    /// The names of all schemas of the source.
    pub(super) schemas: Vec<String>,
    /// The names of the source, if they differ from the names of the fragment.
    names: Option<Names>,
    provenance: Provenance,
    pub(super) kept: Kept,
    /// The operations that were chosen by a tag other than their first one.
    pub(super) by_second_tag: Vec<String>,
    pub(super) repairs: Repairs,
    /// Warnings about values on which no code depends, and which are not in the fragment.
    pub(super) dropped: Vec<Problem>,
    pub(super) left_out: Vec<LeftOut>,
}

/// The parts of its source that a fragment has.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) operations: usize,
    pub(super) schemas: usize,
    /// The table of tags.
    pub(super) tags: String,
}

/// A fragment that a build accepts, with what the report says about it.
pub(super) struct Fragment<'a> {
    pub(super) text: Vec<u8>,
    pub(super) draft: Draft<'a>,
    pub(super) api: Api,
    pub(super) warnings: Vec<Problem>,
}

/// Why there is no fragment.
pub(crate) enum Refused {
    /// The source does not have something that was chosen, or it cannot be generated.
    Missing(Failure),
    Other(Failure),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Other(failure)
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Missing(failure) | Refused::Other(failure) => failure,
        }
    }
}

impl<'a> Draft<'a> {
    /// Leaves out operations until the generator accepts the rest, and notes the names of the others.
    pub(super) fn generate(mut self, progress: &Progress) -> Result<Fragment<'a>, Refused> {
        progress.step("generating");
        loop {
            self.complete()?;
            // The text stays, since the tree would need four times its memory while the generator works.
            let mut plain = output::pretty(&self.fragment);
            let mut document = Document::new(std::mem::take(&mut self.fragment));
            if let Some(cleaned) = self.without_dropped(&plain, &document)? {
                plain = output::pretty(&cleaned);
                document = Document::new(cleaned);
            }
            let mut text = None;
            let colliding = self.colliding(&document);
            if !colliding.is_empty() {
                drop(document);
                let mut fragment = self.parsed(&plain)?;
                names::note(colliding, &mut fragment);
                let noted = output::pretty(&fragment);
                // The notes of names also count.
                limit::check(&self.name, noted.len())?;
                text = Some(noted);
                document = Document::new(fragment);
            }
            let Outcome { result, warnings } = document.generate(Target::Dependent);
            match result {
                Ok((api, _)) => {
                    return Ok(Fragment {
                        text: text.unwrap_or(plain),
                        draft: self,
                        api,
                        warnings,
                    });
                }
                Err(problems) => {
                    self.fragment = self.parsed(&plain)?;
                    self.leave_out_refused(&problems)?;
                }
            }
        }
    }

    /// Notes what depends on the operations that are left: siblings, components and the source.
    fn complete(&mut self) -> Result<(), Refused> {
        if !siblings::note(&self.all, &mut self.fragment) {
            let problem = "values of parameters could make too many paths of the document the same";
            return Err(Failure::new(DATA, format!("{}: {problem}", self.name)).into());
        }
        reach::prune(&mut self.fragment);
        self.check_asked_for().map_err(Refused::Missing)?;
        self.provenance.texts = Some(Texts::from_document(&self.fragment));
        self.provenance.write(&mut self.fragment);
        limit::check(&self.name, output::size(&self.fragment))?;
        self.kept = Kept::from_fragment(&self.fragment);
        Ok(())
    }

    /// Returns the fragment without the values that the generator does not look at, if it has any: with them, each build would have
    /// the same warnings.
    fn without_dropped(&mut self, text: &[u8], document: &Document) -> Result<Option<Json>, Failure> {
        let dropped: Vec<Problem> = document.dropped().cloned().collect();
        if dropped.is_empty() || self.cutting.strict {
            return Ok(None);
        }
        let mut fragment = self.parsed(text)?;
        // The values are removed from the last to the first, since removing an item of a list moves the items behind it.
        for pointer in dropped.iter().rev().filter_map(Problem::pointer) {
            remove_at(&mut fragment, pointer);
        }
        self.dropped.extend(dropped);
        Ok(Some(fragment))
    }

    /// Returns the names of the source that would get an identifier of the fragment. A fragment of everything has all names itself,
    /// unless some part of the source is missing.
    fn colliding(&mut self, fragment: &Document) -> Entries {
        if self.names.is_none() && self.kept.schemas == self.schemas.len() {
            return Entries::new();
        }
        let own = fragment.names();
        let whole = self.names.get_or_insert_with(|| {
            let mut whole = own.clone();
            whole.schemas.extend(self.schemas.iter().cloned());
            whole
        });
        names::colliding(whole, &own)
    }

    /// Leaves out the operations that problems belong to. The rest may have more problems, which are found only without these.
    fn leave_out_refused(&mut self, problems: &[Problem]) -> Result<(), Failure> {
        if self.names.is_none() {
            // The names of operations that are left out also count: a later version of the source may have them without a problem.
            let mut names = Document::new(self.fragment.clone()).names();
            names.schemas.extend(self.schemas.iter().cloned());
            self.names = Some(names);
        }
        match refused::remove(&mut self.fragment, problems) {
            Some(mut left_out) if !self.cutting.strict => {
                self.left_out.append(&mut left_out);
                Ok(())
            }
            _ => Err(self.refused(problems)),
        }
    }

    /// Refuses a fragment without an operation or a tag that was asked for.
    fn check_asked_for(&self) -> Result<(), Failure> {
        let missing = asked_for::missing(self.cutting.choice, &self.fragment, &self.left_out);
        if missing.is_empty() {
            return Ok(());
        }
        let lines = missing.iter().map(|line| format!("{}: {line}", self.name)).collect();
        Err(Failure { code: DATA, lines })
    }

    /// Reads the fragment from the text that was written of it.
    fn parsed(&self, text: &[u8]) -> Result<Json, Failure> {
        Json::parse(&String::from_utf8_lossy(text)).map_err(|problem| Failure::problem(&self.name, &problem))
    }

    /// Returns the failure of a fragment with problems that belong to no operation, or that are refused.
    fn refused(&self, problems: &[Problem]) -> Failure {
        let name = &self.name;
        let mut lines = vec![format!("{name}: the fragment does not build, so it is not written:")];
        lines.extend(problems.iter().map(|problem| format!("fragment{problem}")));
        Failure { code: DATA, lines }
    }
}

impl Kept {
    fn from_fragment(fragment: &Json) -> Self {
        Self {
            operations: operations(fragment).count(),
            schemas: reach::schemas(fragment),
            tags: tags::table(&Tags::from_document(fragment)),
        }
    }
}
