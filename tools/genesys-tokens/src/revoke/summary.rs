//! The end of a run, for people and for programs.

use std::path::Path;

use genesys_cloud::serde_json::{Value, json};

use super::outcome::{Counts, Outcome};
use super::run::End;
use crate::exit;

/// What revoking does not do.
pub(super) const SSO: &str = "users who sign in through SSO come back unless they are inactive";

/// What is said at the end.
pub(super) struct Summary<'a> {
    pub(super) counts: Counts,
    pub(super) report: &'a Path,
    pub(super) end: &'a End,
    pub(super) is_interrupted: bool,
    /// Why the report could not be written to its end.
    pub(super) report_failure: Option<String>,
}

impl Summary<'_> {
    pub(super) fn code(&self) -> u8 {
        let is_cut = self.counts.count(Outcome::Failed) + self.counts.count(Outcome::Skipped) > 0;
        if self.is_interrupted && is_cut {
            return exit::INTERRUPTED;
        }
        if self.counts.are_all_revoked() {
            return exit::SUCCESS;
        }
        let was_stopped = self.end.stop.is_some() || self.report_failure.is_some();
        if was_stopped && !self.end.has_revoked {
            return exit::FAILED;
        }
        exit::PARTLY
    }

    /// Returns why the run has not come to its end.
    fn reason(&self) -> Option<String> {
        if let Some(failure) = &self.report_failure {
            return Some(format!("the report could not be written: {failure}"));
        }
        if self.is_interrupted {
            return Some("interrupted".to_owned());
        }
        self.end.stop.map(|stop| stop.reason().to_owned())
    }

    pub(super) fn text(&self) -> String {
        let mut lines = Vec::new();
        if let Some(reason) = self.reason() {
            lines.push(format!("Stopped: {reason}."));
        }
        lines.push(format!("{}.", self.counts.text()));
        let report = self.report.display();
        lines.push(format!("Report: {report}"));
        if self.counts.count(Outcome::Failed) + self.counts.count(Outcome::Skipped) > 0 {
            lines.push(format!("To do the rest: the same command with --resume {report}"));
        }
        lines.push(format!("Note: {SSO}"));
        lines.join("\n")
    }

    pub(super) fn json(&self) -> Value {
        json!({
            "lines": self.counts.total(),
            "outcomes": self.counts.json(),
            "report": self.report.to_string_lossy(),
            "stopped": self.reason(),
            "exit_code": self.code(),
            "note": SSO,
        })
    }
}
