//! The cursor in the `nextUri` of a page. The client never requests that URI: it compares the URI with the request, and reads one
//! parameter.

use percent_encoding::percent_decode_str;
use ureq::http::Uri;
use ureq::http::uri::Authority;

use crate::base_url::BaseUrl;
use crate::host::default_port;

/// Returns the value of a parameter, percent-decoded once, if `next` has the host and the path of the request `asked`. Empty if the
/// parameter has no value. The error says what is wrong with the URI.
///
/// A `+` is a plus sign, as in Base64. A cursor has no spaces, for which a form would use it.
pub(super) fn parameter(next: &str, name: &str, asked: &Uri, base_url: &BaseUrl) -> Result<String, &'static str> {
    let (address, query) = next.split_once('?').unwrap_or((next, ""));
    let path = match address.split_once("://") {
        Some((_, rest)) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if !is_host_of(authority, asked) {
                return Err("has a nextUri with another host");
            }
            path
        }
        None => address,
    };
    let is_same = |asked: &str| percent_decode_str(path).eq(percent_decode_str(asked));
    // Behind a gateway, the platform does not know the prefix of the gateway.
    if !(path.is_empty() || is_same(asked.path()) || asked.path().strip_prefix(base_url.prefix()).is_some_and(is_same))
    {
        return Err("has a nextUri with another path");
    }
    let query = query.split('#').next().unwrap_or_default();
    let mut parameters = query.split('&').map(|text| text.split_once('=').unwrap_or((text, "")));
    let (_, value) = parameters
        .find(|(key, _)| percent_decode_str(key).eq(name.bytes()))
        .ok_or("has a nextUri without its parameter")?;
    match percent_decode_str(value).decode_utf8() {
        Ok(value) => Ok(value.into_owned()),
        Err(_) => Err("has a nextUri with a parameter that is not UTF-8"),
    }
}

/// Returns whether an authority has the host of a request. A port is compared only if there is one, since a server behind a proxy that
/// terminates TLS may not know the port of the client.
fn is_host_of(authority: &str, asked: &Uri) -> bool {
    let Ok(authority) = authority.parse::<Authority>() else {
        return false;
    };
    let asked_port = || {
        asked
            .port_u16()
            .unwrap_or_else(|| default_port(asked.scheme_str().unwrap_or_default()))
    };
    asked
        .host()
        .is_some_and(|host| host.eq_ignore_ascii_case(authority.host()))
        && authority.port_u16().is_none_or(|port| port == asked_port())
}
