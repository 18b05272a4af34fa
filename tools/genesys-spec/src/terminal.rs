//! What only a terminal shows: colors, and the step of a long run.

mod colors;
mod progress;

pub(crate) use colors::{Color, Colors};
pub(crate) use progress::Progress;
