//! What a client sends and says of the program that uses it.

use super::ClientBuilder;
use crate::secret::Secret;
use crate::transport::{Attempt, Observer};

/// # The program
impl ClientBuilder {
    /// Sets the name of the program, which the header `User-Agent` has before the name of this crate, for example `nightly-report/2.1`.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = Some(name.into());
        self
    }

    /// Adds a header to each request, including the request for a token: for example the key of a gateway. A second header of the same
    /// name replaces the first, and a header of a single request replaces both. The value is masked in errors like a secret.
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder()
    ///     .base_url("https://gateway.example.com")
    ///     .header("X-Gateway-Key", "the key")
    ///     .access_token("token")
    ///     .build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), Secret::new(value.into())));
        self
    }

    /// Sets a function that is called after each attempt and before each wait, for metrics and progress. If several are set, the last
    /// one applies.
    ///
    /// The client calls the function in the thread of the call. A panic in the function ends the call, and nothing else.
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder()
    ///     .access_token("token")
    ///     .on_attempt(|attempt| {
    ///         if let Some(wait) = attempt.wait() {
    ///             eprintln!("waiting {} s before the next attempt", wait.as_secs());
    ///         }
    ///     })
    ///     .build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn on_attempt(mut self, observe: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.settings.observer = Some(Observer::new(observe));
        self
    }
}
