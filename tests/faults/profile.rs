//! Profiles of the home directory. Each test starts a process of its own with its own home, since the tests of a process share one
//! environment.
#![cfg(feature = "profile")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use genesys_cloud::{Client, ClientBuilder, Error};

use crate::support::leaks::{CLIENT_ID, CLIENT_SECRET, FIRST_TOKEN, TOKEN};
use crate::support::response::{token_info, token_response};
use crate::support::{Server, leaks, spawn};

/// Run by the tests below in a process of its own.
#[test]
#[ignore = "run by the tests below in a process of its own"]
fn in_another_process() {
    leaks::install_logger();
    let profile = std::env::var("TEST_PROFILE").ok();
    let builder = match std::env::var("TEST_DISCOVER") {
        Ok(_) => ClientBuilder::discover(profile.as_deref()),
        Err(_) => ClientBuilder::from_profile(profile.as_deref()),
    };
    let name = |client: Client| -> Result<_, Error> {
        Ok(client
            .tokens()
            .get_tokens_me()
            .send()?
            .organization
            .unwrap()
            .name
            .unwrap())
    };
    match builder.and_then(ClientBuilder::build).and_then(name) {
        Ok(name) => println!("RESULT {name}"),
        Err(error) => println!("RESULT {error} {error:?}"),
    }
    for line in leaks::take_lines() {
        println!("LOG {line}");
    }
    leaks::assert_log_is_clean();
}

/// A home directory that is removed after the test.
struct Home(PathBuf);

impl Home {
    fn new(test: &str) -> Self {
        let home = std::env::temp_dir().join(format!("genesys-cloud-{test}-{}", std::process::id()));
        fs::create_dir_all(&home).unwrap();
        Self(home)
    }

    /// Writes a profile for this server.
    fn with_profile(self, server: &Server, credentials: &str) -> Self {
        fs::create_dir_all(self.0.join(".gc")).unwrap();
        let port = server.port();
        let text = format!(
            "[default]\ngateway_host = '127.0.0.1'\ngateway_port = '{port}'\ngateway_protocol = 'http'\n{credentials}\n"
        );
        fs::write(self.file(), text).unwrap();
        self
    }

    fn file(&self) -> PathBuf {
        self.0.join(".gc").join("config.toml")
    }

    /// Calls the API in a process with this home and these variables. Returns what it printed.
    fn run(&self, variables: &[(&str, &str)]) -> String {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "profile::in_another_process", "--ignored", "--nocapture"]);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GENESYSCLOUD_") {
                command.env_remove(name);
            }
        }
        command
            .env("HOME", &self.0)
            .env("USERPROFILE", &self.0)
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let Output { stdout, stderr, .. } = spawn(&mut command).wait_with_output().unwrap();
        let text = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
        leaks::assert_clean("the output of a process", &text);
        text
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_profile_of_the_home_directory_is_used() {
    let server = Server::responses([token_response(FIRST_TOKEN), token_info("here")]);
    let credentials = format!("client_credentials = '{CLIENT_ID}'\nclient_secret = '{CLIENT_SECRET}'");
    let home = Home::new("profile").with_profile(&server, &credentials);
    let output = home.run(&[]);
    assert!(output.contains("RESULT here"), "{output}");
    assert_eq!(server.api_requests()[0].bearer(), Some(FIRST_TOKEN));
}

#[test]
fn the_environment_comes_before_the_profile() {
    let server = Server::responses([token_info("here")]);
    let home = Home::new("discover").with_profile(&server, "access_token = 'TOKEN-of-the-profile'");
    let output = home.run(&[("TEST_DISCOVER", "1"), ("GENESYSCLOUD_ACCESS_TOKEN", TOKEN)]);
    assert!(output.contains("RESULT here"), "{output}");
    assert_eq!(server.request().bearer(), Some(TOKEN));
}

#[test]
fn without_anything_the_error_names_each_place() {
    let home = Home::new("nothing");
    let output = home.run(&[("TEST_DISCOVER", "1")]);
    let file = home.file().display().to_string();
    assert!(
        output.contains("RESULT GENESYSCLOUD_ACCESS_TOKEN: not set, nor GENESYSCLOUD_OAUTHCLIENT_ID"),
        "{output}"
    );
    assert!(output.contains(&format!("{file}, which does not exist")), "{output}");
    let output = home.run(&[]);
    assert!(output.contains(&format!("RESULT {file}: does not exist")), "{output}");
}

#[cfg(unix)]
#[test]
fn a_profile_that_other_users_can_read_is_logged() {
    use std::os::unix::fs::PermissionsExt as _;
    for (mode, is_logged) in [(0o644, true), (0o640, true), (0o604, true), (0o600, false)] {
        let server = Server::responses([token_info("here")]);
        let home = Home::new(&format!("mode-{mode:o}")).with_profile(&server, &format!("access_token = '{TOKEN}'"));
        fs::set_permissions(home.file(), fs::Permissions::from_mode(mode)).unwrap();
        let output = home.run(&[]);
        assert!(output.contains("RESULT here"), "{output}");
        let warning = format!(
            "WARN genesys_cloud::client::profile::file other users can read {}",
            home.file().display()
        );
        assert_eq!(output.contains(&warning), is_logged, "{mode:o}: {output}");
    }
}
