//! Profiles as `gc` writes them, and as people write them by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::auth::TokenSource;
use crate::route::Route;
use crate::{Client, Error};

mod discovery;
mod refused;

const BY_GC: &str = include_str!("tests/gc_profiles_new.toml");
const BY_HAND: &str = include_str!("tests/by_hand.toml");

/// A file that is removed after the test.
struct Profiles(PathBuf);

impl Profiles {
    fn new(text: impl AsRef<[u8]>) -> Self {
        let profiles = Self::missing();
        fs::write(&profiles.0, text).unwrap();
        profiles
    }

    /// Returns the path of a file that does not exist.
    fn missing() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("genesys-cloud-profiles-{}-{number}.toml", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn path(&self) -> &Path {
        &self.0
    }

    fn build(&self, profile: Option<&str>) -> Result<Client, Error> {
        super::read(self.path(), profile)?.apply()?.build()
    }
}

impl Drop for Profiles {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Builds a client from a profile, and shows it with its credentials.
fn built(text: &str, profile: Option<&str>) -> (Client, String) {
    let client = Profiles::new(text)
        .build(profile)
        .unwrap_or_else(|error| panic!("{profile:?}: {error}"));
    let shown = format!("{client:?} {:?}", client.inner.tokens);
    assert!(!shown.contains("s3cr3t"), "{shown}");
    (client, shown)
}

fn bearer(client: &Client) -> String {
    client.access_token().unwrap().expose().to_owned()
}

#[test]
fn client_credentials_of_a_profile_are_used() {
    for (text, profile, domain) in [
        (BY_GC, None, "usw2.pure.cloud"),
        (BY_GC, Some("DEFAULT"), "usw2.pure.cloud"),
        (BY_HAND, None, "mypurecloud.ie"),
        (BY_HAND, Some("default"), "mypurecloud.ie"),
    ] {
        let (client, shown) = built(text, profile);
        assert!(shown.contains(&format!("api.{domain}")), "{shown}");
        assert!(
            shown.contains(&format!("https://login.{domain}/oauth/token")),
            "{shown}"
        );
        assert!(client.inner.tokens.can_renew());
    }
}

#[test]
fn an_error_names_the_profile_that_a_region_comes_from() {
    let (client, _) = built(BY_HAND, Some("token"));
    let source = client
        .inner
        .transport
        .source_of(Some("api.mypurecloud.com.au"))
        .unwrap()
        .text
        .clone();
    assert!(source.starts_with("region ap-southeast-2 from "), "{source}");
    assert!(source.ends_with(".toml [Token] environment"), "{source}");
}

#[test]
fn an_access_token_of_a_profile_is_used() {
    let (client, shown) = built(BY_HAND, Some("token"));
    assert!(shown.contains("api.mypurecloud.com.au"), "{shown}");
    assert_eq!(bearer(&client), "s3cr3t-token");
    let both = "[default]\nenvironment='us-east-1'\naccess_token='s3cr3t-token'\nclient_credentials='id'\nclient_secret='s3cr3t'";
    assert_eq!(bearer(&built(both, None).0), "s3cr3t-token");
}

#[test]
fn the_stored_token_of_a_sign_in_with_the_browser_is_used() {
    let (client, shown) = built(BY_GC, Some("browser"));
    assert!(shown.contains("api.mypurecloud.ie"), "{shown}");
    assert_eq!(bearer(&client), "s3cr3t-stored");
    for grant in [
        "grant_type = \"2\"",
        "grant_type = 3",
        "redirect_uri = 'http://localhost:1'",
    ] {
        let text = format!(
            "[default]\nenvironment = 'us-east-1'\n{grant}\nclient_credentials = 'id'\n\
             oauth_token_data = '{{\"access_token\":\"s3cr3t-stored\",\"oauth_token_expiry\":\"2999-01-01T00:00:00Z\"}}'"
        );
        assert_eq!(bearer(&built(&text, None).0), "s3cr3t-stored", "{grant}");
    }
}

/// The client requests tokens itself, and renews them.
#[test]
fn the_stored_token_of_client_credentials_is_not_used() {
    let text = BY_GC
        .replace("grant_type = \"3\"", "grant_type = \"1\"")
        .replace("client_secret = \"\"", "client_secret = \"s3cr3t\"");
    assert!(built(&text, Some("browser")).0.inner.tokens.can_renew());
}

#[test]
fn gateway_and_proxy_of_a_profile_are_used() {
    let (client, shown) = built(BY_GC, Some("networked"));
    let base_url = format!("{:?}", client.inner.base_url);
    assert!(
        base_url.contains("gateway.example:8443") && base_url.contains("\"/apipath\""),
        "{base_url}"
    );
    assert_eq!(client.inner.base_url.route(), Route::Proxy);
    assert!(!shown.contains("mypurecloud"), "{shown}");
    let renewing = BY_GC.replace("access_token = \"s3cr3t-token\"", "").replace(
        "client_credentials = \"\"\n  client_secret = \"\"\n  environment = \"mypurecloud.de\"",
        "client_credentials = \"id\"\n  client_secret = \"s3cr3t\"\n  environment = \"mypurecloud.de\"",
    );
    let (_, shown) = built(&renewing, Some("networked"));
    assert!(
        shown.contains("https://gateway.example:8443/loginpath/oauth/token"),
        "{shown}"
    );
    let (_, shown) = built(BY_HAND, Some("port"));
    assert!(shown.contains("gateway.example:8443"), "{shown}");
}

#[test]
fn a_server_on_this_machine_needs_no_token() {
    let (client, shown) = built(BY_HAND, Some("local"));
    assert!(shown.contains("localhost:8080"), "{shown}");
    assert!(matches!(*client.inner.tokens, TokenSource::None));
}

/// `gc` writes a table inside of another one for a dot.
#[test]
fn the_name_of_a_profile_may_have_a_dot() {
    assert!(built(BY_HAND, Some("With.Dots")).1.contains("api.mypurecloud.com"));
    assert!(built(BY_HAND, Some("with.tables")).1.contains("api.mypurecloud.de"));
}

#[test]
fn a_byte_order_mark_and_other_keys_are_ignored() {
    let text = format!("\u{feff}{BY_HAND}\nlogging_enabled = true\nlists = [1]\n");
    assert!(built(&text, None).1.contains("api.mypurecloud.ie"));
}
