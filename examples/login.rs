//! Signs a user in with the browser, at the page of a mock server: `cargo run --example login --features sandbox`
//!
//! For your organization, use the id of its OAuth client and `.region(…)` in place of the sandbox.

use std::error::Error;

use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::serde_json::Value;
use genesys_cloud::{Login, Method};

fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    let login = Login::pkce(sandbox.client_id())
        .login_url(sandbox.login_url())
        .start()?;
    println!("Open this page in a browser: {}", login.url());
    let client = sandbox.client_builder().credentials(login.wait()?).build()?;
    let me: Value = client.request(Method::GET, "/api/v2/users/me").send_json()?.into_body();
    println!("Signed in as {}, {}", me["name"], me["email"]);
    Ok(())
}
