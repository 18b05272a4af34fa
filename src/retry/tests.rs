//! When a request is sent again, and how long the client waits.

mod header;
mod policy;
