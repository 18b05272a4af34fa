//! `revoke`: the tokens of users.
//!
//! The `list` is read, the `directory` of the organization knows the users of e-mail addresses, and a `plan` says what is to be done. A
//! `run` does it, with the threads of `work`, and its `ledger` records each outcome in the `report`.

mod attempt;
mod directory;
mod interrupt;
mod ledger;
mod list;
mod outcome;
mod plan;
mod progress;
mod report;
mod report_path;
mod resume;
mod run;
mod summary;
mod user_id;
mod work;

use std::path::PathBuf;
use std::time::Duration;

use genesys_cloud::serde_json::json;
use genesys_cloud::{Client, RetryPolicy};

use crate::console::{note, print, print_json};
use crate::duration::show;
use crate::exit;
use crate::failure::Failure;
use crate::platform::{Account, Platform};
use crate::question::Consent;
use attempt::LONGEST_WAIT;
use directory::Addresses;
use interrupt::Interrupt;
use ledger::Ledger;
pub(crate) use list::Source;
use list::{Kind, Line};
use plan::Plan;
use progress::{Progress, Waits};
use report::Report;
use resume::{Earlier, Unlisted};
use run::Run;
use summary::Summary;

/// The time of a call with all of its waits.
const TIMEOUT: Duration = Duration::from_secs(600);

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
        return options.prepare(account)?.show_what_would_be(options);
    }
    let report = report_path::open(options)?;
    if let Some(file) = report.new_file() {
        interrupt.prepare(file);
    }
    let confirmed = options
        .prepare(account)
        .and_then(|prepared| prepared.confirm(options, consent));
    match confirmed {
        Ok(prepared) => prepared.run(options, report, &interrupt),
        Err(failure) => {
            report.discard();
            Err(failure)
        }
    }
}

/// All that a run needs, before anything is revoked.
struct Prepared {
    /// Has the sandbox, if there is one.
    platform: Platform,
    client: Client,
    waits: Waits,
    lines: Vec<Line>,
    plan: Plan,
    /// The number of bytes of an earlier report that are kept.
    kept: u64,
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

    /// Reads the list, and finds out what is to be done. Nothing is revoked.
    fn prepare(&self, account: &Account) -> Result<Prepared, Failure> {
        // The list of the command line is read before anything is sent.
        let listed = match self.source {
            Source::AllUsers => None,
            _ => Some(list::read(&self.source)?),
        };
        let platform = Platform::find(account)?;
        let waits = Waits::default();
        let client = waits
            .observe(platform.builder.clone())
            .requests_per_minute(self.per_minute)
            .timeout(TIMEOUT)
            .retry(RetryPolicy::for_jobs().with_max_retry_after(LONGEST_WAIT))
            .build()?;
        platform.say_if_sandbox();
        let (lines, unlisted) = match listed {
            Some(lines) => (lines, Unlisted::Refused),
            None => (directory::all_users(&client)?, Unlisted::Ignored),
        };
        if lines.is_empty() {
            return Err(Failure::failed("the organization has no user"));
        }
        let earlier = match &self.resume {
            Some(report) => resume::read(report, &lines, unlisted)?,
            None => Earlier::default(),
        };
        let kept = earlier.length;
        let addresses = Addresses::look_up(&client, addresses_left(&lines, &earlier))?;
        let plan = Plan::new(&lines, &addresses, earlier);
        let prepared = Prepared {
            platform,
            client,
            waits,
            lines,
            plan,
            kept,
        };
        prepared.say_problems();
        Ok(prepared)
    }
}

/// Returns the e-mail addresses in the lines that earlier runs have not done.
fn addresses_left<'l>(lines: &'l [Line], earlier: &Earlier) -> impl Iterator<Item = &'l str> {
    let left = lines.iter().enumerate();
    let left = left.filter(|(index, _)| earlier.is_done.get(*index) != Some(&true));
    left.filter_map(|(_, line)| match line.input.kind() {
        Kind::Email(address) => Some(address),
        Kind::Id(_) | Kind::Invalid => None,
    })
}

impl Prepared {
    /// Names the lines that no request can be sent for.
    fn say_problems(&self) {
        for known in &self.plan.known {
            if let (Some(problem), Some(line)) = (&known.problem, self.lines.get(known.line)) {
                let text = shown(&line.input.text());
                note(format_args!("line {}: {text}: {problem}", line.number));
            }
        }
    }

    /// Says what is to be done, how fast, and how long it takes.
    fn announcement(&self, options: &Revoke) -> String {
        let users = self.plan.users.len();
        let lines = match (self.lines.len(), self.plan.earlier.total()) {
            (1, _) => "1 line".to_owned(),
            (lines, 0) => format!("{} lines", outcome::grouped(lines)),
            (lines, done) => format!(
                "{} lines, {} of them done",
                outcome::grouped(lines),
                outcome::grouped(done)
            ),
        };
        format!(
            "{} ({lines}), {} requests a minute: about {}",
            outcome::users(users),
            outcome::grouped(options.per_minute as usize),
            time_for(users, options.per_minute),
        )
    }

    /// Asks whether the run may begin, if it has anything to revoke.
    fn confirm(self, options: &Revoke, consent: Consent) -> Result<Self, Failure> {
        note(self.announcement(options));
        if self.plan.users.is_empty() || consent.is_given("Revoke all tokens of these users?")? {
            return Ok(self);
        }
        Err(Failure::failed("nothing was revoked"))
    }

    /// Says what a run would do, and returns the exit code that it would have.
    fn show_what_would_be(&self, options: &Revoke) -> Result<u8, Failure> {
        let mut counts = self.plan.earlier;
        for known in &self.plan.known {
            counts.add(known.outcome);
        }
        let code = if counts.are_all_revoked() {
            exit::SUCCESS
        } else {
            exit::PARTLY
        };
        if options.json {
            print_json(&json!({
                "dry_run": true,
                "lines": self.lines.len(),
                "users": self.plan.users.len(),
                "outcomes": counts.json(),
                "exit_code": code,
            }))?;
        } else {
            print(format_args!(
                "Would revoke the tokens of {}",
                self.announcement(options)
            ))?;
            if counts.total() > 0 {
                print(format_args!("Without a request: {}", counts.text()))?;
            }
        }
        Ok(code)
    }

    fn run(self, options: &Revoke, mut report: Report, interrupt: &Interrupt) -> Result<u8, Failure> {
        if let Err(error) = report.begin(self.kept) {
            let path = report.path.display();
            let problem = format!("the report {path} cannot be written, so nothing was revoked: {error}");
            report.discard();
            return Err(Failure::failed(problem));
        }
        interrupt.begin_work(&self.client);
        let ledger = Ledger::new(&self.lines, report, self.plan.earlier, options.json);
        let progress = Progress::start(self.plan.users.len(), self.waits);
        let mut run = Run::new(&self.lines, &self.plan, ledger, progress, interrupt);
        // More threads than requests in a minute would only wait.
        let threads = options.threads.min(options.per_minute as usize);
        let end = run.run(&self.client, threads)?;
        let summary = Summary {
            counts: run.ledger.counts,
            report: &run.ledger.report().path,
            end: &end,
            is_interrupted: interrupt.is_set(),
            report_failure: run.ledger.failure.as_ref().map(ToString::to_string),
        };
        // The work is done, also if nothing reads its summary.
        let _ = if options.json {
            print_json(&summary.json())
        } else {
            print(summary.text())
        };
        // The sandbox, if there is one, runs until all requests have their responses.
        drop(self.platform);
        Ok(summary.code())
    }
}

/// Returns how long so many requests take.
fn time_for(requests: usize, per_minute: u32) -> String {
    let seconds = (requests as u64 * 60).div_ceil(u64::from(per_minute.max(1)));
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    match seconds {
        ..=119 => show(seconds),
        120..=7_199 => format!("{} min", (seconds + 30) / 60),
        _ => format!("{} h {} min", seconds / 3_600, seconds % 3_600 / 60),
    }
}

/// Returns the text of a line as messages show it.
fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown: String = text.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    if shown.is_empty() { "(empty)".to_owned() } else { shown }
}
