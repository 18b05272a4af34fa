//! Ctrl-C: the first one ends the work in order, the second one at once.

use std::fs;
use std::path::PathBuf;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use genesys_cloud::Client;

use crate::exit;
use crate::failure::Failure;

/// What a Ctrl-C ends.
#[derive(Default)]
enum Stage {
    /// Nothing is revoked yet, or all is done: the program ends at once.
    #[default]
    Idle,
    /// The same, and this file is not needed then.
    Prepared(PathBuf),
    /// The calls of this client.
    Working(Client),
}

/// The interruption of a run.
#[derive(Default)]
pub(super) struct Interrupt {
    stage: Mutex<Stage>,
    is_set: AtomicBool,
}

impl Interrupt {
    /// Handles Ctrl-C from now on.
    pub(super) fn install() -> Result<Arc<Self>, Failure> {
        let interrupt = Arc::new(Self::default());
        let handler = Arc::clone(&interrupt);
        ctrlc::set_handler(move || handler.receive())
            .map_err(|error| Failure::failed(format!("Ctrl-C cannot be handled: {error}")))?;
        Ok(interrupt)
    }

    /// Removes this file if the program is ended before its work begins.
    pub(super) fn prepare(&self, file: PathBuf) {
        self.enter(Stage::Prepared(file));
    }

    /// Ends the calls of this client, from now on, in place of the program.
    pub(super) fn begin_work(&self, client: &Client) {
        self.enter(Stage::Working(client.clone()));
    }

    /// Returns whether the work was interrupted.
    pub(super) fn is_set(&self) -> bool {
        self.is_set.load(Ordering::SeqCst)
    }

    fn enter(&self, stage: Stage) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = stage;
    }

    fn receive(&self) {
        let is_second = self.is_set.swap(true, Ordering::SeqCst);
        // Held while a file is removed: the work does not begin in the meantime.
        let stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        match &*stage {
            Stage::Working(client) if !is_second => client.shutdown(),
            Stage::Prepared(file) => {
                let _ = fs::remove_file(file);
                process::exit(exit::INTERRUPTED.into());
            }
            _ => process::exit(exit::INTERRUPTED.into()),
        }
    }
}
