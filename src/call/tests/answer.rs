//! What becomes of an answer.

use super::*;

fn api_error(client: &Client, status: u16, body: &str) -> Error {
    let mut answer = answer(client, body);
    answer.received.status = StatusCode::from_u16(status).unwrap();
    answer
        .received
        .headers
        .insert(header::RETRY_AFTER, HeaderValue::from_static("7"));
    answer.into_api_error()
}

#[test]
fn a_response_has_status_headers_and_correlation_id() {
    let client = client();
    let response = answer(&client, "7").json::<i32>().unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.header("Content-Type"), Some("application/json"));
    assert_eq!(response.correlation_id(), Some("4f3c"));
    assert_eq!(response.body(), &7);
    assert_eq!(response.into_body(), 7);
}

#[test]
fn debug_of_a_response_shows_no_header_values() {
    let client = client();
    let shown = format!("{:?}", answer(&client, "7").json::<i32>().unwrap());
    assert!(
        shown.contains("200") && shown.contains("content-type") && !shown.contains("4f3c"),
        "{shown}"
    );
}

#[test]
fn nobody_reads_the_body_of_a_success_without_one() {
    let client = client();
    for body in ["", "{", "anything"] {
        assert_eq!(answer(&client, body).empty().unwrap().into_body(), ());
    }
}

#[test]
fn an_api_error_knows_its_call() {
    let client = client();
    let error = api_error(&client, 429, r#"{"code":"too.many.requests"}"#);
    assert_eq!(error.status(), Some(429));
    assert_eq!(error.code(), Some("too.many.requests"));
    assert_eq!(error.correlation_id(), Some("4f3c"));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.attempts(), 2);
    assert!(
        error
            .to_string()
            .starts_with("GET /api/v2/tokens/me: 429 too.many.requests")
    );
}

#[test]
fn an_api_error_that_quotes_the_token_does_not_show_it() {
    for client in [client(), renewing_client()] {
        let Error::Api(error) = api_error(&client, 400, r#"{"message":"bad token t0k3n-of-the-call!","code":"c"}"#)
        else {
            panic!("another variant");
        };
        assert_eq!(error.message(), Some("bad token ***!"));
        assert!(!String::from_utf8_lossy(error.raw_body()).contains("t0k3n"));
    }
}

#[test]
fn an_api_error_that_quotes_secret_or_basic_does_not_show_them() {
    let client = renewing_client();
    let [_, basic] = client.inner().authority.secrets();
    let body = format!(r#"{{"message":"s3cr3t\"quoted and {basic}"}}"#);
    let Error::Api(error) = api_error(&client, 400, &body) else {
        panic!("another variant");
    };
    assert_eq!(error.message(), Some("*** and ***"));
}

#[test]
fn a_correlation_id_that_is_the_token_is_not_shown() {
    let client = client();
    let mut answer = answer(&client, "");
    answer
        .received
        .headers
        .insert("inin-correlation-id", HeaderValue::from_static(TOKEN));
    assert_eq!(answer.into_api_error().correlation_id(), Some("***"));
}
