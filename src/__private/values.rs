//! The macro for the models of enums.

/// Implements `OpenEnum`, comparison, conversions and the traits of serde for an enum, from the table of its values:
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

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::__private::format_enum(self, f)
            }
        }

        impl $name {
            /// Returns the value as it is written on the wire.
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
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl From<String> for $name {
            fn from(value: String) -> Self {
                <Self as $crate::__private::OpenEnum>::known(&value)
                    .cloned()
                    .unwrap_or(Self::Unknown(value))
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                Self::from(value.to_owned())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::__private::read_enum(deserializer)
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
