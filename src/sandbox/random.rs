//! Ids and secrets. The hash keys of the standard library are random enough for a server on loopback, and need no further dependency.

use std::hash::{BuildHasher, RandomState};

/// Returns a UUID of version 4 (RFC 9562).
pub(super) fn uuid() -> String {
    let (high, low) = (word(), word());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        (low >> 48) & 0x3fff | 0x8000,
        low & 0xffff_ffff_ffff,
    )
}

/// Returns a token or a secret: 64 hexadecimal digits.
pub(super) fn secret() -> String {
    format!("{:016x}{:016x}{:016x}{:016x}", word(), word(), word(), word())
}

fn word() -> u64 {
    RandomState::new().hash_one(())
}
