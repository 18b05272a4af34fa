//! Values of path, query and header parameters.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::OpenEnum;

/// The value of a parameter: a string, an integer, an `f64`, a `bool`, a [`Timestamp`], a [`Date`], or a generated enum.
///
/// This trait is sealed: other crates cannot implement it.
///
/// ```
/// use genesys_cloud::jiff::civil::date;
/// use genesys_cloud::models::IdleTokenTimeoutInactivityTimeoutUnit as Unit;
/// use genesys_cloud::{Client, Method, ParameterValue, Request};
///
/// // A function that accepts whatever `Request` accepts.
/// fn user<'a>(client: &'a Client, id: impl ParameterValue) -> Request<'a> {
///     client.request(Method::GET, "/api/v2/users/{userId}").path("userId", id)
/// }
///
/// # fn requests(client: &Client) {
/// user(client, "7f0c").query("since", date(2026, 2, 3)).query("unit", Unit::Minutes).query("active", true);
/// # }
/// ```
pub trait ParameterValue: ToText {}

/// The value of an optional parameter: a [`ParameterValue`], or an `Option` of one. `None` adds nothing to the request.
///
/// This trait is sealed: other crates cannot implement it.
///
/// ```
/// use genesys_cloud::{Client, Method, OptionalValue, Request};
///
/// fn search<'a>(client: &'a Client, page_size: impl OptionalValue) -> Request<'a> {
///     client.request(Method::GET, "/api/v2/users").query("pageSize", page_size)
/// }
///
/// # fn requests(client: &Client) {
/// search(client, 100);
/// search(client, None::<u32>);
/// # }
/// ```
pub trait OptionalValue {
    /// Returns the text that is sent, before percent-encoding.
    #[doc(hidden)]
    fn text(&self) -> Option<Cow<'_, str>>;
}

/// The private part of [`ParameterValue`], which seals it.
pub trait ToText {
    /// Returns the text that is sent, before percent-encoding.
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

// An implementation for every `&T` would conflict with the enums of other crates.
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

/// Implements `ToText` for types whose `Display` is the text that is sent.
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
