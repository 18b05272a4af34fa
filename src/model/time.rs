//! Times and dates of a response, also as some services write them: without a zone, without a time, or with spaces around them.
//!
//! A text with exactly one meaning is read. A value that cannot be represented is returned, so that one such field does not cost the
//! whole response.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use jiff::civil::{Date, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

/// A type that is written as a string with a time.
pub(super) trait Written: Sized + 'static {
    /// Parses the text. Returns `None` if it has no meaning, or more than one, or is out of range.
    fn parse(text: &str) -> Option<Self>;
}

impl Written for Timestamp {
    fn parse(text: &str) -> Option<Self> {
        text.parse().ok().or_else(|| timestamp(text.trim()))
    }
}

impl Written for Date {
    fn parse(text: &str) -> Option<Self> {
        text.parse().ok().or_else(|| date(text.trim()))
    }
}

/// Reads the value of `field` from the map if the field is a time. Returns the value if it cannot be represented.
pub(super) fn read_if_time<'de, T: 'static, A: MapAccess<'de>>(
    field: &mut Option<T>,
    map: &mut A,
) -> Option<Result<Option<Value>, A::Error>> {
    // Traits cannot distinguish these types from the other types of fields. The compiler removes the comparison of types.
    let field: &mut dyn Any = field;
    if let Some(field) = field.downcast_mut() {
        return Some(read::<Timestamp, A>(field, map));
    }
    field.downcast_mut().map(|field| read::<Date, A>(field, map))
}

fn read<'de, T: Written, A: MapAccess<'de>>(field: &mut Option<T>, map: &mut A) -> Result<Option<Value>, A::Error> {
    let (value, odd) = match map.next_value()? {
        None => (None, None),
        Some(Parsed::Time(time)) => (Some(time), None),
        Some(Parsed::Odd(value)) => (None, Some(value)),
    };
    *field = value;
    Ok(odd)
}

/// The value of a field with a time.
enum Parsed<T> {
    Time(T),
    /// A value that cannot be represented.
    Odd(Value),
}

impl<'de, T: Written> Deserialize<'de> for Parsed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TimeVisitor(PhantomData))
    }
}

struct TimeVisitor<T>(PhantomData<T>);

impl<T: Written> Visitor<'_> for TimeVisitor<T> {
    type Value = Parsed<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string with a time")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Parsed<T>, E> {
        Ok(T::parse(text).map_or_else(|| Parsed::Odd(text.into()), Parsed::Time))
    }

    // A number may be seconds or milliseconds.
    fn visit_u64<E: Error>(self, number: u64) -> Result<Parsed<T>, E> {
        Ok(Parsed::Odd(number.into()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Parsed<T>, E> {
        Ok(Parsed::Odd(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Parsed<T>, E> {
        Ok(Parsed::Odd(number.into()))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Parsed<T>, E> {
        Ok(Parsed::Odd(value.into()))
    }
}

/// Parses a time without a zone, which is UTC, or without a time of day, which is midnight.
fn timestamp(text: &str) -> Option<Timestamp> {
    let text = with_nine_digits(text);
    let (text, days) = match end_of_day(&text) {
        Some(start) => (Cow::Owned(start), 1),
        None => (text, 0),
    };
    let pieces = Pieces::parse(&*text).ok()?;
    if pieces.time_zone_annotation().is_some() {
        return None;
    }
    let offset = match pieces.offset() {
        Some(_) => pieces.to_numeric_offset()?,
        None => Offset::UTC,
    };
    let time = pieces.date().to_datetime(pieces.time().unwrap_or(Time::midnight()));
    offset.to_timestamp(time.checked_add(days.days()).ok()?).ok()
}

/// Parses a date with a time of day. With a zone, only midnight is a date: another time could be midnight elsewhere.
fn date(text: &str) -> Option<Date> {
    let pieces = Pieces::parse(text).ok()?;
    let is_midnight = pieces.time().is_none_or(|time| time == Time::midnight());
    (is_midnight || pieces.offset().is_none()).then(|| pieces.date())
}

/// Removes the digits of a fraction that a time cannot have.
fn with_nine_digits(text: &str) -> Cow<'_, str> {
    let fraction = text.find(['.', ',']).map_or(text.len(), |point| point + 1);
    let digits = text[fraction..].bytes().take_while(u8::is_ascii_digit).count();
    if digits <= 9 {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}{}", &text[..fraction + 9], &text[fraction + digits..]))
}

/// Returns a time at 24:00, which is the end of a day (ISO 8601), as the start of the same day.
fn end_of_day(text: &str) -> Option<String> {
    let (date, time) = text.split_at_checked("2024-02-03T".len())?;
    let rest = time.strip_prefix("24:00")?;
    let zone = rest.trim_start_matches([':', '0', '.', ',']);
    let is_end = zone.is_empty() || zone.starts_with(['Z', 'z', '+', '-']);
    is_end.then(|| format!("{date}00:00{rest}"))
}

#[cfg(test)]
mod tests;
