//! Items that generated code needs in addition to the public interface. These items are not stable: generated code and client are
//! released together, and the macro `format!` rejects code of another version.

mod fields;
mod page;
mod values;

pub use crate::model::{
    Field, FieldVisitor, Known, Model, OpenEnum, enum_from, format_enum, format_model, read, read_enum, read_field,
    unknown_field, write,
};
pub use crate::paging::PageModel;
pub use crate::request::ToText;
pub use crate::{
    __genesys_cloud_fields as fields, __genesys_cloud_format as format, __genesys_cloud_page as page,
    __genesys_cloud_values as values,
};
pub use serde;

/// A supertrait of the `Apis` traits of generated code, which no other crate can implement for a type of its own.
pub trait Sealed {}

impl Sealed for crate::Client {}

/// Compares the format of generated code with the format of this client.
#[doc(hidden)]
#[macro_export]
macro_rules! __genesys_cloud_format {
    (1) => {};
    ($other:literal) => {
        ::core::compile_error!(::core::concat!(
            "this code has format ",
            $other,
            " of genesys-cloud-codegen, and this genesys-cloud needs format 1: use the same version of both crates, for example with ",
            "`cargo update -p genesys-cloud -p genesys-cloud-codegen`",
        ));
    };
}
