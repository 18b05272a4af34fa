//! Sending of a request.

use std::io::Write;

use serde::de::DeserializeOwned;

use super::Request;
use crate::transport::PreparedRequest;
use crate::{Client, Error, Response, client};

/// # Sending
///
/// Each method returns [`Error::Config`] if a value of the request is invalid, and any variant of [`Error`] if the call
/// fails.
impl<'a> Request<'a> {
    /// Sends the request, and ignores the body of a successful response.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a value is invalid, [`Error::Decode`] if the response is a web page; any other variant if the call fails.
    ///
    /// ```
    /// use genesys_cloud::{Client, Error, Method};
    ///
    /// # fn check(client: &Client) -> Result<(), Error> {
    /// let response = client.request(Method::HEAD, "/api/v2/tokens/me").send_empty()?;
    /// println!("the token is valid ({})", response.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_empty(self) -> Result<Response<()>, Error> {
        let (client, request) = self.into_prepared(false)?;
        client.inner.call(&request, client::empty).map(Response::new)
    }

    /// Sends the request and decodes the response body as JSON. Reads an empty body as `null`, which is `None` for an `Option`.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a value is invalid, [`Error::Decode`] if the body does not match `T`; any other variant if the call
    /// fails.
    ///
    /// ```
    /// use genesys_cloud::models::TokenInfo;
    /// use genesys_cloud::serde_json::Value;
    /// use genesys_cloud::{Client, Error, Method};
    ///
    /// # fn check(client: &Client) -> Result<(), Error> {
    /// let me: TokenInfo = client.request(Method::GET, "/api/v2/tokens/me").send_json()?.into_body();
    /// // Any JSON:
    /// let me = client.request(Method::GET, "/api/v2/tokens/me").send_json::<Value>()?.into_body();
    /// println!("{}", me["organization"]["name"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_json<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        let (client, request) = self.into_prepared(true)?;
        client.inner.call(&request, client::json).map(Response::new)
    }

    /// Sends the request and decodes the response body as a JSON string. Also accepts text without quotes, and reads an empty body or
    /// `null` as an empty string, since some operations of the platform respond that way.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a value is invalid, [`Error::Decode`] if the body is not UTF-8; any other variant if the call fails.
    pub fn send_json_string(self) -> Result<Response<String>, Error> {
        let (client, request) = self.into_prepared(true)?;
        client.inner.call(&request, client::json_string).map(Response::new)
    }

    /// Sends the request and decodes the response body as [`send_json_string`](Self::send_json_string) does, with `None` for an
    /// empty body or `null`.
    ///
    /// # Errors
    ///
    /// As [`send_json_string`](Self::send_json_string).
    pub fn send_json_string_or_none(self) -> Result<Response<Option<String>>, Error> {
        let (client, request) = self.into_prepared(true)?;
        client
            .inner
            .call(&request, client::json_string_or_none)
            .map(Response::new)
    }

    /// Sends the request and returns the response body as text.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a value is invalid, [`Error::Decode`] if the body is not UTF-8; any other variant if the call fails.
    ///
    /// ```
    /// use genesys_cloud::{Client, Error, Method};
    ///
    /// # fn export(client: &Client, path_of_csv: &'static str) -> Result<(), Error> {
    /// let csv = client.request(Method::GET, path_of_csv).accept("text/csv").send_string()?.into_body();
    /// println!("{} lines", csv.lines().count());
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_string(self) -> Result<Response<String>, Error> {
        let (client, request) = self.into_prepared(true)?;
        client.inner.call(&request, client::text).map(Response::new)
    }

    /// Sends the request and returns the bytes of the response body, for example of a file.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a value is invalid; any other variant but [`Error::Decode`] if the call fails.
    ///
    /// ```
    /// use genesys_cloud::{Client, Method};
    ///
    /// # fn download(client: &Client, path: &'static str) -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.request(Method::GET, path).accept("application/pdf").send_bytes()?;
    /// std::fs::write("report.pdf", response.body())?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_bytes(self) -> Result<Response<Vec<u8>>, Error> {
        let (client, request) = self.into_prepared(true)?;
        client.inner.call(&request, client::bytes).map(Response::new)
    }

    /// Sends the request and writes the response body to `writer`, for example to a file. Returns the number of bytes.
    ///
    /// The body may be of any size: the client does not keep it in memory, and
    /// [`max_response_bytes`](crate::ClientBuilder::max_response_bytes) does not limit it. The time limit of an attempt applies to
    /// each part of the body, and [`timeout`](crate::ClientBuilder::timeout) to the whole call. The request is retried only while
    /// nothing has been written.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a value is invalid. If `writer` fails, [`Error::Transport`] with its error as
    /// [`io_error`](crate::error::TransportError::io_error). Any other variant but [`Error::Decode`] if the call fails; a part of the body
    /// may have been written then.
    ///
    /// ```
    /// use std::time::Duration;
    /// use genesys_cloud::{Client, Method};
    ///
    /// # fn download(client: &Client, path: &'static str) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut file = std::fs::File::create("recording.wav")?;
    /// let patient = client.with_timeout(Duration::from_secs(3600));
    /// let bytes = patient.request(Method::GET, path).accept("audio/wav").send_to(&mut file)?.into_body();
    /// println!("{bytes} bytes");
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_to(self, writer: &mut impl Write) -> Result<Response<u64>, Error> {
        let (client, request) = self.into_prepared(true)?;
        client.inner.stream(&request, writer).map(Response::new)
    }

    /// Checks the request. Nothing is sent yet.
    pub(crate) fn into_prepared(self, reads_body: bool) -> Result<(&'a Client, PreparedRequest), Error> {
        let request = self.parts.into_prepared(&self.client.inner.base_url, reads_body)?;
        Ok((self.client, request))
    }
}
