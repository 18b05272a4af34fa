//! The token endpoint of a client.

use super::super::grant::{ClientAuthentication, Grant};
use super::TokenEndpoint;
use crate::base_url::BaseUrl;
use crate::named::Named;
use crate::secret::Secret;

const SECRET: &str = "s3cr3t\"/ü";
const BASIC: &str = "aWQ6czNjcjN0Ii/DvA==";

fn endpoint() -> TokenEndpoint {
    let login = BaseUrl::parse(
        &Named::new("login_url", "https://login.example/prefix".to_owned()),
        false,
    )
    .unwrap();
    TokenEndpoint::new(&login).unwrap()
}

fn grant() -> Grant {
    let basic = Secret::new(format!("Basic {BASIC}"));
    Grant::ClientCredentials(ClientAuthentication::basic(basic, Secret::new(SECRET.to_owned())).unwrap())
}

#[test]
fn debug_of_the_endpoint_and_its_grant_shows_no_secret() {
    let shown = format!("{:?} {:?}", endpoint(), grant());
    assert!(shown.contains("https://login.example/prefix/oauth/token"), "{shown}");
    assert!(!shown.contains("s3cr3t") && !shown.contains(BASIC), "{shown}");
}

#[test]
fn a_login_url_that_is_too_long_with_the_path_is_refused() {
    let long = format!("https://h/{}", "a".repeat(65_523));
    let login = BaseUrl::parse(&Named::new("login_url", long), false).unwrap();
    let error = TokenEndpoint::new(&login).unwrap_err();
    assert!(error.to_string().starts_with("login_url: "), "{error}");
}
