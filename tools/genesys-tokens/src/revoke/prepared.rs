//! A run before it begins: what is announced and confirmed.

use std::time::Duration;

use genesys_cloud::serde_json::json;
use genesys_cloud::{Client, RetryPolicy};

use super::Revoke;
use super::attempt::LONGEST_WAIT;
use super::directory::{self, Addresses};
use super::interrupt::Interrupt;
use super::ledger::Ledger;
use super::list::{self, Kind, Line, Source};
use super::outcome;
use super::plan::Plan;
use super::progress::{Progress, Waits};
use super::report::Report;
use super::resume::{self, Earlier, Unlisted};
use super::run::Run;
use super::summary::Summary;
use crate::console::{note, print, print_json};
use crate::duration::show;
use crate::exit;
use crate::failure::Failure;
use crate::platform::{Account, Platform};
use crate::question::Consent;

/// The time of a call with all of its waits.
const TIMEOUT: Duration = Duration::from_secs(600);

/// All that a run needs, before anything is revoked.
pub(super) struct Prepared {
    /// Has the sandbox, if there is one.
    platform: Platform,
    client: Client,
    waits: Waits,
    lines: Vec<Line>,
    plan: Plan,
    /// The number of bytes of an earlier report that are kept.
    kept: u64,
}

impl Prepared {
    /// Reads the list, and finds out what is to be done. Nothing is revoked.
    pub(super) fn new(options: &Revoke, account: &Account) -> Result<Self, Failure> {
        // The list of the command line is read before anything is sent.
        let listed = match options.source {
            Source::AllUsers => None,
            _ => Some(list::read(&options.source)?),
        };
        let platform = Platform::find(account)?;
        let waits = Waits::default();
        let client = waits
            .observe(platform.builder.clone())
            .requests_per_minute(options.per_minute)
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
        let earlier = match &options.resume {
            Some(report) => resume::read(report, &lines, unlisted)?,
            None => Earlier::default(),
        };
        let kept = earlier.length;
        let addresses = Addresses::look_up(&client, addresses_left(&lines, &earlier))?;
        let plan = Plan::new(&lines, &addresses, earlier);
        let prepared = Self {
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

    /// Names the lines that no request can be sent for.
    fn say_problems(&self) {
        for known in &self.plan.known {
            if let (Some(problem), Some(line)) = (&known.problem, self.lines.get(known.line)) {
                note(format_args!("{line}: {problem}"));
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
    pub(super) fn confirm(self, options: &Revoke, consent: Consent) -> Result<Self, Failure> {
        note(self.announcement(options));
        if self.plan.users.is_empty() || consent.is_given("Revoke all tokens of these users?")? {
            return Ok(self);
        }
        Err(Failure::failed("nothing was revoked"))
    }

    /// Says what a run would do, and returns the exit code that it would have.
    pub(super) fn show_what_would_be(&self, options: &Revoke) -> Result<u8, Failure> {
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

    /// Revokes the tokens, and says how it went. Returns the exit code.
    pub(super) fn run(self, options: &Revoke, mut report: Report, interrupt: &Interrupt) -> Result<u8, Failure> {
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

/// Returns the e-mail addresses in the lines that earlier runs have not done.
fn addresses_left<'l>(lines: &'l [Line], earlier: &Earlier) -> impl Iterator<Item = &'l str> {
    let left = lines.iter().enumerate();
    let left = left.filter(|(index, _)| earlier.is_done.get(*index) != Some(&true));
    left.filter_map(|(_, line)| match line.input.kind() {
        Kind::Email(address) => Some(address),
        Kind::Id(_) | Kind::Invalid => None,
    })
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
