//! Deserializes a type from a tree. The parts that have been read are freed, so that the tree and the result together take less
//! memory than a tree and a text.

use std::fmt::{self, Display};
use std::vec;

use serde::de::value::{MapAccessDeserializer, StringDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::Json;
use crate::pointer::escaped;

/// The reason why a tree does not fit a type.
#[derive(Debug)]
pub(crate) struct Misfit {
    pub(crate) message: String,
    /// The JSON pointer to the place. Enums that are read without knowing their variant hide the places inside of them.
    pub(crate) pointer: String,
}

impl Misfit {
    fn inside(mut self, token: &str) -> Self {
        self.pointer.insert_str(0, &format!("/{}", escaped(token)));
        self
    }
}

impl Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Misfit {}

impl serde::de::Error for Misfit {
    fn custom<T: Display>(message: T) -> Self {
        Self {
            message: message.to_string(),
            pointer: String::new(),
        }
    }
}

impl Json {
    /// Deserializes a type.
    pub(crate) fn into_type<T: DeserializeOwned>(self) -> Result<T, Misfit> {
        T::deserialize(Tree(self))
    }
}

struct Tree(Json);

impl<'de> Deserializer<'de> for Tree {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Json::Null => visitor.visit_unit(),
            Json::Bool(value) => visitor.visit_bool(value),
            Json::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(value), ..) => visitor.visit_u64(value),
                (_, Some(value), _) => visitor.visit_i64(value),
                (.., Some(value)) => visitor.visit_f64(value),
                _ => Err(Misfit::custom(format_args!("the number {number} is not supported"))),
            },
            Json::Text(text) => visitor.visit_string(text),
            Json::List(items) => visitor.visit_seq(Items {
                items: items.into_iter(),
                index: 0,
            }),
            Json::Object(entries) => visitor.visit_map(Entries::new(entries)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Json::Null => visitor.visit_none(),
            json => visitor.visit_some(Tree(json)),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.0 {
            Json::Text(text) => visitor.visit_enum(StringDeserializer::new(text)),
            Json::Object(entries) => visitor.visit_enum(MapAccessDeserializer::new(Entries::new(entries))),
            other => Err(Misfit::invalid_type(Unexpected::Other(other.kind()), &"a string")),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// The items of a list that have not been read.
struct Items {
    items: vec::IntoIter<Json>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let result = seed.deserialize(Tree(item));
        let result = result.map_err(|misfit| misfit.inside(&self.index.to_string()));
        self.index += 1;
        result.map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The entries of an object that have not been read.
struct Entries {
    entries: vec::IntoIter<(String, Json)>,
    /// The entry whose key has been read.
    open: (String, Json),
}

impl Entries {
    fn new(entries: Vec<(String, Json)>) -> Self {
        Self {
            entries: entries.into_iter(),
            open: (String::new(), Json::Null),
        }
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some(entry) = self.entries.next() else {
            return Ok(None);
        };
        self.open = entry;
        // The key stays here for the place of a misfit. Most types only compare a key, and few types keep it.
        seed.deserialize(self.open.0.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let (key, value) = std::mem::take(&mut self.open);
        seed.deserialize(Tree(value)).map_err(|misfit| misfit.inside(&key))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}
