//! The macro for the models of structs.
//!
//! Nothing is derived: derived implementations of `Clone`, `Default`, `PartialEq` and `Debug` need a few percent more of rustc's
//! memory for a large fragment. See `emit` of the generator for `#[inline]`.

/// Implements `Model`, `Clone`, `Default`, `PartialEq`, `Debug` and the traits of serde for a struct, from the table of its fields:
/// `fields!(Name { field: "nameOnTheWire", })`, with `..additional_properties` at the end if it keeps unknown fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __genesys_cloud_fields {
    ($name:ident { $($field:ident: $wire:literal,)* $(..$unknown:ident)? }) => {
        impl $crate::__private::Model for $name {
            fn read<'de, A: $crate::__private::serde::de::MapAccess<'de>>(
                &mut self,
                field: &str,
                map: &mut A,
            ) -> Result<$crate::__private::Field, A::Error> {
                match field {
                    $($wire => $crate::__private::read_field(&mut self.$field, map),)*
                    _ => $crate::__private::unknown_field(map),
                }
            }

            $(#[inline]
            fn unknown_fields(&mut self) -> Option<&mut ::std::collections::BTreeMap<String, $crate::serde_json::Value>> {
                Some(&mut self.$unknown)
            })?

            fn visit<V: $crate::__private::FieldVisitor>(&self, visitor: &mut V) {
                $(visitor.field(stringify!($field), $wire, &self.$field);)*
                $(visitor.unknown(stringify!($unknown), &self.$unknown);)?
            }
        }

        impl ::std::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                Self {
                    $($field: ::std::clone::Clone::clone(&self.$field),)*
                    $($unknown: ::std::clone::Clone::clone(&self.$unknown),)?
                }
            }
        }

        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self {
                    $($field: None,)*
                    $($unknown: ::std::collections::BTreeMap::new(),)?
                }
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                true $(&& self.$field == other.$field)* $(&& self.$unknown == other.$unknown)?
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::__private::format_model(stringify!($name), self, f)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::__private::read(stringify!($name), deserializer)
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::__private::write(self, serializer)
            }
        }
    };
}
