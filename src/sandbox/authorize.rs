//! `/oauth/authorize` (RFC 6749, section 4.1.1; RFC 7636, section 4.3): the page at which a user signs in.

mod page;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::encoding::form_parts;
use super::grants::Code;
use super::http::Request;
use super::reply::Reply;
use super::state::State;

/// The characters to encode in a query: all but the unreserved characters of a URL.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Responds to a request for the page, or to its form.
pub(super) fn respond(state: &mut State, request: &Request) -> Reply {
    match request.head.method.as_str() {
        "GET" => show(state, request.head.query.as_deref().unwrap_or_default()),
        "POST" => {
            let form = std::str::from_utf8(&request.body).unwrap_or_default();
            decide(state, form)
        }
        _ => Reply::empty(405).header("Allow", "GET, POST"),
    }
}

/// The decision of a user on the page.
pub(super) enum Decision<'a> {
    Allow { user: &'a str },
    Deny,
}

/// Why a request has no decision.
pub(super) enum Invalid {
    /// The page tells the user, since the sandbox does not know where it may redirect the browser to.
    Page(&'static str),
    /// The redirect tells the program.
    Redirect(String),
}

/// A valid request for authorization.
pub(super) struct Authorization {
    client: usize,
    redirect_uri: String,
    state: Option<String>,
    challenge: Option<String>,
}

fn show(state: &State, query: &str) -> Reply {
    match Authorization::parse(state, query) {
        Ok(authorization) => page::form(state, &authorization, query),
        Err(problem) => refusal(problem),
    }
}

fn decide(state: &mut State, form: &str) -> Reply {
    let authorization = match Authorization::parse(state, form) {
        Ok(authorization) => authorization,
        Err(problem) => return refusal(problem),
    };
    let fields = form_parts(form).unwrap_or_default();
    let field = |name: &str| {
        fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    let decision = match (field("decision"), field("user")) {
        (Some("allow"), Some(user)) if state.has_user(user) => Decision::Allow { user },
        (Some("allow"), _) => return page::problem("There is no such user."),
        _ => Decision::Deny,
    };
    redirect(authorization.decide(state, &decision))
}

impl Authorization {
    /// Reads the parameters of a request.
    pub(super) fn parse(state: &State, query: &str) -> Result<Self, Invalid> {
        let fields = form_parts(query).ok_or(Invalid::Page("The request is not percent-encoded UTF-8."))?;
        let field = |name: &str| {
            fields
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
        };
        let client_id = field("client_id").unwrap_or_default();
        let client = state.clients.iter().position(|client| client.id == client_id);
        let client = client.ok_or(Invalid::Page("The client_id is unknown."))?;
        let redirect_uri = field("redirect_uri").filter(|uri| is_redirect_uri(uri));
        let redirect_uri = redirect_uri.ok_or(Invalid::Page(
            "The redirect_uri is missing, or is neither https nor http on this machine.",
        ))?;
        let authorization = Self {
            client,
            redirect_uri,
            state: field("state"),
            challenge: field("code_challenge"),
        };
        let refused = |error, problem| Err(Invalid::Redirect(authorization.error(error, problem)));
        if field("response_type").as_deref() != Some("code") {
            return refused("unsupported_response_type", "response_type has to be code");
        }
        match (&authorization.challenge, field("code_challenge_method").as_deref()) {
            (None, None) | (Some(_), Some("S256")) => Ok(authorization),
            _ => refused("invalid_request", "code_challenge needs the code_challenge_method S256"),
        }
    }

    /// Returns the URL that the browser is redirected to.
    pub(super) fn decide(self, state: &mut State, decision: &Decision<'_>) -> String {
        match decision {
            Decision::Deny => self.error("access_denied", "the user has refused"),
            Decision::Allow { user } => {
                let now = state.now();
                let code = Code {
                    redirect_uri: self.redirect_uri.clone(),
                    challenge: self.challenge.clone(),
                };
                let code = state.grants.grant(self.client, user, code, now);
                self.callback(&[("code", &code)])
            }
        }
    }

    fn error(&self, error: &str, description: &str) -> String {
        self.callback(&[("error", error), ("error_description", description)])
    }

    fn callback(&self, fields: &[(&str, &str)]) -> String {
        let mut url = self.redirect_uri.clone();
        let state = self.state.as_deref().map(|state| ("state", state));
        for (name, value) in fields.iter().copied().chain(state) {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(name);
            url.push('=');
            url.extend(utf8_percent_encode(value, ENCODED));
        }
        url
    }
}

fn is_redirect_uri(uri: &str) -> bool {
    const LOCAL: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];
    let is_local = |host: &str| {
        let rest = LOCAL.iter().find_map(|local| host.strip_prefix(local));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/', '?']))
    };
    uri.bytes().all(|byte| byte.is_ascii_graphic())
        && !uri.contains('#')
        && (uri.starts_with("https://") || uri.strip_prefix("http://").is_some_and(is_local))
}

fn refusal(problem: Invalid) -> Reply {
    match problem {
        Invalid::Page(text) => page::problem(text),
        Invalid::Redirect(url) => redirect(url),
    }
}

fn redirect(url: String) -> Reply {
    Reply::empty(303)
        .header("Location", url)
        .header("Cache-Control", "no-store")
}
