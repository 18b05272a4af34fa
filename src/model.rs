//! Reading, writing and `Debug` of generated structs, with one implementation for all of them. `open_enum` implements the same for enums.
//!
//! The generated code has a table for each struct: its fields, and their names on the wire. The macro `fields!` of
//! `__private` implements [`Model`] and the traits of serde from it, with as little code as possible; the rest is here and generic.
//! This compiles four times faster than serde's derives (a large fragment has thousands of models), rejects an array in place of an
//! object, and keeps unknown fields without the cost of `flatten`.
//!
//! The rules: `null` is `None`, and `None` is not written. If a field occurs twice, the last one counts. An unknown field is kept
//! if the model can be sent, and skipped otherwise. A time that cannot be represented is `None`, and kept like an unknown field.
//! Kept fields are written after the others, unless a field of that name was already written.
//!
//! A blanket `impl<T: Model> Serialize for T` is not allowed outside of serde (E0210), so each model has its own.

#![allow(
    clippy::missing_errors_doc,
    reason = "only generated code calls them; the errors come from serde"
)]

mod open_enum;
mod reading;
mod time;
mod unknown;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Debug};
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

pub use open_enum::{Known, OpenEnum, enum_from, format_enum, read_enum};
pub(crate) use reading::{Keeping, reading};

/// A JSON object with named fields.
pub trait Model: Default {
    /// Reads the value of `field` from the map, unless the field is unknown.
    fn read<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<Field, A::Error>;

    /// Returns the unknown fields, if the model keeps them.
    fn unknown_fields(&mut self) -> Option<&mut BTreeMap<String, Value>> {
        None
    }

    /// Passes each field to the visitor, and then the unknown ones if the model keeps them.
    fn visit<V: FieldVisitor>(&self, visitor: &mut V);
}

/// The outcome of reading a field.
#[derive(Debug)]
pub enum Field {
    /// The value was read.
    Known,
    /// The field is `None`, since this value is not a time that can be represented.
    Odd(Value),
    /// The model has no such field, and the value is still to be read.
    Unknown,
}

/// Reads the value of a field from the map. This is a function so that rustc need not check a `?` for each field.
pub fn read_field<'de, T: Deserialize<'de> + 'static, A: MapAccess<'de>>(
    field: &mut Option<T>,
    map: &mut A,
) -> Result<Field, A::Error> {
    if let Some(odd) = time::read_if_time(field, map) {
        return odd.map(|odd| odd.map_or(Field::Known, Field::Odd));
    }
    *field = map.next_value()?;
    Ok(Field::Known)
}

/// Returns that a field is unknown, for models without fields. Has the parameters and the result of [`read_field`].
pub fn unknown_field<'de, A: MapAccess<'de>>(_: &mut A) -> Result<Field, A::Error> {
    Ok(Field::Unknown)
}

/// A visitor for the fields of a model.
pub trait FieldVisitor {
    /// Visits a field, with its name in Rust and on the wire.
    #[allow(
        clippy::ref_option,
        reason = "rustc would have to check an `as_ref()` for each field of each model"
    )]
    fn field<T: Debug + Serialize>(&mut self, name: &'static str, wire: &'static str, value: &Option<T>);

    /// Visits the unknown fields.
    fn unknown(&mut self, name: &'static str, values: &BTreeMap<String, Value>);
}

/// Writes the fields that have a value. After the first error, nothing more is written.
struct Writer<M: SerializeMap> {
    map: M,
    /// The names of the fields that were written.
    written: Vec<&'static str>,
    error: Option<M::Error>,
}

impl<M: SerializeMap> Writer<M> {
    fn entry(&mut self, name: &str, value: &impl Serialize) {
        if self.error.is_none() {
            self.error = self.map.serialize_entry(name, value).err();
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

    /// Leaves out fields whose name was already written.
    fn unknown(&mut self, _name: &'static str, values: &BTreeMap<String, Value>) {
        for (name, value) in values {
            if !self.written.contains(&name.as_str()) {
                self.entry(name, value);
            }
        }
    }
}

/// Formats the fields as `derive(Debug)` does.
struct Debugger<'a, 'b>(fmt::DebugStruct<'a, 'b>);

impl FieldVisitor for Debugger<'_, '_> {
    fn field<T: Debug + Serialize>(&mut self, name: &'static str, _wire: &'static str, value: &Option<T>) {
        self.0.field(name, value);
    }

    fn unknown(&mut self, name: &'static str, values: &BTreeMap<String, Value>) {
        self.0.field(name, values);
    }
}

/// Reads a model. Errors contain `name`.
pub fn read<'de, T: Model, D: Deserializer<'de>>(name: &'static str, deserializer: D) -> Result<T, D::Error> {
    let model = PhantomData;
    deserializer.deserialize_map(ModelVisitor { name, model })
}

/// Writes the fields of a model that have a value.
pub fn write<T: Model, S: Serializer>(model: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut writer = Writer {
        map: serializer.serialize_map(None)?,
        written: Vec::new(),
        error: None,
    };
    model.visit(&mut writer);
    match writer.error {
        Some(error) => Err(error),
        None => writer.map.end(),
    }
}

/// Formats a model as `derive(Debug)` does.
pub fn format_model<T: Model>(name: &str, model: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut debugger = Debugger(f.debug_struct(name));
    model.visit(&mut debugger);
    debugger.0.finish()
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
            let outcome = model.read(&name, &mut map)?;
            let unknown = model.unknown_fields();
            match (outcome, unknown) {
                (Field::Known, None) => {}
                // If the field occurs twice, an earlier value may have been kept.
                (Field::Known, Some(unknown)) => drop(unknown.remove(&*name)),
                (Field::Odd(value), unknown) => {
                    reading::note_odd(self.name, &name);
                    if let Some(unknown) = unknown {
                        unknown.insert(name.into_owned(), value);
                    }
                }
                (Field::Unknown, Some(unknown)) => unknown::keep(unknown, self.name, &name, &mut map)?,
                (Field::Unknown, None) => unknown::skip(&mut map)?,
            }
        }
        Ok(model)
    }

    /// Reads an empty body, which is a valid model without fields.
    fn visit_unit<E: Error>(self) -> Result<T, E> {
        let (model, mut fields) = (T::default(), HasFields(false));
        model.visit(&mut fields);
        if fields.0 {
            Err(E::invalid_type(Unexpected::Unit, &self))
        } else {
            Ok(model)
        }
    }
}

/// Visits a model to find out whether it has fields.
struct HasFields(bool);

impl FieldVisitor for HasFields {
    fn field<T: Debug + Serialize>(&mut self, _name: &'static str, _wire: &'static str, _value: &Option<T>) {
        self.0 = true;
    }

    fn unknown(&mut self, _name: &'static str, _values: &BTreeMap<String, Value>) {}
}

/// The name of a field. Serde always copies a `Cow<str>`; this key is a copy only if the JSON has an escaped character in it.
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

#[cfg(test)]
mod tests;
