//! Opening a page in the browser of the user.

use std::io;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::Error;

/// How long the command may take to report that it found no browser. After that, the command may run as long as the browser.
const REPORT_TIMEOUT: Duration = Duration::from_secs(2);

/// Opens a page with the command of the system.
pub(super) fn open(url: &str) -> Result<(), Error> {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    open_with(program, arguments, url)
}

pub(super) fn open_with(program: &str, arguments: &[&str], url: &str) -> Result<(), Error> {
    let refused = |problem: String| {
        let way_out = "show the user the URL instead, which can be opened on this machine in any browser";
        Error::config("open", format!("no browser was opened: {program} {problem}; {way_out}"))
    };
    let (sender, receiver) = mpsc::channel();
    let mut child = Command::new(program)
        .args(arguments)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| refused(format!("cannot be started ({error})")))?;
    // The thread waits for the command, so that no process is left behind, and ends with it.
    let waiting = thread::Builder::new().name("browser".to_owned()).spawn(move || {
        let _: Result<(), mpsc::SendError<io::Result<ExitStatus>>> = sender.send(child.wait());
    });
    if waiting.is_err() {
        return Ok(());
    }
    match receiver.recv_timeout(REPORT_TIMEOUT) {
        Ok(Ok(status)) if !status.success() => Err(refused(format!("failed ({status})"))),
        _ => Ok(()),
    }
}
