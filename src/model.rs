//! How a generated struct is read, written and shown, once for all of them; enums are in `open_enum`.
//!
//! The generated code has a table for each struct: its fields, and their names on the wire. [`fields!`] makes the
//! implementations of it, as thin as they can be; all else is here and generic. Next to what serde derives, this compiles
//! four times faster (there are thousands of models in a large fragment), refuses an array where an object belongs, and
//! keeps unknown fields without the detour of `flatten`. `Debug`, `Clone` and `Default` are those that `derive` would
//! make, and cost rustc less memory; `PartialEq` would not, and is derived.
//!
//! The rules: `null` is `None`, and `None` is not written. Of a field that stands there twice, the last counts. A
//! field that the model does not name is kept where the model has a place for it (those that a caller may send), and
//! skipped elsewhere. What is kept is written after the fields, unless a field of that name was written already.
//!
//! A blanket `impl<T: Model> Serialize for T` is not allowed outside serde (E0210), so each model has its own.

#![allow(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "which of it a fragment uses is its own business"
)]

mod open_enum;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Debug};
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

pub(crate) use open_enum::{Known, OpenEnum, read_enum, show_enum, values};

/// A JSON object with named fields; [`fields!`] implements it.
pub(crate) trait Model: Default {
    /// Takes the value of `field` out of the map: into that field, among the unknown ones, or away.
    fn read<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<(), A::Error>;

    /// Gives each field to the visitor, and then those that are unknown, where they are kept.
    fn visit<V: FieldVisitor>(&self, visitor: &mut V);
}

/// Takes the value of a field out of the map. In a call of its own, since rustc looks at each `?` of each field.
pub(crate) fn take<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    field: &mut Option<T>,
    map: &mut A,
) -> Result<(), A::Error> {
    *field = map.next_value()?;
    Ok(())
}

/// Takes the value of a field that the model does not name, to keep it.
pub(crate) fn keep<'de, A: MapAccess<'de>>(
    unknown: &mut BTreeMap<String, Value>,
    field: &str,
    map: &mut A,
) -> Result<(), A::Error> {
    unknown.insert(field.to_owned(), map.next_value()?);
    Ok(())
}

/// Passes over the value of a field that the model does not name.
pub(crate) fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(|_| ())
}

/// Sees the fields of a model one after the other.
pub(crate) trait FieldVisitor {
    /// A field, with its name in Rust and on the wire.
    #[allow(
        clippy::ref_option,
        reason = "rustc would look at an `as_ref()` of each field of each model"
    )]
    fn field<T: Debug + Serialize>(&mut self, name: &'static str, wire: &'static str, value: &Option<T>);

    /// The fields that the model does not name.
    fn unknown(&mut self, name: &'static str, values: &BTreeMap<String, Value>);
}

/// Writes the fields that have a value. It remembers the first failure, and writes no more.
struct Writer<M: SerializeMap> {
    map: M,
    /// The fields that were written.
    written: Vec<&'static str>,
    failure: Option<M::Error>,
}

impl<M: SerializeMap> Writer<M> {
    fn entry(&mut self, name: &str, value: &impl Serialize) {
        if self.failure.is_none() {
            self.failure = self.map.serialize_entry(name, value).err();
        }
    }
}

impl<M: SerializeMap> FieldVisitor for Writer<M> {
    fn field<T: Debug + Serialize>(&mut self, _name: &'static str, wire: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.written.push(wire);
            self.entry(wire, value);
        }
    }

    /// Without those that have been written.
    fn unknown(&mut self, _name: &'static str, values: &BTreeMap<String, Value>) {
        for (name, value) in values {
            if !self.written.contains(&name.as_str()) {
                self.entry(name, value);
            }
        }
    }
}

/// Shows them as `derive(Debug)` does.
struct Shown<'a, 'b>(fmt::DebugStruct<'a, 'b>);

impl FieldVisitor for Shown<'_, '_> {
    fn field<T: Debug + Serialize>(&mut self, name: &'static str, _wire: &'static str, value: &Option<T>) {
        self.0.field(name, value);
    }

    fn unknown(&mut self, name: &'static str, values: &BTreeMap<String, Value>) {
        self.0.field(name, values);
    }
}

/// The model of that name.
pub(crate) fn read<'de, T: Model, D: Deserializer<'de>>(name: &'static str, deserializer: D) -> Result<T, D::Error> {
    let model = PhantomData;
    deserializer.deserialize_map(ModelVisitor { name, model })
}

pub(crate) fn write<T: Model, S: Serializer>(model: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut writer = Writer {
        map: serializer.serialize_map(None)?,
        written: Vec::new(),
        failure: None,
    };
    model.visit(&mut writer);
    match writer.failure {
        Some(failure) => Err(failure),
        None => writer.map.end(),
    }
}

/// Shows the model of that name.
pub(crate) fn show<T: Model>(name: &str, model: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut shown = Shown(f.debug_struct(name));
    model.visit(&mut shown);
    shown.0.finish()
}

struct ModelVisitor<T> {
    name: &'static str,
    model: PhantomData<T>,
}

impl<'de, T: Model> Visitor<'de> for ModelVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut model = T::default();
        while let Some(Key(name)) = map.next_key()? {
            model.read(&name, &mut map)?;
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

/// Makes a [`Model`] of the table of a struct's fields: `fields!(Name { field: "nameOnTheWire", })`, and
/// `..additional_properties` at the end for where it keeps unknown fields.
macro_rules! fields {
    ($name:ident { $($field:ident: $wire:literal,)* $(..$unknown:ident)? }) => {
        impl $crate::model::Model for $name {
            fn read<'de, A: serde::de::MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<(), A::Error> {
                match field {
                    $($wire => $crate::model::take(&mut self.$field, map),)*
                    _ => $crate::model::other!(field, map $(, self.$unknown)?),
                }
            }

            fn visit<V: $crate::model::FieldVisitor>(&self, visitor: &mut V) {
                $(visitor.field(stringify!($field), $wire, &self.$field);)*
                $(visitor.unknown(stringify!($unknown), &self.$unknown);)?
            }
        }

        impl Clone for $name {
            fn clone(&self) -> Self {
                Self {
                    $($field: self.$field.clone(),)*
                    $($unknown: self.$unknown.clone(),)?
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self {
                    $($field: None,)*
                    $($unknown: Default::default(),)?
                }
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::model::show(stringify!($name), self, f)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::read(stringify!($name), deserializer)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::model::write(self, serializer)
            }
        }
    };
}

/// What becomes of a field that the model does not name.
macro_rules! other {
    ($field:ident, $map:ident) => {
        $crate::model::skip($map)
    };
    ($field:ident, $map:ident, $self:ident.$unknown:ident) => {
        $crate::model::keep(&mut $self.$unknown, $field, $map)
    };
}

pub(crate) use {fields, other};

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
