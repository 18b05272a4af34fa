//! Outcomes of lines, their details and their numbers.

use genesys_cloud::jiff::Timestamp;
use genesys_cloud::serde_json::{Map, Value};

/// The outcome of a line, as reports have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Revoked,
    NotFound,
    /// Several users have the e-mail address.
    Ambiguous,
    /// Neither an id nor an e-mail address.
    Invalid,
    Failed,
    /// Not reached.
    Skipped,
}

impl Outcome {
    pub(super) const ALL: [Self; 6] = [
        Self::Revoked,
        Self::NotFound,
        Self::Ambiguous,
        Self::Invalid,
        Self::Failed,
        Self::Skipped,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Revoked => "revoked",
            Self::NotFound => "not_found",
            Self::Ambiguous => "ambiguous",
            Self::Invalid => "invalid",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }

    /// Returns whether a run that is resumed leaves the line as it is.
    pub(super) fn is_final(self) -> bool {
        !matches!(self, Self::Failed | Self::Skipped)
    }
}

/// An outcome with its details.
#[derive(Debug, Clone)]
pub(super) struct Detail {
    pub(super) outcome: Outcome,
    /// The HTTP status, if there was a response.
    pub(super) status: Option<u16>,
    pub(super) correlation_id: Option<String>,
    pub(super) time: Timestamp,
}

impl Detail {
    /// Returns an outcome without a response.
    pub(super) fn new(outcome: Outcome) -> Self {
        Self {
            outcome,
            status: None,
            correlation_id: None,
            time: Timestamp::now(),
        }
    }
}

/// The number of lines with each outcome.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts([usize; 6]);

impl Counts {
    pub(super) fn add(&mut self, outcome: Outcome) {
        self.0[outcome as usize] += 1;
    }

    pub(super) fn count(&self, outcome: Outcome) -> usize {
        self.0[outcome as usize]
    }

    pub(super) fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// Returns whether no line has another outcome than `revoked`.
    pub(super) fn are_all_revoked(&self) -> bool {
        self.total() == self.count(Outcome::Revoked)
    }

    pub(super) fn json(&self) -> Value {
        let counts = Outcome::ALL
            .iter()
            .map(|outcome| (outcome.name().to_owned(), self.count(*outcome).into()));
        Value::Object(counts.collect::<Map<_, _>>())
    }

    /// Returns the outcomes that there are: `4,998 revoked, 2 not found`.
    pub(super) fn text(&self) -> String {
        let counts = Outcome::ALL.iter().filter(|outcome| self.count(**outcome) > 0);
        let parts: Vec<_> = counts
            .map(|outcome| format!("{} {}", grouped(self.count(*outcome)), outcome.name().replace('_', " ")))
            .collect();
        parts.join(", ")
    }
}

/// Returns a number with its digits in groups: `5,000`.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Returns a number of users.
pub(super) fn users(number: usize) -> String {
    match number {
        1 => "1 user".to_owned(),
        _ => format!("{} users", grouped(number)),
    }
}
