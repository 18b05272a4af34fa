//! Chromium, in which a user signs in at the sandbox: from the URL that a program prints to the page that says it is done.
#![cfg(feature = "sandbox")]

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::thread;

use genesys_cloud::Login;
use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::serde_json::{self, Value};

use crate::node;
use crate::support::{error_of, spawn};

/// The folder with the script and its packages. Installed once for all tests.
static HOME: LazyLock<PathBuf> = LazyLock::new(|| node::install("chromium", "sign_in.mjs"));

/// Opens a URL in Chromium and clicks the button of a decision. Returns what the script has seen. The screenshots stay in the folder of the script.
fn click(url: &str, decision: &str, screenshot: &str) -> Value {
    let mut command = Command::new("node");
    command
        .arg("sign_in.mjs")
        .args([url, decision, screenshot])
        .current_dir(&*HOME);
    let output = spawn(command.stdout(Stdio::piped())).wait_with_output().unwrap();
    assert!(output.status.success(), "{}", output.status);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A program that ends with the test, also if that fails.
struct Example(Child);

impl Drop for Example {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn text<'a>(seen: &'a Value, field: &str) -> &'a str {
    seen[field].as_str().unwrap()
}

#[test]
#[ignore = ".ci/peers runs it"]
fn a_user_signs_in_for_the_example() {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--example", "login", "--all-features"]);
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut example = Example(spawn(command.stdout(Stdio::piped())));
    let mut lines = BufReader::new(example.0.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let line = lines.next().unwrap();
    let url = line.strip_prefix("Open this page in a browser: ").unwrap();

    let seen = click(url, "allow", "signed-in.png");
    assert_eq!(text(&seen, "title"), "Signed in");
    assert!(text(&seen, "text").contains("return to the program"), "{seen}");
    let address = text(&seen, "url");
    assert!(
        address.starts_with("http://localhost:") && address.ends_with("/signed-in"),
        "{seen}"
    );
    assert!(
        !text(&seen, "referrer").contains("code") && seen["scripts"] == 0,
        "{seen}"
    );
    let requests: Vec<_> = seen["requests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|url| url.as_str().unwrap())
        .collect();
    // The page, its form, the callback and the last page. A browser also asks for icons.
    let callbacks = requests
        .iter()
        .filter(|url| url.contains("code=") && url.contains("state="));
    assert_eq!(callbacks.count(), 1, "{requests:?}");
    let is_local = |url: &&str| url.starts_with("http://127.0.0.1:") || url.starts_with("http://localhost:");
    assert!(requests.iter().all(is_local), "{requests:?}");

    let signed_in = lines.next().unwrap();
    assert!(signed_in.starts_with("Signed in as \"User "), "{signed_in}");
    assert!(example.0.wait().unwrap().success());
}

#[test]
#[ignore = ".ci/peers runs it"]
fn a_user_cancels() {
    let sandbox = Sandbox::start().unwrap();
    let login = Login::pkce(sandbox.client_id())
        .login_url(sandbox.login_url())
        .start()
        .unwrap();
    let url = login.url().to_owned();
    let waiting = thread::spawn(move || login.wait());
    let seen = click(&url, "deny", "canceled.png");
    assert_eq!(text(&seen, "title"), "Not signed in");
    assert!(text(&seen, "url").ends_with("/signed-in"), "{seen}");
    let error = error_of(waiting.join().unwrap());
    assert_eq!(error.code(), Some("access_denied"));
}
