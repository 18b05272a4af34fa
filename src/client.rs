//! The client.

/// A client. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {}

impl Client {
    /// Reads the environment.
    pub fn from_env() -> Result<Self, crate::Error> {
        Ok(Self {})
    }
}
