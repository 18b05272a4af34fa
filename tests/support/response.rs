//! Prepared responses, as the bytes on the wire.

use std::fmt::Write as _;

/// The correlation id of every prepared error response.
pub(crate) const CORRELATION_ID: &str = "5e8a5b0c-correlation";

/// Returns a response with a `Content-Length`. All other headers, such as `Content-Type`, come from `headers`.
pub(crate) fn status(code: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut response = head(code, headers);
    response.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    response.extend_from_slice(body);
    response
}

/// Returns a response with a chunked body.
pub(crate) fn chunked(code: u16, headers: &[(&str, &str)], chunks: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut response = head(code, headers);
    response.extend_from_slice(b"Transfer-Encoding: chunked\r\n\r\n");
    for chunk in chunks {
        response.extend_from_slice(format!("{:x}\r\n", chunk.as_ref().len()).as_bytes());
        response.extend_from_slice(chunk.as_ref());
        response.extend_from_slice(b"\r\n");
    }
    response.extend_from_slice(b"0\r\n\r\n");
    response
}

/// Returns a response whose body ends when the connection is closed, which the script has to do.
pub(crate) fn until_close(code: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<u8> {
    let mut response = head(code, headers);
    response.extend_from_slice(b"Connection: close\r\n\r\n");
    response.extend_from_slice(body.as_ref());
    response
}

/// Returns the status line and headers, without the empty line that ends them.
pub(crate) fn head(code: u16, headers: &[(&str, &str)]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {code} Some Reason\r\n");
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    head.into_bytes()
}

/// Returns a success with a JSON body.
pub(crate) fn ok_json(body: impl AsRef<[u8]>) -> Vec<u8> {
    status(200, &[("Content-Type", "application/json")], body)
}

/// Returns a success without a body.
pub(crate) fn no_content() -> Vec<u8> {
    b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()
}

/// Returns the response to `GET /api/v2/tokens/me`, with an organization called `name`.
pub(crate) fn token_info(name: &str) -> Vec<u8> {
    ok_json(format!(r#"{{"organization":{{"id":"org-1","name":"{name}"}}}}"#))
}

/// Returns an error response as Genesys Cloud sends it.
pub(crate) fn error_response(code: u16, error_code: &str) -> Vec<u8> {
    error_response_with(code, error_code, &[])
}

/// Returns an [`error_response`] with additional headers.
pub(crate) fn error_response_with(code: u16, error_code: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    let mut all = vec![
        ("Content-Type", "application/json"),
        ("ININ-Correlation-Id", CORRELATION_ID),
    ];
    all.extend_from_slice(headers);
    status(code, &all, error_json(code, error_code))
}

/// Returns the body of [`error_response`].
pub(crate) fn error_json(code: u16, error_code: &str) -> String {
    format!(
        r#"{{"message":"This is what went wrong: {error_code}.","code":"{error_code}","status":{code},"contextId":"{CORRELATION_ID}","details":[],"errors":[]}}"#
    )
}

/// Returns a response of the token endpoint that issues a token.
pub(crate) fn token_response(access_token: &str) -> Vec<u8> {
    ok_json(token_json(access_token, "86399"))
}

/// Returns the body of [`token_response`]. `expires_in` is inserted as JSON.
pub(crate) fn token_json(access_token: &str, expires_in: &str) -> String {
    format!(r#"{{"access_token":"{access_token}","token_type":"bearer","expires_in":{expires_in}}}"#)
}

/// Returns a response of the token endpoint that also issues a refresh token.
pub(crate) fn refresh_token_response(access_token: &str, expires_in: u32, refresh_token: &str) -> Vec<u8> {
    ok_json(format!(
        r#"{{"access_token":"{access_token}","token_type":"bearer","expires_in":{expires_in},"refresh_token":"{refresh_token}"}}"#
    ))
}

/// Returns an error response of the token endpoint (RFC 6749, section 5.2).
pub(crate) fn token_refusal(code: u16, error: &str) -> Vec<u8> {
    status(
        code,
        &[("Content-Type", "application/json")],
        format!(r#"{{"error":"{error}","error_description":"the description of {error}"}}"#),
    )
}
