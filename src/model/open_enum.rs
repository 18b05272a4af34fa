//! Enums that may grow: a value that the specification does not list is kept as it came.
//!
//! The generated code has a table for each enum: its variants, and their values on the wire. [`values!`] makes the
//! implementations of it, as thin as they can be; `Clone` and `PartialEq` are derived.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, Visitor};

/// A string of a known list, which may be longer on the server; [`values!`] implements it.
pub(crate) trait OpenEnum: Sized + PartialEq + fmt::Display + 'static {
    const VALUES: &'static [Known<Self>];

    /// An exact match; otherwise the one that differs in ASCII case only, if exactly one does.
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

    /// The entry of the table for this value; none for `Unknown`.
    fn entry(&self) -> Option<&'static Known<Self>> {
        Self::VALUES.iter().find(|known| known.value == *self)
    }

    /// The spelling of a known value.
    fn spelling(&self) -> &'static str {
        self.entry().map_or("", |known| known.wire)
    }
}

/// One value of an [`OpenEnum`].
pub(crate) struct Known<T> {
    pub(crate) value: T,
    /// The name of the variant.
    pub(crate) name: &'static str,
    /// As the specification spells it.
    pub(crate) wire: &'static str,
}

/// Shows a value as `derive(Debug)` does.
pub(crate) fn show_enum<T: OpenEnum>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value.entry() {
        Some(known) => f.write_str(known.name),
        None => f.debug_tuple("Unknown").field(&value.to_string()).finish(),
    }
}

pub(crate) fn read_enum<'de, T: From<String>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
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

/// Makes an [`OpenEnum`] of the table of its values: `values!(Name { Variant: "value on the wire", })`. All other
/// values are in a variant `Unknown(String)`.
macro_rules! values {
    ($name:ident { $($variant:ident: $wire:literal,)* }) => {
        impl $crate::model::OpenEnum for $name {
            const VALUES: &'static [$crate::model::Known<Self>] = &[$($crate::model::Known {
                value: Self::$variant,
                name: stringify!($variant),
                wire: $wire,
            },)*];
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::model::show_enum(self, f)
            }
        }

        impl $name {
            /// The value as it is written on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Unknown(value) => value,
                    known => $crate::model::OpenEnum::spelling(known),
                }
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl From<String> for $name {
            fn from(value: String) -> Self {
                <Self as $crate::model::OpenEnum>::known(&value)
                    .cloned()
                    .unwrap_or(Self::Unknown(value))
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                Self::from(value.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::read_enum(deserializer)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

pub(crate) use values;
