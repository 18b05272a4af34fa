//! The page at which a user signs in.

use super::Authorization;
use crate::sandbox::encoding::form_parts;
use crate::sandbox::reply::Reply;
use crate::sandbox::state::State;

/// Returns the page with the form.
pub(super) fn form(state: &State, authorization: &Authorization, query: &str) -> Reply {
    let client = state.clients.get(authorization.client).map_or("", |client| client.name);
    let fields = form_parts(query).unwrap_or_default();
    let hidden: Vec<_> = fields
        .iter()
        .map(|(name, value)| {
            let (name, value) = (escaped(name), escaped(value));
            format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">\n")
        })
        .collect();
    let hidden = hidden.concat();
    let user = escaped(state.first_user());
    // The address is relative, so that it is the same behind the prefix of a gateway.
    let body = format!(
        "<h1>Sign in to the sandbox</h1>\n\
         <p>The program “{client}” asks for access.</p>\n\
         <form method=\"post\" action=\"authorize\">\n{hidden}\
         <p><label>User id<br><input name=\"user\" value=\"{user}\" size=\"36\" required></label></p>\n\
         <p><button name=\"decision\" value=\"allow\">Sign in</button>\n\
         <button name=\"decision\" value=\"deny\" formnovalidate>Cancel</button></p>\n\
         </form>\n"
    );
    html(200, &body)
}

/// Returns the page for a request that cannot be redirected.
pub(super) fn problem(text: &str) -> Reply {
    html(400, &format!("<h1>Bad request</h1>\n<p>{}</p>\n", escaped(text)))
}

fn html(status: u16, body: &str) -> Reply {
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Sandbox</title>\n\
         <style>body {{ font: 1.1rem/1.5 sans-serif; margin: 10vh auto; max-width: 30rem; color-scheme: light dark }}</style>\n\
         </head>\n<body>\n{body}</body>\n</html>\n"
    );
    Reply::empty(status)
        .body("text/html; charset=utf-8", page)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
}

/// Escapes text for an element or an attribute in double quotes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(character),
        }
    }
    escaped
}
