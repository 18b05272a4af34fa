//! The sign-in of a user: a code or an assertion that is used once, and the refresh tokens that follow it.

mod start;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ureq::http::Method;

use crate::Error;
use crate::auth::TOKEN_PATH;
use crate::auth::token::Token;
use crate::auth::token_response::{Outcome, TokenResponse};
use crate::error::{AuthError, CallContext};
use crate::retry::Repeat;
use crate::secret::Secret;
pub(in crate::auth) use start::Start;

/// The function that stores refresh tokens.
type OnRefresh = dyn Fn(&str) + Send + Sync;

/// The state of a sign-in. Clients that are built from clones of the same credentials share it, with the token cache, which has at
/// most one request under way. So no refresh token is sent by two of them.
pub(crate) struct Session {
    state: Mutex<State>,
    on_refresh: Mutex<Option<Arc<OnRefresh>>>,
}

struct State {
    next: NextRequest,
    /// The refresh token before the current one, which a late response may quote.
    previous: Option<Secret>,
    /// Whether the response to a request with the current refresh token was lost. The server may have replaced the token then.
    is_lost: bool,
}

/// What is sent for the next token.
enum NextRequest {
    Start(Start),
    /// RFC 6749, section 6.
    Refresh(Secret),
    /// Nothing: the user has to sign in again.
    Nothing(Error),
}

impl Session {
    /// Returns a sign-in that begins with a code or an assertion.
    pub(in crate::auth) fn new(start: Start) -> Self {
        Self::beginning_with(NextRequest::Start(start))
    }

    /// Returns a sign-in that goes on with a stored refresh token.
    pub(in crate::auth) fn with_refresh_token(token: Secret) -> Self {
        Self::beginning_with(NextRequest::Refresh(token))
    }

    fn beginning_with(next: NextRequest) -> Self {
        Self {
            state: Mutex::new(State {
                next,
                previous: None,
                is_lost: false,
            }),
            on_refresh: Mutex::new(None),
        }
    }

    /// Sets the function that gets each new refresh token.
    pub(in crate::auth) fn set_on_refresh(&self, store: Arc<OnRefresh>) {
        *self.on_refresh.lock().unwrap_or_else(PoisonError::into_inner) = Some(store);
    }

    /// Calls `request` with the fields of the next request, and how often it may be sent.
    pub(super) fn with_next_request<T>(&self, request: impl FnOnce(&[(&str, &str)], Repeat) -> T) -> Result<T, Error> {
        match &self.lock().next {
            // A code and an assertion are used once (RFC 6749, section 4.1.2).
            NextRequest::Start(start) => Ok(request(&start.fields(), Repeat::Unsent)),
            NextRequest::Refresh(token) => {
                let fields = [
                    ("grant_type", "refresh_token"),
                    ("refresh_token", token.expose_secret()),
                ];
                Ok(request(&fields, Repeat::Once))
            }
            NextRequest::Nothing(error) => Err(error.clone()),
        }
    }

    /// Returns the token of a response, or the error. Chooses what is sent next.
    pub(super) fn settle(&self, outcome: Outcome) -> Result<Token, Error> {
        match outcome {
            Outcome::Token(TokenResponse { token, refresh_token }) => {
                if let Some(new) = self.lock().accept(refresh_token) {
                    self.store(&new);
                }
                Ok(token)
            }
            Outcome::Refused { error, after_loss } => Err(self.lock().end(error, after_loss)),
            Outcome::Lost(error) => Err(self.lock().record_lost(error)),
            Outcome::Failed(error) => Err(self.lock().with_advice(error)),
        }
    }

    /// Passes a refresh token to the function that stores it. No lock is held: the function may take long, or panic.
    fn store(&self, refresh_token: &Secret) {
        let store = self.on_refresh.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(store) = store {
            store(refresh_token.expose_secret());
        }
    }

    /// Returns the secrets that a response may quote.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        let state = self.lock();
        let mut secrets: Vec<_> = state.previous.iter().cloned().collect();
        match &state.next {
            NextRequest::Start(start) => secrets.extend(start.secrets()),
            NextRequest::Refresh(token) => secrets.push(token.clone()),
            NextRequest::Nothing(_) => {}
        }
        secrets
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // No code that holds the lock can panic between two changes of the state.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Chooses the refresh token for the next request. Returns it if it is new.
    fn accept(&mut self, received: Option<Secret>) -> Option<Secret> {
        self.is_lost = false;
        match (&self.next, received) {
            (NextRequest::Refresh(current), Some(new)) if current.expose_secret() == new.expose_secret() => None,
            (_, Some(new)) => {
                self.go_on_with(NextRequest::Refresh(new.clone()));
                Some(new)
            }
            (NextRequest::Start(start), None) => {
                let problem = "not sent: the access token is no longer valid, and there is no refresh token";
                let error = not_sent(problem, start.advice());
                self.go_on_with(NextRequest::Nothing(error));
                None
            }
            // The server need not replace a refresh token (RFC 6749, section 6).
            (NextRequest::Refresh(_) | NextRequest::Nothing(_), None) => None,
        }
    }

    /// Ends the sign-in, since the token endpoint has rejected what it goes on with. Returns the error, which says so.
    fn end(&mut self, refusal: AuthError, after_loss: bool) -> Error {
        let (problem, advice) = self.next.refused(self.is_lost || after_loss);
        let error = Error::Auth(refusal.with_sign_in_required(problem, advice));
        self.go_on_with(NextRequest::Nothing(error.clone()));
        error
    }

    /// Records that a response was lost. The server may have used up the code, or replaced the refresh token.
    fn record_lost(&mut self, error: Error) -> Error {
        self.is_lost = true;
        let error = self.with_advice(error);
        if let NextRequest::Start(start) = &self.next {
            let later = not_sent(start.lost(), start.advice());
            self.go_on_with(NextRequest::Nothing(later));
        }
        error
    }

    /// Says in an error what to do if the response was lost.
    fn with_advice(&self, error: Error) -> Error {
        match &self.next {
            NextRequest::Start(start) => error.with_advice_if_lost(start.advice_if_lost()),
            // A refresh token may be sent once more by the next call: if it was replaced, there is nothing to lose.
            NextRequest::Refresh(_) => error.with_advice_if_lost("call again: the refresh token is sent once more"),
            NextRequest::Nothing(_) => error,
        }
    }

    fn go_on_with(&mut self, next: NextRequest) {
        if let NextRequest::Refresh(token) = std::mem::replace(&mut self.next, next) {
            self.previous = Some(token);
        }
    }
}

impl NextRequest {
    /// Returns the meaning of a request that the token endpoint has rejected, and what to do.
    fn refused(&self, is_lost: bool) -> (&'static str, &'static str) {
        match self {
            Self::Start(start) => (start.refused(), start.advice()),
            Self::Refresh(_) if is_lost => (
                "the token endpoint rejected the refresh token, which it may have replaced in a response that was lost",
                "sign in again",
            ),
            Self::Refresh(_) | Self::Nothing(_) => ("the token endpoint rejected the refresh token", "sign in again"),
        }
    }
}

/// Returns the error of a call for which there is no request.
fn not_sent(problem: &'static str, advice: &'static str) -> Error {
    let context = CallContext::new(&Method::POST, TOKEN_PATH, 0);
    Error::Auth(AuthError::new(context, problem).with_sign_in_required(problem, advice))
}

/// Shows no secrets.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let next = match &self.lock().next {
            NextRequest::Start(start) => start.name(),
            NextRequest::Refresh(_) => "refresh token",
            NextRequest::Nothing(_) => "nothing",
        };
        f.debug_struct("Session").field("next", &next).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
