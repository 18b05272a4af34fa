//! Redirects are not followed, so that the token is sent to its own host only. A redirect is an `Api` error after one attempt.

use genesys_cloud::Error;

use super::operation::{DeleteMe, DeleteUser, GetMe, GetTimeout, HeadMe, Operation, PutTimeout};
use crate::support::leaks::TOKEN;
use crate::support::response::{head, status};
use crate::support::{Server, cases, client, client_with_credentials, error_of};

/// Replaces `{elsewhere}` and `{here}` in the location with the addresses of the two servers.
fn is_not_followed(code: u16, location: &str) {
    redirect(GetMe, code, location);
}

fn redirect(operation: Operation, code: u16, location: &str) {
    let elsewhere = Server::unused();
    // The address of the server that redirects is not known before it has started, so `{here}` is replaced for each request.
    let location = location.replace("{elsewhere}", &elsewhere.address().to_string());
    let server = Server::serve(move |request| {
        let here = request.header("host").unwrap();
        let location = location.replace("{here}", here);
        let length = if operation == HeadMe {
            ""
        } else {
            "Content-Length: 0\r\n"
        };
        let mut response = head(code, &[("Location", &location)]);
        response.extend_from_slice(format!("{length}\r\n").as_bytes());
        vec![crate::support::Step::Send(response)]
    });
    let error = error_of(operation.run(&client(&server)));
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!(error.status(), Some(code));
    assert_eq!(error.attempts(), 1);
    assert!(!error.is_retryable());
    assert_eq!(server.request().line(), operation.line());
    // Dropping `elsewhere` fails the test if a client has connected to it.
}

cases! { is_not_followed:
    status_300 => 300, "http://{elsewhere}/api/v2/tokens/me";
    status_301 => 301, "http://{elsewhere}/api/v2/tokens/me";
    status_302 => 302, "http://{elsewhere}/api/v2/tokens/me";
    status_303 => 303, "http://{elsewhere}/api/v2/tokens/me";
    status_304 => 304, "http://{elsewhere}/api/v2/tokens/me";
    status_305 => 305, "http://{elsewhere}/api/v2/tokens/me";
    status_307 => 307, "http://{elsewhere}/api/v2/tokens/me";
    status_308 => 308, "http://{elsewhere}/api/v2/tokens/me";
    status_399 => 399, "http://{elsewhere}/api/v2/tokens/me";
    to_the_same_url => 302, "http://{here}/api/v2/tokens/me";
    to_another_path_of_the_same_host => 302, "/api/v2/tokens/timeout";
    to_another_scheme => 302, "https://{elsewhere}/api/v2/tokens/me";
    to_a_relative_path => 307, "me";
    to_a_network_path => 308, "//{elsewhere}/api/v2/tokens/me";
    to_a_file => 302, "file:///etc/passwd";
    to_javascript => 302, "javascript:alert(1)";
    to_a_url_with_credentials => 302, "http://user:password@{elsewhere}/";
    to_an_empty_location => 302, "";
    to_an_invalid_url => 302, "http://[::1:::/%%%";
    to_a_very_long_url => 302, &format!("http://{{elsewhere}}/{}", "a".repeat(6_000));
}

fn of_an_operation_is_not_followed(operation: Operation) {
    for code in [301, 303, 307, 308] {
        redirect(operation, code, "http://{elsewhere}/api/v2/tokens/me");
    }
}

cases! { of_an_operation_is_not_followed:
    a_redirect_of_head_me => HeadMe;
    a_redirect_of_delete_me => DeleteMe;
    a_redirect_of_delete_user => DeleteUser;
    a_redirect_of_get_timeout => GetTimeout;
    a_redirect_of_put_timeout => PutTimeout;
}

#[test]
fn a_redirect_without_a_location_is_an_error() {
    let server = Server::always(status(302, &[], ""));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!(error.status(), Some(302));
    server.request();
}

#[test]
fn a_location_that_echoes_the_token_is_not_shown() {
    let location = format!("https://example.com/?token={TOKEN}");
    let server = Server::always(status(302, &[("Location", &location)], ""));
    error_of(client(&server).tokens().get_tokens_me().send());
}

#[test]
fn a_redirect_of_the_token_endpoint_is_not_followed() {
    let elsewhere = Server::unused();
    for code in [301, 302, 303, 307, 308] {
        let location = format!("{}/oauth/token", elsewhere.url());
        let server = Server::always(status(code, &[("Location", &location)], ""));
        let error = error_of(client_with_credentials(&server).tokens().get_tokens_me().send());
        assert!(matches!(error, Error::Auth(_)), "{error:?}");
        assert_eq!(error.status(), Some(code));
        assert!(server.request().is_token_request());
    }
}
