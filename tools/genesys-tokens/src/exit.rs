//! The exit codes of the commands.

/// Everything was done, or the token is valid.
pub(crate) const SUCCESS: u8 = 0;
/// Nothing could be done.
pub(crate) const FAILED: u8 = 1;
/// The command line cannot be used. Nothing was sent.
pub(crate) const USAGE: u8 = 2;
/// `revoke`: some users were not revoked.
pub(crate) const PARTLY: u8 = 3;
/// `revoke` was interrupted with Ctrl-C.
pub(crate) const INTERRUPTED: u8 = 130;

/// `check`: the token is invalid, or belongs to another organization. `idle-timeout check`: the timeout is longer than the limit.
pub(crate) const NO: u8 = 1;
/// `check` and `idle-timeout check`: it cannot be told.
pub(crate) const UNKNOWN: u8 = 2;
