//! Values of parameters: what a path, a query or a header can carry.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::OpenEnum;

/// The value of a parameter: a string, an integer, an `f64`, a `bool`, a [`Timestamp`], a [`Date`], or a generated enum.
///
/// Sealed: it is not meant to be implemented by other crates.
pub trait ParameterValue: ToText {}

/// A [`ParameterValue`] that may be missing: the value itself, or an `Option` of it.
///
/// Sealed: it is not meant to be implemented by other crates.
pub trait OptionalValue {
    /// As it is sent, before percent-encoding.
    #[doc(hidden)]
    fn text(&self) -> Option<Cow<'_, str>>;
}

/// Seals [`ParameterValue`], and does its work.
pub trait ToText {
    /// As it is sent, before percent-encoding.
    fn text(&self) -> Cow<'_, str>;
}

impl<T: ToText> ParameterValue for T {}

impl<T: ParameterValue> OptionalValue for T {
    fn text(&self) -> Option<Cow<'_, str>> {
        Some(ToText::text(self))
    }
}

impl<T: ParameterValue> OptionalValue for Option<T> {
    fn text(&self) -> Option<Cow<'_, str>> {
        self.as_ref().map(ToText::text)
    }
}

// Not for all `&T`: that would conflict with the enums of other crates.
impl ToText for &str {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl ToText for String {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl ToText for &String {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl ToText for Cow<'_, str> {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl ToText for &bool {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if **self { "true" } else { "false" })
    }
}

impl ToText for bool {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }
}

impl<T: OpenEnum> ToText for T {
    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

/// Types whose `Display` is what is sent.
macro_rules! displayed {
    ($($name:ty),+ $(,)?) => {$(
        impl ToText for $name {
            fn text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }

        impl ToText for &$name {
            fn text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )+};
}

displayed!(i8, i16, i32, i64, u8, u16, u32, u64, usize, f64, Timestamp, Date);
