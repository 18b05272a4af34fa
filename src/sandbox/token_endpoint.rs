//! `POST /oauth/token` (RFC 6749, sections 4 and 5).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::encoding::form_parts;
use super::grants::{Family, Refused};
use super::http::Request;
use super::reply::Reply;
use super::state::{Holder, State};

/// Responds with a token, or with an error in the form of RFC 6749, which differs from the errors of the API.
pub(super) fn respond(state: &mut State, request: &Request) -> Reply {
    let reply = match grant(state, request) {
        Ok(Granted { token, refresh_token }) => {
            let mut body = json!({
                "access_token": token,
                "token_type": "bearer",
                "expires_in": state.token_lifetime,
            });
            if let Some(refresh_token) = refresh_token {
                body["refresh_token"] = refresh_token.into();
            }
            Reply::json(200, body)
        }
        Err(refusal) => refusal,
    };
    reply.header("Cache-Control", "no-store")
}

/// Returns the response for a rate limit, which is a 400 without `Retry-After`.
pub(super) fn rate_limit() -> Reply {
    let body = json!({"error": "invalid_request", "error_description": "rate limit exceeded; retry later"});
    Reply::json(400, body).header("Cache-Control", "no-store")
}

struct Granted {
    token: String,
    refresh_token: Option<String>,
}

/// The client of a request.
struct Client {
    index: usize,
    /// Whether the request has its secret.
    is_authenticated: bool,
}

/// The fields of a form, each at most once.
struct Form(Vec<(String, String)>);

fn grant(state: &mut State, request: &Request) -> Result<Granted, Reply> {
    let form = Form::read(request)?;
    let grant_type = form
        .get("grant_type")
        .ok_or_else(|| invalid_request("a request must have exactly one grant_type"))?;
    match grant_type {
        "client_credentials" => {
            let client = authenticated(state, request, &form)?;
            Ok(Granted {
                token: state.issue(Holder::Client(client.index)),
                refresh_token: None,
            })
        }
        "authorization_code" => code(state, request, &form),
        "refresh_token" => refresh_token(state, request, &form),
        "urn:ietf:params:oauth:grant-type:saml2-bearer" => assertion(state, request, &form),
        _ => Err(refusal(
            400,
            "unsupported_grant_type",
            "supported are client_credentials, authorization_code, refresh_token and saml2-bearer",
        )),
    }
}

fn code(state: &mut State, request: &Request, form: &Form) -> Result<Granted, Reply> {
    let client = identified(state, request, form)?;
    let code = form.required("code")?;
    let (redirect_uri, verifier) = (form.get("redirect_uri"), form.get("code_verifier"));
    let now = state.now();
    let family = state.grants.use_code(code, now, |family, code| {
        check_client(family, &client)?;
        if redirect_uri != Some(&code.redirect_uri) {
            return Err("the redirect_uri is not the one of the sign-in");
        }
        if !code.is_verified_by(verifier) {
            return Err("the code_verifier does not belong to the code_challenge");
        }
        Ok(())
    });
    issue(state, family, "the code")
}

fn refresh_token(state: &mut State, request: &Request, form: &Form) -> Result<Granted, Reply> {
    let client = identified(state, request, form)?;
    let token = form.required("refresh_token")?;
    let now = state.now();
    let family = state
        .grants
        .use_refresh_token(token, now, |family| check_client(family, &client));
    issue(state, family, "the refresh token")
}

fn assertion(state: &mut State, request: &Request, form: &Form) -> Result<Granted, Reply> {
    authenticated(state, request, form)?;
    form.required("orgName")?;
    let assertion = form.required("assertion")?;
    let is_xml = |bytes: Vec<u8>| bytes.trim_ascii_start().starts_with(b"<");
    let text: String = assertion.split_ascii_whitespace().collect();
    if !STANDARD.decode(text).is_ok_and(is_xml) {
        return Err(refusal(400, "invalid_grant", "the assertion is not XML in base64"));
    }
    if !state.grants.use_assertion(assertion) {
        return Err(refusal(400, "invalid_grant", "the assertion has been used before"));
    }
    let user = state.first_user().to_owned();
    Ok(Granted {
        token: state.issue(Holder::User(user)),
        refresh_token: None,
    })
}

/// Returns the tokens of a sign-in, or the refusal. The second use of a code or a refresh token ends the sign-in.
fn issue(state: &mut State, family: Result<Family, Refused>, what: &str) -> Result<Granted, Reply> {
    let problem = match family {
        Ok(family) => {
            let token = state.issue_in(&family);
            // The platform issues no refresh tokens if the idle timeout is enabled.
            let refresh_token = (!state.is_idle_timeout_enabled()).then(|| {
                let now = state.now();
                state.grants.issue_refresh_token(family, now)
            });
            return Ok(Granted { token, refresh_token });
        }
        Err(Refused::Unknown) => format!("{what} is unknown, or has expired"),
        Err(Refused::Reused(family)) => {
            state.end_family(&family);
            format!("{what} has been used before, so all tokens of the sign-in are revoked")
        }
        Err(Refused::Mismatch(problem)) => problem.to_owned(),
    };
    Err(refusal(400, "invalid_grant", &problem))
}

fn check_client(family: &Family, client: &Client) -> Result<(), &'static str> {
    if family.client != client.index {
        Err("it was issued to another client")
    } else if !family.is_public && !client.is_authenticated {
        Err("the client has to send its secret, since it has not used PKCE")
    } else {
        Ok(())
    }
}

/// Returns the client whose secret the request has.
fn authenticated(state: &State, request: &Request, form: &Form) -> Result<Client, Reply> {
    let client = identified(state, request, form)?;
    if client.is_authenticated {
        Ok(client)
    } else {
        Err(invalid_client())
    }
}

/// Returns the client that the request names: with its secret, or by the id in the form.
fn identified(state: &State, request: &Request, form: &Form) -> Result<Client, Reply> {
    let by_id = |id: &str| state.clients.iter().position(|client| client.id == id);
    if request.head.header("authorization").is_some() {
        let found = credentials(request).and_then(|(id, secret)| {
            let index = by_id(&id)?;
            (state.clients.get(index)?.secret == secret).then_some(index)
        });
        return found.map_or_else(
            || Err(invalid_client()),
            |index| {
                Ok(Client {
                    index,
                    is_authenticated: true,
                })
            },
        );
    }
    let index = form.get("client_id").and_then(by_id).ok_or_else(invalid_client)?;
    Ok(Client {
        index,
        is_authenticated: false,
    })
}

/// Returns the client ID and the secret of the Basic header, in UTF-8 and without percent-encoding.
fn credentials(request: &Request) -> Option<(String, String)> {
    let (scheme, encoded) = request.head.header("authorization")?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

impl Form {
    fn read(request: &Request) -> Result<Self, Reply> {
        if request.head.media_type().as_deref() != Some("application/x-www-form-urlencoded") {
            return Err(invalid_request(
                "the body is not a form: use application/x-www-form-urlencoded",
            ));
        }
        let fields = std::str::from_utf8(&request.body).ok().and_then(form_parts);
        let fields = fields.ok_or_else(|| invalid_request("the form is not percent-encoded UTF-8"))?;
        for (index, (name, _)) in fields.iter().enumerate() {
            if fields[..index].iter().any(|(earlier, _)| earlier == name) {
                return Err(invalid_request(&format!("a request must have exactly one {name}")));
            }
        }
        Ok(Self(fields))
    }

    fn get(&self, name: &str) -> Option<&str> {
        let field = self.0.iter().find(|(known, _)| known == name)?;
        Some(field.1.as_str())
    }

    fn required(&self, name: &str) -> Result<&str, Reply> {
        let value = self.get(name).filter(|value| !value.is_empty());
        value.ok_or_else(|| invalid_request(&format!("this grant needs {name}")))
    }
}

fn invalid_request(problem: &str) -> Reply {
    refusal(400, "invalid_request", problem)
}

fn invalid_client() -> Reply {
    refusal(401, "invalid_client", "unknown client, or wrong secret")
        .header("WWW-Authenticate", "Basic realm=\"sandbox\"")
}

/// Returns an error with both names of its description: Genesys Cloud sometimes sends `description`, and the RFC has
/// `error_description`.
fn refusal(status: u16, error: &str, description: &str) -> Reply {
    Reply::json(
        status,
        json!({"error": error, "description": description, "error_description": description}),
    )
}
