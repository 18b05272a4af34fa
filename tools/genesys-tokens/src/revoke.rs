//! `revoke`: the tokens of users.
//!
//! The `list` is read, the `directory` of the organization knows the users of e-mail addresses, and a `plan` says what is to be done:
//! all that is `prepared` for a run. A `run` does it, with the threads of `work`, and its `ledger` records each outcome in the `report`.

mod attempt;
mod directory;
mod interrupt;
mod ledger;
mod list;
mod outcome;
mod plan;
mod prepared;
mod progress;
mod report;
mod report_path;
mod resume;
mod run;
mod summary;
mod user_id;
mod work;

use std::path::PathBuf;

use crate::failure::Failure;
use crate::platform::Account;
use crate::question::Consent;
use interrupt::Interrupt;
pub(crate) use list::Source;
use prepared::Prepared;

/// The options of the command.
#[derive(Debug)]
pub(crate) struct Revoke {
    pub(crate) source: Source,
    pub(crate) mode: Mode,
    pub(crate) force: bool,
    pub(crate) threads: usize,
    pub(crate) per_minute: u32,
    pub(crate) report: Option<PathBuf>,
    pub(crate) resume: Option<PathBuf>,
    pub(crate) json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// `--dry-run`
    DryRun,
    Ask,
    /// `--yes`
    DoNotAsk,
}

pub(crate) fn revoke(options: &Revoke, account: &Account) -> Result<u8, Failure> {
    let interrupt = Interrupt::install()?;
    let consent = options.consent()?;
    report_path::check(options)?;
    if options.mode == Mode::DryRun {
        return Prepared::new(options, account)?.show_what_would_be(options);
    }
    let report = report_path::open(options)?;
    if let Some(file) = report.new_file() {
        interrupt.prepare(file);
    }
    let confirmed = Prepared::new(options, account).and_then(|prepared| prepared.confirm(options, consent));
    match confirmed {
        Ok(prepared) => prepared.run(options, report, &interrupt),
        Err(failure) => {
            report.discard();
            Err(failure)
        }
    }
}

impl Revoke {
    /// Returns how the run is confirmed.
    fn consent(&self) -> Result<Consent, Failure> {
        if self.mode == Mode::Ask && self.source.is_stdin() {
            return Err(Failure::usage(
                "standard input has the list, so that the run cannot be confirmed: add --yes",
            ));
        }
        Consent::new(self.mode != Mode::Ask).needs_terminal()
    }
}
