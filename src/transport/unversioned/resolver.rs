//! The resolver of an agent.

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// A resolver that looks up nothing: ureq resolves the host of every request, even if it then uses an idle connection. The dialer
/// looks up the host of each connection that it opens.
#[derive(Debug)]
pub(in crate::transport) struct NoLookup;

impl Resolver for NoLookup {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        Ok(self.empty())
    }
}
