//! The sign-in of a user: a code or an assertion that is used once, and the refresh tokens that follow it.

mod start;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ureq::http::Method;

use crate::Error;
use crate::auth::TOKEN_PATH;
use crate::auth::token::Token;
use crate::auth::token_response::TokenResponse;
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
    next: Next,
    /// The refresh token before the current one, which a late response may quote.
    previous: Option<Secret>,
    /// Whether the response to a request with the current refresh token was lost. The server may have replaced the token then.
    is_lost: bool,
}

/// What is sent for the next token.
enum Next {
    Start(Start),
    /// RFC 6749, section 6.
    Refresh(Secret),
    /// Nothing: the user has to sign in again.
    Nothing(Error),
}

impl Session {
    /// Returns a sign-in that begins with a code or an assertion.
    pub(in crate::auth) fn new(start: Start) -> Self {
        Self::beginning_with(Next::Start(start))
    }

    /// Returns a sign-in that goes on with a stored refresh token.
    pub(in crate::auth) fn with_refresh_token(token: Secret) -> Self {
        Self::beginning_with(Next::Refresh(token))
    }

    fn beginning_with(next: Next) -> Self {
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
            Next::Start(start) => Ok(request(&start.fields(), Repeat::Unsent)),
            Next::Refresh(token) => {
                let fields = [
                    ("grant_type", "refresh_token"),
                    ("refresh_token", token.expose_secret()),
                ];
                Ok(request(&fields, Repeat::Once))
            }
            Next::Nothing(error) => Err(error.clone()),
        }
    }

    /// Returns the token of a response, or the error. Chooses what is sent next.
    pub(super) fn settle(&self, outcome: Result<TokenResponse, Error>, lost_response: bool) -> Result<Token, Error> {
        match outcome {
            Ok(TokenResponse { token, refresh_token }) => {
                if let Some(new) = self.lock().accept(refresh_token) {
                    self.store(&new);
                }
                Ok(token)
            }
            Err(error) => Err(self.lock().fail(error, lost_response)),
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
            Next::Start(start) => secrets.extend(start.secrets()),
            Next::Refresh(token) => secrets.push(token.clone()),
            Next::Nothing(_) => {}
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
            (Next::Refresh(current), Some(new)) if current.expose_secret() == new.expose_secret() => None,
            (_, Some(new)) => {
                self.go_on_with(Next::Refresh(new.clone()));
                Some(new)
            }
            (Next::Start(start), None) => {
                let problem = "not sent: the access token is no longer valid, and there is no refresh token";
                let error = not_sent(problem, start.advice());
                self.go_on_with(Next::Nothing(error));
                None
            }
            // The server need not replace a refresh token (RFC 6749, section 6).
            (Next::Refresh(_) | Next::Nothing(_), None) => None,
        }
    }

    /// Returns the error of a request, with what it means for the sign-in.
    fn fail(&mut self, error: Error, lost_response: bool) -> Error {
        // A success without a valid token is as lost as a success that did not arrive: the request used up the code, or replaced the
        // refresh token.
        self.is_lost |= lost_response || error.status().is_some_and(|status| (200..300).contains(&status));
        if is_refused(&error) {
            let (problem, advice) = self.next.refused(self.is_lost);
            let error = sign_in_required(error, problem, advice);
            self.go_on_with(Next::Nothing(error.clone()));
            return error;
        }
        match &self.next {
            Next::Start(start) => {
                let error = error.with_advice_if_lost(start.advice_if_lost());
                if self.is_lost {
                    let later = not_sent(start.lost(), start.advice());
                    self.go_on_with(Next::Nothing(later));
                }
                error
            }
            // A refresh token may be sent once more by the next call: if it was replaced, there is nothing to lose.
            Next::Refresh(_) => error.with_advice_if_lost("call again: the refresh token is sent once more"),
            Next::Nothing(_) => error,
        }
    }

    fn go_on_with(&mut self, next: Next) {
        if let Next::Refresh(token) = std::mem::replace(&mut self.next, next) {
            self.previous = Some(token);
        }
    }
}

impl Next {
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

/// Returns whether the token endpoint has rejected what the user signed in with, and not the client (RFC 6749, section 5.2). The page
/// of a proxy has no code, and rejects neither of them.
fn is_refused(error: &Error) -> bool {
    const OF_THE_CLIENT: [&str; 3] = ["invalid_client", "unauthorized_client", "unsupported_grant_type"];
    let Error::Auth(refusal) = error else {
        return false;
    };
    matches!(error.status(), Some(400 | 401 | 403))
        && !refusal.is_transient()
        && refusal.code().is_some_and(|code| !OF_THE_CLIENT.contains(&code))
}

fn sign_in_required(error: Error, problem: &'static str, advice: &'static str) -> Error {
    match error {
        Error::Auth(error) => Error::Auth(error.with_sign_in_required(problem, advice)),
        error => error,
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
            Next::Start(start) => start.name(),
            Next::Refresh(_) => "refresh token",
            Next::Nothing(_) => "nothing",
        };
        f.debug_struct("Session").field("next", &next).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
