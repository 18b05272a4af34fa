//! Types as callers write them. Fragments number their models differently, so names are compared.

use genesys_cloud_codegen::document::ir::{Api, Field, Output, Type};

pub(super) fn ty(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => scalar.describe().rust.to_owned(),
        Type::List(item) => format!("Vec<{}>", self::ty(api, item)),
        Type::Map(value) => format!("BTreeMap<String, {}>", self::ty(api, value)),
        Type::Nullable(inner) => format!("Option<{}>", self::ty(api, inner)),
        Type::Model(index) | Type::Enum(index) => format!("models::{}", api.items[*index].ident()),
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

/// Returns the model or the enum in a result.
pub(super) fn result_item(output: &Output) -> Option<usize> {
    match output {
        Output::Json(ty, _) => ty.item(),
        Output::Nothing | Output::Text(_) => None,
    }
}
