//! What the documents say about the repository is true: files, commands, features and variables that they name exist, and the
//! fragment has the operations that the README promises.

#![allow(clippy::expect_used, reason = "helpers of tests fail by panicking too")]

mod commands;
mod fragment;
mod paths;
mod reliability;
mod tree;
mod variables;
