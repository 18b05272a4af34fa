//! A run: each user of a plan is revoked, and each line of the list gets its row.

use std::time::{Duration, Instant};

use genesys_cloud::Client;

use super::attempt::{Attempt, Stop};
use super::interrupt::Interrupt;
use super::ledger::Ledger;
use super::list::Line;
use super::outcome::{Detail, Outcome};
use super::plan::{Plan, User};
use super::progress::Progress;
use super::work::{Event, Work};
use crate::failure::Failure;

/// How often a run looks for an interruption.
const TICK: Duration = Duration::from_millis(100);
/// How long one thread is alone at most, before the server has accepted a request. Its retries may take longer.
const ALONE: Duration = Duration::from_secs(5);
/// How long the calls that were ended may take: a connection that the system opens cannot be ended at once.
const LAST_CALLS: Duration = Duration::from_millis(600);

/// A run in progress.
pub(super) struct Run<'a> {
    lines: &'a [Line],
    plan: &'a Plan,
    pub(super) ledger: Ledger<'a>,
    progress: Progress,
    interrupt: &'a Interrupt,
    /// The users whose lines have their rows.
    is_recorded: Vec<bool>,
    /// Whether the server has accepted that this client revokes tokens.
    is_allowed: bool,
    stop: Option<Stop>,
}

/// The end of the calls.
struct Stopped {
    /// The number of users that threads have taken.
    taken: usize,
    /// When the run no longer waits for the threads.
    until: Instant,
}

impl Stopped {
    fn new(work: &Work) -> Self {
        Self {
            taken: work.stop(),
            until: Instant::now() + LAST_CALLS,
        }
    }
}

/// How a run has ended.
pub(super) struct End {
    pub(super) stop: Option<Stop>,
    /// Whether this run has revoked the tokens of a user.
    pub(super) has_revoked: bool,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        lines: &'a [Line],
        plan: &'a Plan,
        ledger: Ledger<'a>,
        progress: Progress,
        interrupt: &'a Interrupt,
    ) -> Self {
        Self {
            lines,
            plan,
            ledger,
            progress,
            interrupt,
            is_recorded: vec![false; plan.users.len()],
            is_allowed: false,
            stop: None,
        }
    }

    /// Revokes the tokens of all users with so many threads.
    pub(super) fn run(&mut self, client: &Client, threads: usize) -> Result<End, Failure> {
        // These rows come first, so that the report has them even if the server cannot be reached.
        self.record_known();
        // Earlier runs may have revoked some users. What this run does is counted from here.
        let before = self.ledger.counts.count(Outcome::Revoked);
        let mut work = Work::new(client, self.plan.users.iter().map(|user| user.id).collect());
        let mut stopped = self.is_to_stop().then(|| Stopped::new(&work));
        if stopped.is_none() {
            // One thread, until the server has accepted a request: if a permission is missing, no second request is sent.
            work.start(1)?;
        }
        let mut others = threads.saturating_sub(1);
        let alone_until = Instant::now() + ALONE;
        loop {
            // A Ctrl-C is not an event of the threads, so each wait is short.
            match work.wait(TICK) {
                Event::Ended(user, attempt) => self.record(user, &attempt),
                Event::Nothing => self.progress.tick(),
                Event::Done => break,
            }
            // A first request that takes long, or waits for a rate limit, does not hold the others back.
            if stopped.is_none() && (self.is_allowed || Instant::now() >= alone_until) {
                work.start(std::mem::take(&mut others))?;
            }
            // After a stop, the run still records the calls that were in flight.
            match &stopped {
                None if self.is_to_stop() => stopped = Some(Stopped::new(&work)),
                Some(stopped) if Instant::now() >= stopped.until => break,
                _ => {}
            }
        }
        let taken = stopped.map_or(self.plan.users.len(), |stopped| stopped.taken);
        self.record_rest(taken);
        self.progress.end();
        Ok(End {
            stop: self.stop,
            has_revoked: self.ledger.counts.count(Outcome::Revoked) > before,
        })
    }

    fn is_to_stop(&self) -> bool {
        self.stop.is_some() || self.ledger.failure.is_some() || self.interrupt.is_set()
    }

    /// Writes the rows that need no request.
    fn record_known(&mut self) {
        for known in &self.plan.known {
            let detail = Detail {
                status: known.status,
                ..Detail::new(known.outcome)
            };
            self.ledger.add(known.line, known.id, &detail, &self.progress);
        }
        self.ledger.flush(&self.progress);
    }

    /// Writes the rows of a user whose call has ended.
    fn record(&mut self, index: usize, attempt: &Attempt) {
        let (Some(user), Some(is_recorded)) = (self.plan.users.get(index), self.is_recorded.get_mut(index)) else {
            return;
        };
        *is_recorded = true;
        self.add(user, &attempt.detail);
        self.ledger.flush(&self.progress);
        if let Some(problem) = &attempt.problem {
            self.say(user, problem);
        }
        // A server that has looked for the user has checked the permission before.
        if matches!(attempt.detail.outcome, Outcome::Revoked | Outcome::NotFound) {
            self.is_allowed = true;
        }
        self.stop = self.stop.or(match attempt.stop {
            // The server was reached before: only this call has failed.
            Some(Stop::Unreachable) if self.is_allowed => None,
            stop => stop,
        });
        self.progress.step();
        self.progress.tick();
    }

    /// Writes the rows of all users without one, of which the first `taken` may have been revoked.
    fn record_rest(&mut self, taken: usize) {
        for index in 0..self.plan.users.len() {
            if self.is_recorded.get(index) == Some(&true) {
                continue;
            }
            // Threads take users in order, so a user behind the last one that was taken has had no call.
            let outcome = if index < taken {
                Outcome::Failed
            } else {
                Outcome::Skipped
            };
            let user = self.plan.users[index];
            self.add(&user, &Detail::new(outcome));
            if outcome == Outcome::Failed {
                self.say(&user, "the request was ended, and may have been processed");
            }
        }
        self.ledger.flush(&self.progress);
    }

    fn add(&mut self, user: &User, detail: &Detail) {
        for line in self.plan.lines_of(user) {
            self.ledger.add(line, Some(user.id), detail, &self.progress);
        }
    }

    /// Names the first line of a user on standard error.
    fn say(&self, user: &User, problem: &str) {
        let first = self.plan.lines_of(user).last();
        if let Some(line) = first.and_then(|line| self.lines.get(line)) {
            self.progress.say(format_args!("{line}: {problem}"));
        }
    }
}
