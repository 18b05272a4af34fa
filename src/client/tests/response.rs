//! The response to a call, for tests that process it.

use ureq::http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use crate::Client;
use crate::auth::Token;
use crate::secret::Secret;
use crate::transport::{Exchange, PreparedRequest, RawResponse};

pub(in crate::client) const TOKEN: &str = "t0k3n-of-the-call";

pub(in crate::client) fn client() -> Client {
    Client::builder().access_token(TOKEN).no_proxy().build().unwrap()
}

/// Returns a client with credentials whose secret a response may quote.
pub(in crate::client) fn renewing_client() -> Client {
    let builder = Client::builder().client_credentials("the-id", "s3cr3t\"quoted");
    let client = builder.no_proxy().build().unwrap();
    let token = Token::new(&Secret::new(TOKEN.to_owned())).unwrap();
    client.inner.tokens.put(token);
    client
}

pub(in crate::client) fn prepared(client: &Client) -> PreparedRequest {
    client
        .request(Method::GET, "/api/v2/tokens/me")
        .into_prepared(true)
        .unwrap()
        .1
}

/// Returns an exchange of this client whose second attempt had a response.
pub(in crate::client) fn exchange<'a>(client: &'a Client, request: &'a PreparedRequest) -> Exchange<'a> {
    let call = client.inner.begin_call();
    let token = client.inner.tokens.token(call).unwrap();
    Exchange::new(call, request).after(2, token.header())
}

/// Returns a success with this body.
pub(in crate::client) fn received(body: impl Into<Vec<u8>>) -> RawResponse {
    let mut headers = HeaderMap::new();
    headers.insert("inin-correlation-id", HeaderValue::from_static("4f3c"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    RawResponse {
        status: StatusCode::OK,
        headers,
        body: body.into(),
    }
}
