//! Changes as JSON.

use genesys_cloud_codegen::document::Json;

use super::change::{Change, Changes, Consequence, Kind};
use crate::document::{object, text};

pub(super) fn json(changes: &Changes) -> Json {
    let totals = Kind::ALL.map(|kind| (kind.name(), Json::Number(changes.with_kind(kind).count().into())));
    object([
        ("step", text(changes.step().name())),
        ("totals", object(totals)),
        ("changes", Json::List(changes.all.iter().map(change).collect())),
        ("note", changes.note().map_or(Json::Null, text)),
    ])
}

fn change(change: &Change) -> Json {
    object([
        ("kind", text(change.kind.name())),
        ("path", text(&change.path)),
        ("change", text(&change.what)),
        ("with", Json::List(change.with.iter().map(consequence).collect())),
    ])
}

fn consequence(Consequence { path, what, .. }: &Consequence) -> Json {
    object([("path", text(path)), ("change", text(what))])
}
