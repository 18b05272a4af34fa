use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::Progress;

/// A terminal that keeps what was written.
#[derive(Clone, Default)]
struct Terminal(Arc<Mutex<Vec<u8>>>);

impl Write for Terminal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Returns what a run of two steps shows that starts to show them after `delay`.
fn shown(delay: Duration) -> String {
    let terminal = Terminal::default();
    let progress = Progress::on(terminal.clone(), delay);
    progress.step("reading");
    progress.step("generating");
    drop(progress);
    let bytes = terminal.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_short_run_shows_nothing() {
    assert_eq!(shown(Duration::from_secs(600)), "");
}

#[test]
fn a_long_run_shows_each_step_on_one_line_and_removes_it() {
    let shown = shown(Duration::ZERO);
    assert!(shown.contains("\r\u{1b}[Kgenerating …"), "{shown:?}");
    assert!(shown.ends_with("\r\u{1b}[K") && !shown.contains('\n'), "{shown:?}");
}
