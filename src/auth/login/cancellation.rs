//! Ending a sign-in from another thread.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Ends a sign-in that waits, from any thread. Returned by [`PendingLogin::cancel_handle`](super::PendingLogin::cancel_handle).
///
/// ```
/// use std::thread;
/// use genesys_cloud::{Login, Region};
///
/// # fn main() -> Result<(), genesys_cloud::Error> {
/// let login = Login::pkce("client-id").region(Region::EuWest1).start()?;
/// let handle = login.cancel_handle();
/// // For example when the user closes the dialog of the program.
/// let dialog = thread::spawn(move || handle.cancel());
/// let error = login.wait().unwrap_err();
/// assert_eq!(error.to_string(), "sign-in: canceled by the program; start another sign-in");
/// # dialog.join().unwrap();
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct CancelHandle(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    is_canceled: Mutex<bool>,
    canceled: Condvar,
}

impl CancelHandle {
    /// Ends the wait at once, or as soon as it begins. Does nothing after the sign-in.
    pub fn cancel(&self) {
        *self.0.is_canceled.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.canceled.notify_all();
    }

    /// Waits for this time, or until the sign-in is canceled. Returns whether it is canceled.
    pub(super) fn wait(&self, time: Duration) -> bool {
        let is_canceled = self.0.is_canceled.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .0
            .canceled
            .wait_timeout_while(is_canceled, time, |is_canceled| !*is_canceled);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}
