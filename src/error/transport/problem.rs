//! Why there is no usable response.

use rustls::{AlertDescription, CertificateError, InvalidMessage, OtherError};

use crate::error::{ProxyRefusal, Stage};
use crate::retry::Cause;

/// Why there is no usable response. The stage of the attempt says when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The system reported an error.
    Io,
    /// The other side closed the connection.
    Closed,
    /// TLS failed.
    Tls(TlsProblem),
    /// The proxy does not open a connection.
    Proxy(ProxyRefusal),
    /// The response is not valid HTTP/1.1.
    InvalidResponse,
    /// The client was shut down.
    ShutDown,
    /// The writer of the program failed.
    Writer,
}

/// Why TLS failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TlsProblem {
    /// The certificate is not issued by a trusted authority.
    NotTrusted,
    /// The certificate is for another host.
    OtherHost,
    /// The certificate is expired, or not valid yet.
    Dates,
    /// The certificate belongs to an authority, and a server must not use it.
    Authority,
    /// The certificate is invalid for another reason.
    Certificate,
    /// The other side requires a client certificate, or refused the one that it received.
    ClientCertificate,
    /// The other side sent another alert.
    Alert,
    /// The other side does not speak TLS.
    NotTls,
    /// Any other violation of the protocol, such as a modified record.
    Protocol,
}

impl Problem {
    /// Returns the cause that decides whether the request is retried. Another attempt may avoid an accident, but not a verdict.
    pub(crate) fn retry_cause(&self, at: Stage) -> Cause {
        match self {
            Self::Tls(_) | Self::ShutDown | Self::Writer => Cause::Permanent,
            Self::Proxy(refusal) if !refusal.is_transient() => Cause::Permanent,
            Self::InvalidResponse => Cause::Invalid,
            Self::Io | Self::Closed | Self::Proxy(_) => match at {
                Stage::Lookup => Cause::Lookup,
                at if at.is_before_sending() => Cause::Connect,
                _ => Cause::Lost,
            },
        }
    }
}

impl TlsProblem {
    pub(crate) fn from_rustls(error: Option<&rustls::Error>) -> Self {
        use CertificateError as Certificate;
        use rustls::Error as Tls;
        match error {
            // A bad signature comes from another authority with the same name, such as its predecessor.
            Some(Tls::InvalidCertificate(Certificate::UnknownIssuer | Certificate::BadSignature)) => Self::NotTrusted,
            Some(Tls::InvalidCertificate(
                Certificate::NotValidForName | Certificate::NotValidForNameContext { .. },
            )) => Self::OtherHost,
            Some(Tls::InvalidCertificate(
                Certificate::Expired
                | Certificate::ExpiredContext { .. }
                | Certificate::NotValidYet
                | Certificate::NotValidYetContext { .. },
            )) => Self::Dates,
            Some(Tls::InvalidCertificate(Certificate::Other(other))) if is_of_authority(other) => Self::Authority,
            Some(Tls::InvalidCertificate(_)) => Self::Certificate,
            Some(Tls::AlertReceived(alert)) if is_about_client_certificate(*alert) => Self::ClientCertificate,
            Some(Tls::AlertReceived(_)) => Self::Alert,
            Some(Tls::InvalidMessage(InvalidMessage::InvalidContentType)) => Self::NotTls,
            _ => Self::Protocol,
        }
    }

    /// Returns whether the certificate of the other side is at fault.
    pub(crate) fn is_about_certificate(self) -> bool {
        matches!(
            self,
            Self::NotTrusted | Self::OtherHost | Self::Dates | Self::Authority | Self::Certificate
        )
    }
}

/// Returns whether webpki says that the certificate of a server belongs to an authority. This error has no type in rustls.
fn is_of_authority(error: &OtherError) -> bool {
    format!("{error:?}").contains("CaUsedAsEndEntity")
}

/// Returns whether a server sends this alert because of a client certificate, or because it is missing (RFC 8446, section 6.2).
fn is_about_client_certificate(alert: AlertDescription) -> bool {
    matches!(
        alert,
        AlertDescription::CertificateRequired
            | AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::AccessDenied
    )
}
