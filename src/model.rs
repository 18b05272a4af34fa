//! How a generated struct is read and written, once for all of them; open enums.
//!
//! A generated struct names its fields twice, in [`Model::read`] and in [`Model::write`]; all else is here. Next to
//! what serde derives, this compiles four times faster (there are thousands of models in a large fragment), refuses
//! an array where an object belongs, and keeps unknown fields without the detour of `flatten`.
//!
//! The rules: `null` is `None`, and `None` is not written. Of a field that stands there twice, the last counts. A
//! field that the model does not name is kept where the model has a place for it (those that a caller may send), and
//! skipped elsewhere. What is kept is written after the fields, unless a field of that name was written already.
//!
//! A blanket `impl<T: Model> Serialize for T` is not allowed outside serde (E0210), so each model and each enum says
//! `model!(Name)` or `open_enum!(Name)`.

#![allow(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "which of it a fragment uses is its own business"
)]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// A JSON object with named fields.
pub(crate) trait Model: Default {
    /// The name of the type, for messages.
    const NAME: &'static str;

    /// Takes the value of `field` out of the map, if the model has that field.
    fn read<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<bool, A::Error> {
        let _ = (field, map);
        Ok(false)
    }

    /// Writes the fields that have a value.
    fn write<M: SerializeMap>(&self, fields: &mut Fields<M>);

    /// Where unknown fields are kept, if they are.
    fn extra(&mut self) -> Option<&mut BTreeMap<String, Value>> {
        None
    }
}

/// Takes the value of a field out of the map. In a call of its own, since rustc looks at each `?` of each field.
pub(crate) fn take<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    field: &mut Option<T>,
    map: &mut A,
) -> Result<bool, A::Error> {
    *field = map.next_value()?;
    Ok(true)
}

/// What [`Model::write`] writes to. It remembers the first failure, and writes no more: see [`take`].
pub(crate) struct Fields<M: SerializeMap> {
    map: M,
    /// The fields that were written.
    written: Vec<&'static str>,
    failure: Option<M::Error>,
}

impl<M: SerializeMap> Fields<M> {
    #[allow(
        clippy::ref_option,
        reason = "each field of each generated model would have to say `as_ref()`"
    )]
    pub(crate) fn put<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.written.push(name);
            self.entry(name, value);
        }
    }

    /// The fields that the model does not know, without those that have been written.
    pub(crate) fn rest(&mut self, values: &BTreeMap<String, Value>) {
        for (name, value) in values {
            if !self.written.contains(&name.as_str()) {
                self.entry(name, value);
            }
        }
    }

    fn entry(&mut self, name: &str, value: &impl Serialize) {
        if self.failure.is_none() {
            self.failure = self.map.serialize_entry(name, value).err();
        }
    }
}

pub(crate) fn read<'de, T: Model, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ModelVisitor(PhantomData))
}

pub(crate) fn write<T: Model, S: Serializer>(model: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut fields = Fields {
        map: serializer.serialize_map(None)?,
        written: Vec::new(),
        failure: None,
    };
    model.write(&mut fields);
    match fields.failure {
        Some(failure) => Err(failure),
        None => fields.map.end(),
    }
}

struct ModelVisitor<T>(PhantomData<T>);

impl<'de, T: Model> Visitor<'de> for ModelVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut model = T::default();
        while let Some(Key(name)) = map.next_key()? {
            if model.read(&name, &mut map)? {
                continue;
            }
            if let Some(extra) = model.extra() {
                extra.insert(name.into_owned(), map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(model)
    }
}

/// The name of a field. Serde's own `Cow<str>` is always a copy; this is one only where the JSON escapes a character.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(name.to_owned())))
    }

    fn visit_string<E>(self, name: String) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(name)))
    }
}

/// A string of a known list, which may be longer on the server.
pub(crate) trait OpenEnum: Sized + PartialEq + fmt::Display + 'static {
    /// The values as the specification spells them.
    const VALUES: &'static [(&'static str, Self)];

    /// An exact match; otherwise the one that differs in ASCII case only, if exactly one does.
    fn known(text: &str) -> Option<&'static Self> {
        if let Some((_, exact)) = Self::VALUES.iter().find(|(value, _)| *value == text) {
            return Some(exact);
        }
        let mut close = Self::VALUES
            .iter()
            .filter(|(value, _)| value.eq_ignore_ascii_case(text));
        match (close.next(), close.next()) {
            (Some((_, only)), None) => Some(only),
            _ => None,
        }
    }

    /// The spelling of a known value.
    fn spelling(&self) -> Option<&'static str> {
        Self::VALUES
            .iter()
            .find(|(_, value)| value == self)
            .map(|(text, _)| *text)
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

/// Makes a [`Model`] readable and writable for serde.
macro_rules! model {
    ($name:ident) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::read(deserializer)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::model::write(self, serializer)
            }
        }
    };
}

/// Makes a string of an [`OpenEnum`] and back; its other values are in a variant `Unknown(String)`. There are thousands
/// of enums in a large fragment: what can be generic is.
macro_rules! open_enum {
    ($name:ident) => {
        impl $name {
            /// The value as it is written on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Unknown(value) => value,
                    known => $crate::model::OpenEnum::spelling(known).unwrap_or_default(),
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

pub(crate) use {model, open_enum};

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
