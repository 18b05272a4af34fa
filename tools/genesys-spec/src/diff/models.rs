//! Structs and enums. Both are `non_exhaustive`, and every field is an `Option`, so new fields and values are additive.

use genesys_cloud_codegen::document::ir::{Api, Enum, Field, Item, Model};

use super::change::{Changes, Kind};
use super::pairs::{Pairs, pairs};
use super::{docs, types};

pub(super) fn compare(old: &Api, new: &Api, changes: &mut Changes) {
    let items = |api| -> Vec<&Item> { in_order(api).collect() };
    let (old_items, new_items) = (items(old), items(new));
    let Pairs { both, removed, added } = pairs(old_items.iter().copied(), new_items.iter().copied(), |item| {
        item.ident().to_owned()
    });
    for item in removed {
        changes.add(Kind::Breaking, &path(item), format!("{} removed", kind(item)));
    }
    for (was, is) in both {
        match (was, is) {
            (Item::Model(was), Item::Model(is)) => Models { old, new, was, is }.compare(changes),
            (Item::Enum(was), Item::Enum(is)) => enumeration(was, is, changes),
            _ => changes.add(Kind::Breaking, &path(is), format!("{} became {}", kind(was), kind(is))),
        }
    }
    for item in added {
        changes.add(Kind::Additive, &path(item), format!("{} added", kind(item)));
    }
}

fn in_order(api: &Api) -> impl Iterator<Item = &Item> {
    api.order.iter().filter_map(|index| api.items.get(*index))
}

fn path(item: &Item) -> String {
    format!("models::{}", item.ident())
}

fn kind(item: &Item) -> &'static str {
    match item {
        Item::Model(_) => "struct",
        Item::Enum(_) => "enum",
    }
}

/// A struct before and after the change.
struct Models<'a> {
    old: &'a Api,
    new: &'a Api,
    was: &'a Model,
    is: &'a Model,
}

impl Models<'_> {
    fn compare(&self, changes: &mut Changes) {
        let path = format!("models::{}", self.is.ident);
        match (self.was.sent, self.is.sent) {
            (true, false) => changes.add(
                Kind::Breaking,
                &path,
                "requests no longer send it: its `with_` setters were removed",
            ),
            (false, true) => changes.add(Kind::Additive, &path, "requests now send it: it has `with_` setters"),
            _ => {}
        }
        match (self.was.keeps_unknown, self.is.keeps_unknown) {
            (true, false) => changes.add(Kind::Breaking, &path, "the field `additional_properties` was removed"),
            (false, true) => changes.add(Kind::Additive, &path, "the field `additional_properties` was added"),
            _ => {}
        }
        deprecation(self.was.deprecated, self.is.deprecated, &path, changes);
        docs::note(
            changes,
            &path,
            [("description", self.was.description != self.is.description)],
        );

        let name = |field: &Field| field.ident.clone();
        let Pairs { both, removed, added } = pairs(self.was.fields.iter(), self.is.fields.iter(), name);
        for field in removed {
            changes.add(Kind::Breaking, &format!("{path}.{}", field.ident), "field removed");
        }
        for (was, is) in both {
            self.field(was, is, &format!("{path}.{}", is.ident), changes);
        }
        for field in added {
            let ty = types::field(self.new, field);
            changes.add(
                Kind::Additive,
                &format!("{path}.{}", field.ident),
                format!("field added, `{ty}`"),
            );
        }
    }

    fn field(&self, was: &Field, is: &Field, path: &str, changes: &mut Changes) {
        let (old, new) = (types::field(self.old, was), types::field(self.new, is));
        if old != new {
            changes.add(Kind::Breaking, path, format!("type is `{new}`, previously `{old}`"));
        }
        if was.name != is.name {
            let what = format!("is `{}` in JSON, previously `{}`", is.name, was.name);
            // A caller compiles, but reads and writes something else.
            changes.add(Kind::Breaking, path, what);
        }
        docs::constraints(
            changes,
            path,
            (&was.description, &was.constraints),
            (&is.description, &is.constraints),
        );
    }
}

fn enumeration(was: &Enum, is: &Enum, changes: &mut Changes) {
    let path = format!("models::{}", is.ident);
    deprecation(was.deprecated, is.deprecated, &path, changes);
    docs::note(changes, &path, [("description", was.description != is.description)]);
    let Pairs { both, removed, added } =
        pairs(was.variants.iter(), is.variants.iter(), |variant| variant.ident.clone());
    for variant in removed {
        changes.add(Kind::Breaking, &format!("{path}::{}", variant.ident), "value removed");
    }
    for (was, is) in both {
        if was.value != is.value {
            // A caller compiles, but reads and writes something else.
            let what = format!("value is `{}`, previously `{}`", is.value, was.value);
            changes.add(Kind::Breaking, &format!("{path}::{}", is.ident), what);
        }
    }
    for variant in added {
        let what = format!("value added, `{}`", variant.value);
        changes.add(Kind::Additive, &format!("{path}::{}", variant.ident), what);
    }
}

/// Reports the deprecation of a model, which only its documentation mentions.
fn deprecation(was: bool, is: bool, path: &str, changes: &mut Changes) {
    if was != is {
        let what = if is {
            "is now deprecated"
        } else {
            "is no longer deprecated"
        };
        changes.add(Kind::Documentation, path, what);
    }
}
