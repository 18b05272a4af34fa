//! Enums of the specification to which the platform may add values. An unknown value is kept as it was received.
//!
//! The generated code has a table for each enum: its variants, and their values on the wire. The macro `values!` of
//! `__private` implements [`OpenEnum`] and the other traits from it.

use std::fmt;
use std::marker::PhantomData;
use std::mem::discriminant;

use serde::de::{self, Deserializer, Visitor};

/// A string with known values, to which the platform may add others.
pub trait OpenEnum: Sized + fmt::Display + 'static {
    /// The known values, in the order of the specification.
    const VALUES: &'static [Known<Self>];

    /// Returns the value with this spelling, or else the only one that differs from it in ASCII case.
    fn known(text: &str) -> Option<&'static Self> {
        if let Some(exact) = Self::VALUES.iter().find(|known| known.wire == text) {
            return Some(&exact.value);
        }
        let mut close = Self::VALUES
            .iter()
            .filter(|known| known.wire.eq_ignore_ascii_case(text));
        match (close.next(), close.next()) {
            (Some(only), None) => Some(&only.value),
            _ => None,
        }
    }

    /// Returns the entry of the table for this value. `None` for `Unknown`.
    fn entry(&self) -> Option<&'static Known<Self>> {
        let variant = discriminant(self);
        Self::VALUES.iter().find(|known| discriminant(&known.value) == variant)
    }

    /// Returns the spelling of a known value.
    fn spelling(&self) -> &'static str {
        self.entry().map_or("", |known| known.wire)
    }
}

/// A known value of an [`OpenEnum`].
#[derive(Debug)]
pub struct Known<T> {
    /// The variant.
    pub value: T,
    /// The name of the variant.
    pub name: &'static str,
    /// The spelling of the specification.
    pub wire: &'static str,
}

/// Returns the known value with this spelling, or else an unknown one.
pub fn enum_from<T: OpenEnum + Clone>(value: impl AsRef<str> + Into<String>, unknown: fn(String) -> T) -> T {
    let known = T::known(value.as_ref()).cloned();
    known.unwrap_or_else(|| unknown(value.into()))
}

/// Formats a value as `derive(Debug)` does.
pub fn format_enum<T: OpenEnum>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value.entry() {
        Some(known) => f.write_str(known.name),
        None => f.debug_tuple("Unknown").field(&value.to_string()).finish(),
    }
}

/// Reads an enum. Any string is accepted.
pub fn read_enum<'de, T: From<String>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_string(EnumVisitor(PhantomData))
}

struct EnumVisitor<T>(PhantomData<T>);

impl<T: From<String>> Visitor<'_> for EnumVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<T, E> {
        Ok(T::from(value))
    }
}

#[cfg(test)]
mod tests;
