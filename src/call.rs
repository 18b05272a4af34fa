//! One call.

use serde::de::DeserializeOwned;

use crate::request::Request;
use crate::{Client, Error, Response};

impl Client {
    /// Runs one request: authorises it, sends it, retries it.
    pub(crate) fn run(&self, request: Request) -> Result<Answer, Error> {
        let _ = (self, request);
        Err(Error::Config("the call layer is not there yet".into()))
    }
}

/// The answer to one call, its body read.
pub(crate) struct Answer(());

impl Answer {
    /// Decodes the body as JSON.
    pub(crate) fn json<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        Err(Error::Config(format!("{:?}", self.0)))
    }

    /// The body as text, for `text/plain` and its like.
    pub(crate) fn text(self) -> Result<Response<String>, Error> {
        Err(Error::Config(format!("{:?}", self.0)))
    }

    /// No body is expected.
    pub(crate) fn empty(self) -> Result<Response<()>, Error> {
        Err(Error::Config(format!("{:?}", self.0)))
    }
}
