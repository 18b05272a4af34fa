//! The state of a sandbox.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::clock::Clock;
use super::fault_queue::FaultQueue;
use super::grants::{Family, Grants};
use super::random;
use super::rate_limiter::{RateLimiter, Usage};
use super::recorded::RecordedRequest;
use super::rules::Rules;

/// The default lifetime of tokens in seconds, as Genesys Cloud sends it in `expires_in`.
const TOKEN_LIFETIME: u32 = 86_399;
/// The number of recorded requests, which bounds the memory of a sandbox that runs for days.
const MAX_RECORDED: usize = 1_000;

pub(super) const REVOKE_TOKENS: &str = "oauth:token:delete";
pub(super) const ADMINISTER: &str = "directory:organization:admin";

/// The state of a sandbox, without `Debug`, since most of the state is secret.
pub(super) struct State {
    pub(super) clients: [OAuthClient; 2],
    /// The users by id.
    users: HashMap<String, User>,
    /// The user that the sandbox has from its start.
    first_user: String,
    tokens: HashMap<String, Token>,
    pub(super) grants: Grants,
    /// The lifetime of new tokens, in seconds.
    pub(super) token_lifetime: u32,
    clock: Clock,
    /// The body of the last PUT to `/api/v2/tokens/timeout`, including unknown fields.
    pub(super) timeout: Map<String, Value>,
    pub(super) rules: Rules,
    pub(super) faults: FaultQueue,
    rate_limiter: RateLimiter,
    recorded: VecDeque<RecordedRequest>,
}

/// An OAuth client, which may request tokens.
pub(super) struct OAuthClient {
    pub(super) id: String,
    pub(super) secret: String,
    pub(super) name: &'static str,
    permissions: &'static [&'static str],
}

/// The owner of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holder {
    /// An index into the clients.
    Client(usize),
    /// The id of a user.
    User(String),
}

/// A user, whose tokens can be revoked.
struct User {
    email: String,
    is_revoked: bool,
}

impl User {
    fn new(email: String) -> Self {
        Self {
            email,
            is_revoked: false,
        }
    }

    /// Returns a user whose e-mail address follows from the id.
    fn from_id(id: &str) -> Self {
        Self::new(format!("{}@example.com", short(id)))
    }
}

/// Returns the first characters of an id, which are in names and e-mail addresses.
pub(super) fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

struct Token {
    holder: Holder,
    /// The id of the sign-in that the token belongs to, if it has refresh tokens.
    family: Option<String>,
    /// The end of the lifetime, by the clock of the sandbox since its start.
    expires: Duration,
    idles: Timestamp,
}

/// Locks the state. Each change is a single step, so that a poisoned state is still valid.
pub(super) fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    pub(super) fn new() -> Self {
        let client = |name, permissions| OAuthClient {
            id: random::uuid(),
            secret: random::secret(),
            name,
            permissions,
        };
        let first_user = random::uuid();
        Self {
            clients: [
                client("Sandbox", &[ADMINISTER, REVOKE_TOKENS]),
                client("Sandbox, limited", &[ADMINISTER]),
            ],
            users: HashMap::from([(first_user.clone(), User::from_id(&first_user))]),
            first_user,
            tokens: HashMap::new(),
            grants: Grants::default(),
            token_lifetime: TOKEN_LIFETIME,
            clock: Clock::start(),
            timeout: Map::from_iter([
                ("idleTokenTimeoutSeconds".to_owned(), json!(3_600)),
                ("enableIdleTokenTimeout".to_owned(), json!(false)),
            ]),
            rules: Rules::default(),
            faults: FaultQueue::default(),
            rate_limiter: RateLimiter::default(),
            recorded: VecDeque::new(),
        }
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

    pub(super) fn set_rate_limit(&mut self, per_minute: u32) {
        self.rate_limiter.set(per_minute);
    }

    /// Counts a request with this token. Returns `None` without a rate limit.
    pub(super) fn count_request(&mut self, token: &str) -> Option<Usage> {
        let now = self.clock.now();
        self.rate_limiter.count(token, now)
    }

    /// Returns the time since the start of the sandbox.
    pub(super) fn now(&self) -> Duration {
        self.clock.now()
    }

    pub(super) fn advance(&mut self, time: Duration) {
        self.clock.advance(time);
    }
}

/// Users.
impl State {
    pub(super) fn add_user(&mut self) -> String {
        let id = random::uuid();
        self.users.insert(id.clone(), User::from_id(&id));
        id
    }

    /// Adds a user in place of one that has this id.
    pub(super) fn add_user_with(&mut self, id: String, email: String) {
        self.users.insert(id, User::new(email));
    }

    pub(super) fn first_user(&self) -> &str {
        &self.first_user
    }

    /// Returns the ids of all users with their e-mail addresses, in no order.
    pub(super) fn users(&self) -> impl Iterator<Item = (&str, &str)> {
        self.users.iter().map(|(id, user)| (id.as_str(), user.email.as_str()))
    }

    pub(super) fn email(&self, user_id: &str) -> Option<&str> {
        self.users.get(user_id).map(|user| user.email.as_str())
    }

    pub(super) fn has_user(&self, user_id: &str) -> bool {
        self.users.contains_key(user_id)
    }

    pub(super) fn is_revoked(&self, user_id: &str) -> bool {
        self.users.get(user_id).is_some_and(|user| user.is_revoked)
    }

    /// Revokes all tokens of a user. Returns whether there is such a user.
    pub(super) fn revoke_user(&mut self, user_id: &str) -> bool {
        let Some(user) = self.users.get_mut(user_id) else {
            return false;
        };
        user.is_revoked = true;
        self.tokens
            .retain(|_, token| !matches!(&token.holder, Holder::User(id) if id == user_id));
        self.grants.end(|family| family.user == user_id);
        true
    }
}

/// Tokens.
impl State {
    /// Returns a new token for `holder`.
    pub(super) fn issue(&mut self, holder: Holder) -> String {
        self.insert(holder, None)
    }

    /// Returns a new token of a sign-in.
    pub(super) fn issue_in(&mut self, family: &Family) -> String {
        self.insert(Holder::User(family.user.clone()), Some(family.id.clone()))
    }

    fn insert(&mut self, holder: Holder, family: Option<String>) -> String {
        let now = self.clock.now();
        // Bounds the memory of a sandbox that runs for days.
        self.tokens.retain(|_, token| now < token.expires);
        if let Holder::User(id) = &holder {
            let user = self.users.entry(id.clone()).or_insert_with(|| User::from_id(id));
            user.is_revoked = false;
        }
        let lifetime = Duration::from_secs(self.token_lifetime.into());
        let text = random::secret();
        let token = Token {
            holder,
            family,
            expires: now.saturating_add(lifetime),
            idles: self.next_idle(),
        };
        self.tokens.insert(text.clone(), token);
        text
    }

    /// Returns the holder of a token, unless the token is unknown, revoked or expired.
    pub(super) fn holder(&self, token: &str) -> Option<Holder> {
        let token = self.tokens.get(token)?;
        (self.clock.now() < token.expires).then(|| token.holder.clone())
    }

    pub(super) fn permissions(&self, holder: &Holder) -> &'static [&'static str] {
        match holder {
            Holder::Client(index) => self.clients.get(*index).map_or(&[], |client| client.permissions),
            Holder::User(_) => &[],
        }
    }

    /// Returns when an unused token expires.
    pub(super) fn idles(&self, token: &str) -> Option<Timestamp> {
        self.tokens.get(token).map(|token| token.idles)
    }

    /// Restarts the idle timer of a token.
    pub(super) fn touch(&mut self, token: &str) {
        let idles = self.next_idle();
        if let Some(token) = self.tokens.get_mut(token) {
            token.idles = idles;
        }
    }

    pub(super) fn revoke(&mut self, token: &str) {
        self.tokens.remove(token);
    }

    /// Revokes all tokens of a sign-in.
    pub(super) fn end_family(&mut self, family: &str) {
        self.tokens.retain(|_, token| token.family.as_deref() != Some(family));
        self.grants.end(|ended| ended.id == family);
    }

    pub(super) fn expire_tokens(&mut self) {
        self.tokens.clear();
    }

    /// Returns whether tokens end when they are not used.
    pub(super) fn is_idle_timeout_enabled(&self) -> bool {
        self.timeout.get("enableIdleTokenTimeout") == Some(&Value::Bool(true))
    }

    fn next_idle(&self) -> Timestamp {
        let seconds = self.timeout.get("idleTokenTimeoutSeconds").and_then(Value::as_u64);
        self.clock.date_after(Duration::from_secs(seconds.unwrap_or(0)))
    }
}
