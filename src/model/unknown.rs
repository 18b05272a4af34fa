//! The unknown fields of models that can be sent. A model keeps them, so that a program that changes one field does not remove the others.

use std::collections::BTreeMap;

use serde::de::{IgnoredAny, MapAccess};
use serde_json::Value;
use serde_json::value::RawValue;

use super::reading::{self, Keeping};

/// Reads the value of an unknown field from the map, and keeps it if possible.
pub(super) fn keep<'de, A: MapAccess<'de>>(
    unknown: &mut BTreeMap<String, Value>,
    model: &'static str,
    field: &str,
    map: &mut A,
) -> Result<(), A::Error> {
    let value = match reading::keeping() {
        Keeping::Values => Some(map.next_value()?),
        Keeping::Texts { replaced } => {
            let text: Box<RawValue> = map.next_value()?;
            value(text.get(), replaced)
        }
        Keeping::Nothing => {
            skip(map)?;
            None
        }
    };
    if let Some(value) = value {
        unknown.insert(field.to_owned(), value);
    } else {
        // If the field occurs twice, an earlier value may have been kept.
        unknown.remove(field);
        reading::note_dropped(model);
    }
    Ok(())
}

/// Skips the value of an unknown field.
pub(super) fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(|_| ())
}

/// Parses a value, unless it is too large, nested too deeply, has a number beyond `f64`, or characters that are not valid.
fn value(json: &str, replaced: bool) -> Option<Value> {
    if (replaced && json.contains('\u{fffd}')) || !reading::reserve(memory(json)) {
        return None;
    }
    serde_json::from_str(json).ok()
}

/// Returns how much memory a value uses at most, in bytes. An object of one field uses 90 times the memory of its text, since its map
/// allocates a node for eleven fields.
fn memory(json: &str) -> usize {
    let mut bytes = json.bytes();
    let mut memory = json.len();
    while let Some(byte) = bytes.next() {
        memory += match byte {
            b'{' => 640,
            b'[' | b',' => 128,
            b'"' => {
                skip_string(&mut bytes);
                64
            }
            _ => 0,
        };
    }
    memory
}

/// Skips the rest of a string, whose characters do not count.
fn skip_string(bytes: &mut std::str::Bytes<'_>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            // The next character is escaped.
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
