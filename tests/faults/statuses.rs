//! Every status other than 2xx is an `Api` error with status, headers and body. Every 2xx is a success.

use genesys_cloud::Error;

use super::operation::{DeleteMe, DeleteUser, GetMe, GetTimeout, HeadMe, Operation, PutTimeout};
use crate::support::response::{CORRELATION_ID, error_response, error_response_with, head, status, token_info};
use crate::support::{Server, Step, cases, client, error_of};

/// The attempts of the default policy: one and three retries.
const ALL_ATTEMPTS: u32 = 4;

fn is_reported(code: u16, error_code: &str, attempts: u32) {
    let server = Server::always(error_response(code, error_code));
    let error = error_of(client(&server).tokens().get_tokens_me().send());

    assert_eq!(error.status(), Some(code));
    assert_eq!(error.code(), Some(error_code));
    assert_eq!(error.correlation_id(), Some(CORRELATION_ID));
    assert_eq!(error.attempts(), attempts);
    assert_eq!(server.requests().len(), attempts as usize);
    assert!(!error.is_timeout());
    let text = error.to_string();
    for part in [&code.to_string(), error_code, CORRELATION_ID] {
        assert!(text.contains(part), "`{part}` is missing in: {text}");
    }
    let Error::Api(api) = &error else {
        panic!("expected an Api error: {error:?}")
    };
    assert_eq!(api.status(), code);
    assert_eq!(api.headers()["content-type"], "application/json");
    assert!(!api.raw_body().is_empty());
    let body = api.body().expect("the body is an ErrorBody");
    assert_eq!(body.code.as_deref(), Some(error_code));
    assert_eq!(body.status, Some(i32::from(code)));
    assert_eq!(body.context_id.as_deref(), Some(CORRELATION_ID));
    assert!(body.message.as_deref().unwrap().contains(error_code));
}

cases! { is_reported:
    status_400 => 400, "bad.request", 1;
    status_401 => 401, "authentication.required", 1;
    status_402 => 402, "payment.required", 1;
    status_403 => 403, "missing.any.permissions", 1;
    status_404 => 404, "not.found", 1;
    status_405 => 405, "method.not.allowed", 1;
    status_408_is_retried => 408, "client.timeout", ALL_ATTEMPTS;
    status_409 => 409, "general.conflict", 1;
    status_410 => 410, "gone", 1;
    status_413 => 413, "request.entity.too.large", 1;
    status_415 => 415, "unsupported.media.type", 1;
    status_418 => 418, "teapot", 1;
    status_429_is_retried => 429, "too.many.requests", ALL_ATTEMPTS;
    status_421_is_retried_once => 421, "misdirected", 2;
    status_425_is_retried => 425, "too.early", ALL_ATTEMPTS;
    status_499 => 499, "odd", 1;
    status_500_is_not_retried => 500, "internal.server.error", 1;
    status_501 => 501, "not.implemented", 1;
    status_502_is_retried => 502, "bad.gateway", ALL_ATTEMPTS;
    status_503_is_retried => 503, "service.unavailable", ALL_ATTEMPTS;
    status_504_is_retried => 504, "authentication.request.timeout", ALL_ATTEMPTS;
    status_505 => 505, "odd", 1;
    status_599 => 599, "odd", 1;
    status_600 => 600, "odd", 1;
    status_999 => 999, "odd", 1;
}

fn reaches_the_caller_of(operation: Operation) {
    let server = Server::always(error_response_with(403, "missing.any.permissions", &[]));
    // RFC 9110: a response to HEAD has no body, whatever its Content-Length says.
    let server = if operation == HeadMe {
        drop(server);
        Server::always(head_error(403))
    } else {
        server
    };
    let error = error_of(operation.run(&client(&server)));
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!(error.status(), Some(403));
    assert_eq!(error.correlation_id(), Some(CORRELATION_ID));
    assert_eq!(server.request().line(), operation.line());
}

cases! { reaches_the_caller_of:
    an_error_of_get_me => GetMe;
    an_error_of_head_me => HeadMe;
    an_error_of_delete_me => DeleteMe;
    an_error_of_delete_user => DeleteUser;
    an_error_of_get_timeout => GetTimeout;
    an_error_of_put_timeout => PutTimeout;
}

/// Returns an error response to HEAD: it has a Content-Length, and no body.
fn head_error(code: u16) -> Vec<u8> {
    let headers = [
        ("ININ-Correlation-Id", CORRELATION_ID),
        ("Content-Type", "application/json"),
        ("Content-Length", "123"),
    ];
    [head(code, &headers), b"\r\n".to_vec()].concat()
}

fn has_the_status_and_the_headers(code: u16) {
    let server = Server::always(head_error(code));
    let error = error_of(client(&server).tokens().head_tokens_me().send());
    let Error::Api(api) = &error else {
        panic!("expected an Api error: {error:?}")
    };
    assert_eq!(api.status(), code);
    assert!(api.body().is_none());
    assert!(api.raw_body().is_empty());
    assert_eq!(error.correlation_id(), Some(CORRELATION_ID));
    assert_eq!(error.code(), None);
    assert!(error.to_string().contains(&code.to_string()));
}

cases! { has_the_status_and_the_headers:
    head_400 => 400;
    head_401 => 401;
    head_403 => 403;
    head_404 => 404;
    head_500 => 500;
    head_503 => 503;
}

#[test]
fn a_connection_is_reused_after_an_error_of_head() {
    let server = Server::responses([head_error(404), token_info("next")]);
    let client = client(&server);
    error_of(client.tokens().head_tokens_me().send());
    let info = client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(info.organization.unwrap().name.as_deref(), Some("next"));
    assert_eq!(server.connections(), 1);
}

fn is_success(code: u16) {
    let server = Server::always(status(code, &[], r#"{"organization":{"name":"here"}}"#));
    let response = client(&server).tokens().get_tokens_me().send_with_response().unwrap();
    assert_eq!(response.status(), code);
    let organization = response.into_body().organization.unwrap();
    assert_eq!(organization.name.as_deref(), Some("here"));
}

cases! { is_success:
    success_200 => 200;
    success_201 => 201;
    success_202 => 202;
    success_203 => 203;
    success_206 => 206;
    success_299 => 299;
}

fn is_success_without_a_body(operation: Operation, response: &str) {
    let server = Server::always(response.as_bytes().to_vec());
    let client = client(&server);
    // The second call shows that the first response leaves nothing behind on the connection.
    operation.run(&client).unwrap();
    operation.run(&client).unwrap();
    assert_eq!(server.requests().len(), 2);
}

const JSON_200: &str = "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"any\":\"JSON\"}";
const HTML_202: &str = "HTTP/1.1 202 Accepted\r\nContent-Length: 6\r\n\r\n<html>";
const EMPTY_204: &str = "HTTP/1.1 204 No Content\r\n\r\n";
const EMPTY_205: &str = "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n";

cases! { is_success_without_a_body:
    delete_user_ignores_the_body_of_a_200 => DeleteUser, JSON_200;
    delete_user_ignores_the_body_of_a_202 => DeleteUser, HTML_202;
    delete_me_with_204 => DeleteMe, EMPTY_204;
    delete_me_with_205 => DeleteMe, EMPTY_205;
    head_me_with_204 => HeadMe, EMPTY_204;
}

#[test]
fn a_204_without_a_body_is_not_a_model() {
    let server = Server::always(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec());
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert_eq!(error.status(), Some(204));
}

#[test]
fn the_correlation_id_is_that_of_the_header() {
    let server = Server::always(status(404, &[("inin-correlation-id", "from-the-header")], "no JSON"));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!(error.correlation_id(), Some("from-the-header"));
}

#[test]
fn without_a_header_the_correlation_id_is_that_of_the_body() {
    let server = Server::always(status(404, &[], r#"{"contextId":"from-the-body"}"#));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!(error.correlation_id(), Some("from-the-body"));
}

#[test]
fn the_status_is_that_of_the_status_line() {
    let server = Server::always(status(404, &[], r#"{"status":200,"code":"other"}"#));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!((error.status(), error.code()), (Some(404), Some("other")));
}

#[test]
fn a_switch_of_protocols_is_an_error() {
    let switch = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\n\r\n".to_vec();
    let server = Server::each(vec![Step::Read, Step::Send(switch), Step::Fin]);
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Api(_) | Error::Transport(_)), "{error:?}");
}
