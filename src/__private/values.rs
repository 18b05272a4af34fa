//! The macro for the models of enums.
//!
//! A large fragment has thousands of enums, so each function here is one call, by its path: rustc need not search for a method.

/// Implements `OpenEnum`, `Clone`, comparison, conversions and the traits of serde for an enum, from the table of its values:
/// `values!(Name { Variant: "value on the wire", })`. All other values are in a variant `Unknown(String)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __genesys_cloud_values {
    ($name:ident { $($variant:ident: $wire:literal,)* }) => {
        impl $crate::__private::OpenEnum for $name {
            const VALUES: &'static [$crate::__private::Known<Self>] = &[$($crate::__private::Known {
                value: Self::$variant,
                name: stringify!($variant),
                wire: $wire,
            },)*];
        }

        impl ::std::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant => Self::$variant,)*
                    Self::Unknown(value) => Self::Unknown(::std::clone::Clone::clone(value)),
                }
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::__private::format_enum(self, f)
            }
        }

        impl $name {
            /// Returns the value as it is written on the wire.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Unknown(value) => value,
                    known => $crate::__private::OpenEnum::spelling(known),
                }
            }
        }

        /// Compares the spelling on the wire: an `Unknown` that holds a known value equals that value.
        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                ::std::cmp::PartialEq::eq(Self::as_str(self), Self::as_str(other))
            }
        }

        impl Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(Self::as_str(self), state);
            }
        }

        impl From<String> for $name {
            #[inline]
            fn from(value: String) -> Self {
                $crate::__private::enum_from(value, Self::Unknown)
            }
        }

        impl From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                $crate::__private::enum_from(value, Self::Unknown)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(Self::as_str(self), f)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::__private::read_enum(deserializer)
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::__private::serde::Serialize::serialize(Self::as_str(self), serializer)
            }
        }
    };
}
