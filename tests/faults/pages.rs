//! A network or a gateway may respond to a call with a web page of its own, with status 200. The API has not received the request.

use genesys_cloud::Error;

use super::operation::{DeleteMe, DeleteUser, GetMe, GetTimeout, HeadMe, Operation, PutTimeout};
use crate::support::leaks::{FIRST_TOKEN, TOKEN};
use crate::support::response::{chunked, head, status, token_info, token_response};
use crate::support::{Server, Step, cases, client, client_with_credentials, error_of};

const HTML: (&str, &str) = ("Content-Type", "text/html; charset=utf-8");
const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Guest Wi-Fi</title></head><body>Please sign in</body></html>";

fn is_an_error(operation: Operation) {
    // The response to HEAD has the headers of the page only.
    let response = if operation == HeadMe {
        [&head(200, &[HTML])[..], b"Content-Length: 96\r\n\r\n"].concat()
    } else {
        status(200, &[HTML], PAGE)
    };
    let server = Server::always(response);
    let error = error_of(operation.run(&client(&server)));
    let Error::Decode(page) = &error else {
        panic!("expected a Decode error: {error:?}")
    };
    assert!(page.is_page(), "{error}");
    assert_eq!(
        (error.status(), error.attempts(), error.is_retryable()),
        (Some(200), 1, false)
    );
    if operation != HeadMe {
        assert!(
            error.to_string().contains("a web page \"Guest Wi-Fi\" and status 200"),
            "{error}"
        );
        assert_eq!(page.raw_body(), PAGE.as_bytes());
    }
    server.request();
}

cases! { is_an_error:
    a_page_for_get_tokens_me => GetMe;
    a_page_for_head_tokens_me => HeadMe;
    a_page_for_delete_tokens_me => DeleteMe;
    a_page_for_delete_token => DeleteUser;
    a_page_for_get_tokens_timeout => GetTimeout;
    a_page_for_put_tokens_timeout => PutTimeout;
}

#[test]
fn a_page_with_a_token_in_its_title_is_masked() {
    let page = format!("<html><title>{TOKEN} {}</title></html>", "t".repeat(100_000));
    let server = Server::always(status(200, &[HTML], page));
    // `error_of` searches for the token, and checks the length.
    let error = error_of(client(&server).tokens().delete_token("user").send());
    assert!(error.to_string().contains("\"*** tttt"), "{error}");
}

#[test]
fn a_page_in_chunks_is_an_error() {
    let server = Server::always(chunked(200, &[HTML], &["<html>", "</html>"]));
    let error = error_of(client(&server).tokens().delete_token("user").send());
    assert!(matches!(&error, Error::Decode(error) if error.is_page()), "{error:?}");
}

#[test]
fn a_page_that_is_cut_off_is_a_lost_response() {
    let server = Server::each(vec![
        Step::Read,
        Step::Send([&head(200, &[HTML])[..], b"Content-Length: 96\r\n\r\n<html>"].concat()),
        Step::Fin,
    ]);
    let error = error_of(client(&server).tokens().delete_token("user").send());
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

fn is_a_success(response: Vec<u8>) {
    let server = Server::always(response);
    client(&server).tokens().delete_token("user").send().unwrap();
}

cases! { is_a_success:
    no_body_with_the_type_of_a_page => status(200, &[HTML], "");
    no_chunks_with_the_type_of_a_page => chunked(200, &[HTML], &[""; 0]);
    status_204_with_the_type_of_a_page => [&head(204, &[HTML])[..], b"\r\n"].concat();
    json_with_the_type_of_a_page => status(200, &[HTML], "{}");
    a_text => status(200, &[("Content-Type", "text/plain")], "OK");
}

/// The page is not the end of the token, which the API has not revoked.
#[test]
fn a_page_for_a_revocation_keeps_the_token() {
    let server = Server::responses([
        token_response(FIRST_TOKEN),
        status(200, &[HTML], PAGE),
        token_info("here"),
    ]);
    let client = client_with_credentials(&server);
    let error = error_of(client.tokens().delete_tokens_me().send());
    assert!(matches!(&error, Error::Decode(error) if error.is_page()), "{error:?}");
    client.tokens().get_tokens_me().send().unwrap();
    let requests = server.api_requests();
    assert_eq!(
        requests.iter().map(|request| request.bearer()).collect::<Vec<_>>(),
        [Some(FIRST_TOKEN); 2]
    );
    assert_eq!(server.token_requests(), 1);
}

#[test]
fn a_page_of_the_token_endpoint_is_named() {
    let server = Server::always(status(200, &[HTML], PAGE));
    let error = error_of(client_with_credentials(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Auth(_)), "{error:?}");
    assert!(
        error.to_string().contains("the token endpoint returned a web page"),
        "{error}"
    );
}
