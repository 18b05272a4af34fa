//! Running the program.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use genesys_cloud::sandbox::Sandbox;

/// The end of a run.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) log: String,
}

/// The program with its environment.
pub(crate) struct Program {
    environment: Vec<(&'static str, String)>,
    pub(crate) folder: PathBuf,
}

impl Program {
    /// A program without an account, in a new empty folder, which is also its home.
    pub(crate) fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tokens").join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self {
            environment: Vec::new(),
            folder,
        }
    }

    /// A program that calls a sandbox as its OAuth client with all permissions.
    pub(crate) fn with_sandbox(test: &str, sandbox: &Sandbox) -> Self {
        Self::new(test)
            .at(sandbox.port())
            .with("GENESYSCLOUD_OAUTHCLIENT_ID", sandbox.client_id())
            .with("GENESYSCLOUD_OAUTHCLIENT_SECRET", sandbox.client_secret())
    }

    /// Calls this port of this machine.
    pub(crate) fn at(self, port: u16) -> Self {
        self.with("GENESYSCLOUD_GATEWAY_PROTOCOL", "http")
            .with("GENESYSCLOUD_GATEWAY_HOST", "127.0.0.1")
            .with("GENESYSCLOUD_GATEWAY_PORT", port.to_string())
    }

    pub(crate) fn with(mut self, variable: &'static str, value: impl Into<String>) -> Self {
        self.environment.push((variable, value.into()));
        self
    }

    /// Writes a file into the folder, and returns its path.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.join(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// Reads a file of the folder.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap()
    }

    /// The names of the files in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_genesys-tokens"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", &self.folder)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    pub(crate) fn run_with(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut child = self.command(arguments).spawn().unwrap();
        // A run that does not read its input may have ended already.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        end_of(child)
    }
}

/// Sends a signal to a process: `INT`.
#[cfg(unix)]
pub(crate) fn signal(child: &Child, name: &str) {
    let status = Command::new("kill")
        .args(["-s", name, &child.id().to_string()])
        .status();
    assert!(status.unwrap().success());
}

/// Waits for the end of a process.
pub(crate) fn end_of(child: Child) -> Ran {
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        log: String::from_utf8(output.stderr).unwrap(),
    }
}
