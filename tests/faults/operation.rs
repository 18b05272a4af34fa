//! The six operations, so that a table of tests can name them.

use std::fmt;

use genesys_cloud::models::IdleTokenTimeout;
use genesys_cloud::{Client, Error};

use crate::support::response::{no_content, ok_json};

/// One of the six operations of the Tokens API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    GetMe,
    HeadMe,
    DeleteMe,
    DeleteUser,
    GetTimeout,
    PutTimeout,
}

pub(crate) use Operation::{DeleteMe, DeleteUser, GetMe, GetTimeout, HeadMe, PutTimeout};

impl Operation {
    /// Runs the operation and drops the decoded body.
    pub(crate) fn run(self, client: &Client) -> Result<(), Error> {
        let tokens = client.tokens();
        match self {
            GetMe => tokens.get_tokens_me().send().map(drop),
            HeadMe => tokens.head_tokens_me().send(),
            DeleteMe => tokens.delete_tokens_me().send(),
            DeleteUser => tokens.delete_token("user-1").send(),
            GetTimeout => tokens.get_tokens_timeout().send().map(drop),
            PutTimeout => {
                let timeout = IdleTokenTimeout::default().with_idle_token_timeout_seconds(900);
                tokens.put_tokens_timeout().body(timeout).send().map(drop)
            }
        }
    }

    /// Returns the request line of the operation.
    pub(crate) fn line(self) -> &'static str {
        match self {
            GetMe => "GET /api/v2/tokens/me HTTP/1.1",
            HeadMe => "HEAD /api/v2/tokens/me HTTP/1.1",
            DeleteMe => "DELETE /api/v2/tokens/me HTTP/1.1",
            DeleteUser => "DELETE /api/v2/tokens/user-1 HTTP/1.1",
            GetTimeout => "GET /api/v2/tokens/timeout HTTP/1.1",
            PutTimeout => "PUT /api/v2/tokens/timeout HTTP/1.1",
        }
    }

    /// Returns a response that makes the operation succeed.
    pub(crate) fn success(self) -> Vec<u8> {
        match self {
            GetMe | GetTimeout | PutTimeout => ok_json("{}"),
            HeadMe => b"HTTP/1.1 200 OK\r\n\r\n".to_vec(),
            DeleteMe => b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_vec(),
            DeleteUser => no_content(),
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.line())
    }
}
