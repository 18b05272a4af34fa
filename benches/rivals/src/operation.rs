//! The calls that are compared.

/// An operation of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// `GET /api/v2/tokens/me`: the response has 1,100 bytes, with all fields of a `TokenInfo`.
    GetTokensMe,
    /// `PUT /api/v2/tokens/timeout`: a small body in both directions.
    PutTokensTimeout,
    /// `DELETE /api/v2/tokens/{userId}`: a path with a value, and a response without a body.
    DeleteToken,
}

impl Operation {
    /// All operations.
    pub const ALL: [Self; 3] = [Self::GetTokensMe, Self::PutTokensTimeout, Self::DeleteToken];

    /// Returns the name in tables and scripts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GetTokensMe => "get_tokens_me",
            Self::PutTokensTimeout => "put_tokens_timeout",
            Self::DeleteToken => "delete_token",
        }
    }

    /// Returns the operation with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| operation.name() == name)
    }
}
