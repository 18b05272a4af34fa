//! Whether an operation is sent with a token.

use openapiv3::SecurityScheme;

use super::Lower;
use crate::openapi::{OperationRef, aside};
use crate::problem::quoted;

impl<'a> Lower<'a> {
    /// Returns whether the operation is sent with a token. Without `security` anywhere, it is, since an unneeded token does no harm.
    /// An operation that needs other credentials is refused.
    pub(super) fn needs_token(&mut self, source: &OperationRef<'a>) -> bool {
        let own = source.operation.security.as_ref();
        let Some(alternatives) = own.or(self.document.root.security.as_ref()) else {
            return true;
        };
        let mut other = None;
        let mut needs_nothing = alternatives.is_empty();
        for schemes in alternatives {
            match schemes.keys().find_map(|name| Some((name, self.other_scheme(name)?))) {
                Some(scheme) => other = other.or(Some(scheme)),
                None if schemes.is_empty() => needs_nothing = true,
                None => return true,
            }
        }
        // The operation can also be called without any credentials.
        if needs_nothing {
            return false;
        }
        let Some((name, kind)) = other else { return false };
        let at = match own {
            Some(_) => format!("{}/security", source.at),
            None => source.at.clone(),
        };
        let problem = format!(
            "{} needs {}, which is {kind}: the client only has an OAuth 2 token",
            quoted(source.id()),
            quoted(name)
        );
        let help = "leave the operation out, or write the `security` that it accepts";
        self.problem(&at, problem, help);
        true
    }

    /// Returns the kind of a security scheme other than OAuth 2. A scheme that is not described counts as OAuth 2.
    fn other_scheme(&self, name: &str) -> Option<&'static str> {
        match self.document.security_scheme(name)? {
            SecurityScheme::OAuth2 { .. } => None,
            SecurityScheme::APIKey { .. } => Some("an API key"),
            SecurityScheme::HTTP { extensions, .. } if extensions.contains_key(&aside("type")) => {
                Some("another security scheme")
            }
            SecurityScheme::HTTP { .. } => Some("an HTTP authentication scheme"),
            SecurityScheme::OpenIDConnect { .. } => Some("OpenID Connect"),
        }
    }
}
