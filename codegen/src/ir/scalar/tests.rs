use super::Scalar;
use crate::ir::Type;

const ALL: [Scalar; 9] = [
    Scalar::Bool,
    Scalar::I32,
    Scalar::I64,
    Scalar::U64,
    Scalar::F64,
    Scalar::String,
    Scalar::Timestamp,
    Scalar::Date,
    Scalar::Json,
];

/// Repeats the table on purpose: a new scalar has to be added here and above.
fn is_parameter(scalar: Scalar) -> bool {
    match scalar {
        Scalar::Bool
        | Scalar::I32
        | Scalar::I64
        | Scalar::U64
        | Scalar::F64
        | Scalar::String
        | Scalar::Timestamp
        | Scalar::Date => true,
        Scalar::Json => false,
    }
}

#[test]
fn every_scalar_but_json_is_a_parameter() {
    for scalar in ALL {
        assert_eq!(scalar.describe().is_parameter, is_parameter(scalar), "{scalar:?}");
        assert_eq!(Type::Scalar(scalar).is_parameter(), is_parameter(scalar), "{scalar:?}");
        let list = Type::List(Box::new(Type::Scalar(scalar)));
        assert!(!list.is_parameter(), "{scalar:?}");
    }
}

#[test]
fn what_is_imported_is_what_the_code_names() {
    for scalar in ALL {
        let about = scalar.describe();
        if let Some(path) = about.import {
            assert_eq!(path.rsplit("::").next(), Some(about.rust), "{scalar:?}");
        }
    }
}

#[test]
fn formats_without_a_type_are_strings() {
    assert_eq!(Scalar::for_text("date-time"), Scalar::Timestamp);
    assert_eq!(Scalar::for_text("date"), Scalar::Date);
    for format in ["", "uri", "interval", "local-date-time", "Date"] {
        assert_eq!(Scalar::for_text(format), Scalar::String, "{format}");
    }
}
