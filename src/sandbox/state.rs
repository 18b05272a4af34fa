//! What the sandbox remembers from one request to the next.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::random;
use super::recorded::RecordedRequest;

/// What Genesys Cloud answers in `expires_in`.
const DAY: u32 = 86_399;
/// A sandbox that runs for days forgets what it saw first.
const MAX_RECORDED: usize = 1_000;

pub(super) const REVOKE_TOKENS: &str = "oauth:token:delete";
pub(super) const ADMINISTER: &str = "directory:organization:admin";

/// Known users. Their tokens can be revoked.
pub(super) const USERS: [(&str, &str); 3] = [
    ("8d1c5f0e-52a4-4b8e-9a51-5c7d20f3a6b1", "Ada Agent"),
    ("3f7a9b42-0c66-4c1d-8f0e-91be64d7c225", "Sam Supervisor"),
    ("c40e17d9-7b35-4f6a-b2c8-0da3f5e86914", "Toni Trainer"),
];

/// The memory of one sandbox. It has no `Debug`: most of it is secret.
pub(super) struct State {
    pub(super) clients: [OAuthClient; 2],
    tokens: HashMap<String, Token>,
    /// Seconds that a token lives which is issued from now on.
    pub(super) token_lifetime: u32,
    /// The body of the last PUT to `/tokens/timeout`, with all that was in it.
    pub(super) timeout: Map<String, Value>,
    faults: VecDeque<(u32, Fault)>,
    recorded: VecDeque<RecordedRequest>,
}

/// Who may ask for a token.
pub(super) struct OAuthClient {
    pub(super) id: String,
    pub(super) secret: String,
    pub(super) name: &'static str,
    permissions: &'static [&'static str],
}

/// Whom a token speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// An index into the clients.
    Client(usize),
    /// An index into the users.
    User(usize),
}

struct Token {
    holder: Holder,
    /// `None` if that is further away than the clock can tell.
    expires: Option<Instant>,
    idles: Timestamp,
}

/// An answer that was asked for in advance.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fault {
    /// 429, to come back after so many seconds.
    Limit(u64),
    Status(u16),
}

impl State {
    pub(super) fn new() -> Self {
        let client = |name, permissions| OAuthClient {
            id: random::uuid(),
            secret: random::secret(),
            name,
            permissions,
        };
        Self {
            clients: [
                client("Sandbox", &[ADMINISTER, REVOKE_TOKENS]),
                client("Sandbox, limited", &[ADMINISTER]),
            ],
            tokens: HashMap::new(),
            token_lifetime: DAY,
            timeout: Map::from_iter([
                ("idleTokenTimeoutSeconds".to_owned(), json!(3_600)),
                ("enableIdleTokenTimeout".to_owned(), json!(false)),
            ]),
            faults: VecDeque::new(),
            recorded: VecDeque::new(),
        }
    }

    /// A new token for `holder`.
    pub(super) fn issue(&mut self, holder: Holder) -> String {
        let now = Instant::now();
        // What has expired is forgotten here, or a program that runs for days would fill the memory.
        self.tokens.retain(|_, token| token.lives(now));
        let lifetime = Duration::from_secs(self.token_lifetime.into());
        let text = random::secret();
        let token = Token {
            holder,
            expires: now.checked_add(lifetime),
            idles: self.next_idle(),
        };
        self.tokens.insert(text.clone(), token);
        text
    }

    /// Whom a token speaks for, if it is known, not revoked and not expired.
    pub(super) fn holder(&self, token: &str) -> Option<Holder> {
        let token = self.tokens.get(token)?;
        token.lives(Instant::now()).then_some(token.holder)
    }

    pub(super) fn permissions(&self, holder: Holder) -> &'static [&'static str] {
        match holder {
            Holder::Client(index) => self.clients.get(index).map_or(&[], |client| client.permissions),
            Holder::User(_) => &[],
        }
    }

    /// When a token stops for want of use.
    pub(super) fn idles(&self, token: &str) -> Option<Timestamp> {
        self.tokens.get(token).map(|token| token.idles)
    }

    /// Starts the idle timer of a token again.
    pub(super) fn touch(&mut self, token: &str) {
        let idles = self.next_idle();
        if let Some(token) = self.tokens.get_mut(token) {
            token.idles = idles;
        }
    }

    pub(super) fn revoke(&mut self, token: &str) {
        self.tokens.remove(token);
    }

    pub(super) fn revoke_all_of(&mut self, holder: Holder) {
        self.tokens.retain(|_, token| token.holder != holder);
    }

    pub(super) fn expire_tokens(&mut self) {
        self.tokens.clear();
    }

    fn next_idle(&self) -> Timestamp {
        let seconds = self.timeout.get("idleTokenTimeoutSeconds").and_then(Value::as_i64);
        let now = Timestamp::now();
        Timestamp::from_millisecond(
            now.as_millisecond()
                .saturating_add(seconds.unwrap_or(0).saturating_mul(1_000)),
        )
        .unwrap_or(now)
    }
}

impl State {
    /// Answers the next `times` API requests with `fault`, after the faults that are already in the queue.
    pub(super) fn inject(&mut self, times: u32, fault: Fault) {
        self.faults.push_back((times, fault));
    }

    /// The fault that this API request meets.
    pub(super) fn next_fault(&mut self) -> Option<Fault> {
        while let Some((times, fault)) = self.faults.front_mut() {
            if *times > 0 {
                *times -= 1;
                return Some(*fault);
            }
            self.faults.pop_front();
        }
        None
    }

    pub(super) fn record(&mut self, request: RecordedRequest) {
        if self.recorded.len() == MAX_RECORDED {
            self.recorded.pop_front();
        }
        self.recorded.push_back(request);
    }

    pub(super) fn recorded(&self) -> Vec<RecordedRequest> {
        self.recorded.iter().cloned().collect()
    }
}

impl Token {
    fn lives(&self, now: Instant) -> bool {
        self.expires.is_none_or(|expires| now < expires)
    }
}
