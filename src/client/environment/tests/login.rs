//! A sign-in at the host of the variables.

use super::*;

/// Returns the page at which the user signs in.
fn page(variables: &[(&str, &str)], client_id: Option<&str>) -> Result<String, Error> {
    Ok(builder(variables).login(client_id)?.start()?.url().to_owned())
}

#[test]
fn a_sign_in_has_the_host_and_the_client_id_of_the_variables() {
    let url = page(&[("GENESYSCLOUD_REGION", "eu-west-1"), ID], None).unwrap();
    assert!(
        url.starts_with("https://login.mypurecloud.ie/oauth/authorize?"),
        "{url}"
    );
    assert!(url.contains("client_id=the-id&"), "{url}");
    let url = page(&[("GENESYSCLOUD_REGION", "eu-west-1"), ID], Some("other")).unwrap();
    assert!(url.contains("client_id=other&"), "{url}");

    let gateway = [
        ("GENESYSCLOUD_GATEWAY_HOST", "gateway.example.com"),
        ("GENESYSCLOUD_GATEWAY_PATH_NAME", "login"),
        ("GENESYSCLOUD_GATEWAY_PATH_VALUE", "sign-in"),
    ];
    let url = page(&gateway, Some("the-id")).unwrap();
    assert!(
        url.starts_with("https://gateway.example.com/sign-in/oauth/authorize?"),
        "{url}"
    );
}

#[test]
fn a_sign_in_names_what_is_missing() {
    let refused = |variables: &[(&str, &str)]| page(variables, None).unwrap_err().to_string();
    let error = refused(&[REGION]);
    assert!(error.starts_with("GENESYSCLOUD_OAUTHCLIENT_ID: not set"), "{error}");
    let error = refused(&[ID]);
    assert!(error.starts_with("GENESYSCLOUD_REGION: not set"), "{error}");
    let login = Client::builder().login(Some("the-id")).unwrap();
    assert!(login.start().unwrap_err().to_string().starts_with("region: not set"));
    let error = Client::builder().region(Region::EuWest1).login(None).unwrap_err();
    assert!(error.to_string().starts_with("client_id: not set"), "{error}");
}
