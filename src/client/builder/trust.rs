//! The certificates that a client trusts, and its own.

use super::ClientBuilder;

/// # Certificates
impl ClientBuilder {
    /// Sets the root certificates (PEM) that the client trusts, in place of Mozilla's, which are built in.
    ///
    /// ```no_run
    /// use genesys_cloud::Client;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// // For a network whose gateway inspects TLS.
    /// let client = Client::builder()
    ///     .root_certificates_pem(std::fs::read("/etc/ssl/company.pem")?)
    ///     .access_token("token")
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn root_certificates_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.tls.set_roots(pem.into());
        self
    }

    /// Adds root certificates (PEM) to Mozilla's, or to the ones that [`root_certificates_pem`](Self::root_certificates_pem) sets.
    /// Each call adds more.
    ///
    /// ```no_run
    /// use genesys_cloud::Client;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// // For a network whose proxy inspects the connections to some hosts.
    /// let client = Client::builder()
    ///     .add_root_certificates_pem(std::fs::read("company.pem")?)
    ///     .access_token("token")
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_root_certificates_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.tls.add_roots(pem.into());
        self
    }

    /// Trusts the certificates that the operating system trusts, in place of Mozilla's. Needs the feature `platform-verifier`.
    ///
    /// For networks that inspect TLS and have installed their root certificate on each computer. On Linux, the certificates come from
    /// the distribution, or from the environment variables `SSL_CERT_FILE` and `SSL_CERT_DIR`.
    /// [`add_root_certificates_pem`](Self::add_root_certificates_pem) adds others. With
    /// [`root_certificates_pem`](Self::root_certificates_pem), `build` returns an error.
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder().system_certificates().access_token("token").build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    #[cfg(feature = "platform-verifier")]
    #[cfg_attr(docsrs, doc(cfg(feature = "platform-verifier")))]
    pub fn system_certificates(mut self) -> Self {
        self.tls.set_system();
        self
    }

    /// Sets the client certificate, for servers that require one: the chain, beginning with the certificate of the client, and
    /// its private key, both PEM.
    ///
    /// ```no_run
    /// use genesys_cloud::Client;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Client::builder()
    ///     .base_url("https://gateway.example.com")
    ///     .client_certificate_pem(std::fs::read("client.pem")?, std::fs::read("client.key")?)
    ///     .access_token("token")
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn client_certificate_pem(mut self, chain: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        self.tls.set_identity(chain.into(), key.into());
        self
    }
}
