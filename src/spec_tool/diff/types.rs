//! Types as callers write them: two fragments number their models differently, so names are what is compared.

use crate::codegen::ir::{Api, Field, Output, Type};

pub(super) fn ty(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Timestamp => "Timestamp".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::Json => "Value".to_owned(),
        Type::List(item) => format!("Vec<{}>", self::ty(api, item)),
        Type::Map(value) => format!("BTreeMap<String, {}>", self::ty(api, value)),
        Type::Nullable(inner) => format!("Option<{}>", self::ty(api, inner)),
        Type::Model(index) | Type::Enum(index) => {
            let name = api.items.get(*index).map_or("?", |item| item.name());
            format!("models::{name}")
        }
    }
}

pub(super) fn field(api: &Api, field: &Field) -> String {
    let ty = ty(api, &field.ty);
    if field.boxed {
        format!("Option<Box<{ty}>>")
    } else {
        format!("Option<{ty}>")
    }
}

pub(super) fn output(api: &Api, output: &Output) -> String {
    match output {
        Output::Nothing => "()".to_owned(),
        Output::Json(ty, _) => self::ty(api, ty),
        Output::Text(_) => "String".to_owned(),
    }
}
