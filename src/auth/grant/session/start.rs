//! The beginning of a sign-in, which a client can use once.

use crate::secret::Secret;

/// A code or an assertion.
pub(in crate::auth) enum Start {
    /// RFC 6749, section 4.1.3.
    Code {
        code: Secret,
        /// RFC 7636, section 4.5.
        verifier: Option<Secret>,
        redirect_uri: Option<String>,
    },
    /// RFC 7522, section 2.1.
    Saml2 { org_name: String, assertion: Secret },
}

impl Start {
    /// Returns the fields of the form.
    pub(super) fn fields(&self) -> Vec<(&str, &str)> {
        match self {
            Self::Code {
                code,
                verifier,
                redirect_uri,
            } => {
                let mut fields = vec![("grant_type", "authorization_code"), ("code", code.expose_secret())];
                if let Some(verifier) = verifier {
                    fields.push(("code_verifier", verifier.expose_secret()));
                }
                if let Some(uri) = redirect_uri {
                    fields.push(("redirect_uri", uri));
                }
                fields
            }
            Self::Saml2 { org_name, assertion } => vec![
                ("grant_type", "urn:ietf:params:oauth:grant-type:saml2-bearer"),
                ("orgName", org_name),
                ("assertion", assertion.expose_secret()),
            ],
        }
    }

    /// Returns the secrets that a response may quote.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        match self {
            Self::Code { code, verifier, .. } => {
                let mut secrets = vec![code.clone()];
                secrets.extend(verifier.clone());
                secrets
            }
            Self::Saml2 { assertion, .. } => vec![assertion.clone()],
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Code { .. } => "authorization code",
            Self::Saml2 { .. } => "SAML2 assertion",
        }
    }

    /// Returns what the user has to do once the code or the assertion is used up.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Self::Code { .. } => "sign in again",
            Self::Saml2 { .. } => "sign in again with a new assertion",
        }
    }

    pub(super) fn refused(&self) -> &'static str {
        match self {
            Self::Code { .. } => "the token endpoint rejected the authorization code",
            Self::Saml2 { .. } => "the token endpoint rejected the SAML2 assertion",
        }
    }

    /// Returns what to do if the response to the request is lost.
    pub(super) fn advice_if_lost(&self) -> &'static str {
        match self {
            Self::Code { .. } => "the authorization code may be used up now, so the user may have to sign in again",
            Self::Saml2 { .. } => "the SAML2 assertion may be used up now, so the user may have to sign in again",
        }
    }

    pub(super) fn lost(&self) -> &'static str {
        match self {
            Self::Code { .. } => "not sent: the authorization code has been used, and the response was lost",
            Self::Saml2 { .. } => "not sent: the SAML2 assertion has been used, and the response was lost",
        }
    }
}
