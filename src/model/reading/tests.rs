//! The settings of a reading end with it.

use std::panic;

use super::{Keeping, keeping, reading, reserve};

const TEXTS: Keeping = Keeping::Texts { replaced: false };

#[test]
fn unknown_fields_are_kept_as_values_outside_of_a_response() {
    assert_eq!(keeping(), Keeping::Values);
    assert!(reserve(usize::MAX));
}

#[test]
fn a_reading_within_another_ends_with_the_settings_of_the_other() {
    let seen = reading(TEXTS, || {
        let inner = reading(Keeping::Nothing, || Ok::<_, ()>(keeping()));
        Ok::<_, ()>((inner, keeping()))
    });
    assert_eq!(seen, Ok((Ok(Keeping::Nothing), TEXTS)));
    assert_eq!(keeping(), Keeping::Values);
}

#[test]
fn a_reading_ends_with_an_error_or_a_panic() {
    assert_eq!(reading(TEXTS, || Err::<(), _>("error")), Err("error"));
    assert_eq!(keeping(), Keeping::Values);
    let panicked = panic::catch_unwind(|| {
        reading(TEXTS, || -> Result<(), ()> {
            panic!("in a Deserialize of the program")
        })
    });
    assert!(panicked.is_err());
    assert_eq!(keeping(), Keeping::Values);
}
