//! What the requests of one call have in common.

use super::{CallSettings, Deadline, Pacer, Transport};
use crate::secret::Secrets;

/// A call that is being made: its connections, settings and deadline. The request for a token is a part of the call that needs it.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) transport: &'a Transport,
    pub(crate) settings: &'a CallSettings,
    pub(crate) deadline: Deadline<'a>,
    /// Spaces the requests of the token. `None` for requests without the token.
    pub(crate) pacer: Option<&'a Pacer>,
    /// The secrets of the credentials. A response of any request of the call may quote them.
    pub(crate) secrets: &'a dyn Secrets,
}

impl<'a> Call<'a> {
    /// Begins a call with the time limit of the settings.
    pub(crate) fn begin(transport: &'a Transport, settings: &'a CallSettings, secrets: &'a dyn Secrets) -> Self {
        Self {
            transport,
            settings,
            deadline: Deadline::after(settings.timeout, &transport.clock),
            pacer: None,
            secrets,
        }
    }

    /// Returns the same call, whose requests are spaced.
    pub(crate) fn with_pacer(self, pacer: Option<&'a Pacer>) -> Self {
        Self { pacer, ..self }
    }

    /// Returns the same call with half of the time that is left, for a step that the call does not depend on.
    pub(crate) fn with_half_of_the_time(self) -> Self {
        Self {
            deadline: self.deadline.half(),
            ..self
        }
    }
}
