//! Structs and enums. Every field is an `Option`, and every enum has a variant for unknown values, so new fields and values are
//! additive for code that builds models with `..` and matches enums with `_`. Other code does not compile: `#[non_exhaustive]` has no
//! effect in the crate that includes the generated code.

use genesys_cloud_codegen::document::ir::{Api, Enum, Field, Item, Model, Type};

use super::change::{Changes, Kind, Reach};
use super::follow::Followers;
use super::pairs::{Pairs, pairs};
use super::{docs, types};

/// Compares the items, and adds to each change so far the changes of items that follow from it.
pub(super) fn compare(old: &Api, new: &Api, changes: &mut Changes) {
    let (old_items, new_items) = (in_order(old), in_order(new));
    let Pairs { both, removed, added } = pairs(old_items.iter(), new_items.iter(), |(_, item)| item.ident().to_owned());
    let mut followers = Followers::new(old, new);
    for (index, item) in removed {
        followers.removed.add(*index, format!("{} removed", kind(item)));
    }
    for (index, item) in added {
        followers.added.add(*index, format!("{} added", kind(item)));
    }
    for ((old_index, old_item), (new_index, new_item)) in both {
        match (old_item, new_item) {
            (Item::Model(old_model), Item::Model(new_model)) => {
                let setters = setters(old_model, new_model);
                match (old_model.sent, new_model.sent) {
                    (true, false) => {
                        let what = format!("requests no longer send it: its {setters} were removed");
                        followers.unsent.add(*old_index, what);
                    }
                    (false, true) => {
                        let what = format!("requests now send it: it has {setters}");
                        followers.sent.add(*new_index, what);
                    }
                    _ => {}
                }
                let models = Models {
                    old,
                    new,
                    old_model,
                    new_model,
                };
                models.compare(changes);
            }
            (Item::Enum(old_enum), Item::Enum(new_enum)) => enumeration(old_enum, new_enum, changes),
            _ => {
                let what = format!("{} became {}", kind(old_item), kind(new_item));
                changes.add(Kind::Breaking, &path(new_item), what);
            }
        }
    }
    followers.assign(changes);
}

/// Returns the items of a client in the order of the document, with their indices.
fn in_order(api: &Api) -> Vec<(usize, &Item)> {
    let items = api
        .order
        .iter()
        .filter_map(|index| Some((*index, api.items.get(*index)?)));
    items.collect()
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

/// Returns what only a model of requests has, if one of the two is such a model.
fn setters(old: &Model, new: &Model) -> &'static str {
    if old.keeps_unknown == new.keeps_unknown {
        "`with_` setters"
    } else {
        "`with_` setters and the field `additional_properties`"
    }
}

/// A struct before and after the change.
struct Models<'a> {
    old: &'a Api,
    new: &'a Api,
    old_model: &'a Model,
    new_model: &'a Model,
}

impl Models<'_> {
    fn compare(&self, changes: &mut Changes) {
        let (old, new) = (self.old_model, self.new_model);
        let path = format!("models::{}", new.ident);
        if old.sent == new.sent {
            match (old.keeps_unknown, new.keeps_unknown) {
                (true, false) => changes.add(Kind::Breaking, &path, "the field `additional_properties` was removed"),
                (false, true) => {
                    changes.new_fields += 1;
                    changes.add(Kind::Additive, &path, "the field `additional_properties` was added");
                }
                _ => {}
            }
        }
        deprecation(old.deprecated, new.deprecated, &path, changes);
        docs::note(changes, &path, &[("description", old.description != new.description)]);

        let Pairs { both, removed, added } = pairs(old.fields.iter(), new.fields.iter(), |field| field.ident.clone());
        for field in removed {
            let reach = Reach {
                old: reached(&field.ty),
                old_sent: sent(old, &field.ty),
                ..Reach::default()
            };
            changes.add_reaching(
                Kind::Breaking,
                &format!("{path}.{}", field.ident),
                "field removed",
                reach,
            );
        }
        for (old, new) in both {
            self.field(old, new, &format!("{path}.{}", new.ident), changes);
        }
        for field in added {
            self.added(field, &format!("{path}.{}", field.ident), changes);
        }
    }

    fn added(&self, field: &Field, path: &str, changes: &mut Changes) {
        let ty = types::field(self.new, field);
        let mut what = format!("field added, `{ty}`");
        if self.new_model.sent && field.constraints.required {
            what.push_str(", required by the specification: the server may reject requests without it");
        }
        let reach = Reach {
            new: reached(&field.ty),
            new_sent: sent(self.new_model, &field.ty),
            ..Reach::default()
        };
        changes.new_fields += 1;
        changes.add_reaching(Kind::Additive, path, what, reach);
    }

    fn field(&self, old: &Field, new: &Field, path: &str, changes: &mut Changes) {
        let (old_type, new_type) = (types::field(self.old, old), types::field(self.new, new));
        if old_type != new_type {
            let reach = Reach {
                old: reached(&old.ty),
                new: reached(&new.ty),
                old_sent: sent(self.old_model, &old.ty),
                new_sent: sent(self.new_model, &new.ty),
            };
            let what = format!("type is `{new_type}`, previously `{old_type}`");
            changes.add_reaching(Kind::Breaking, path, what, reach);
        }
        if old.name != new.name {
            let what = format!("is `{}` in JSON, previously `{}`", new.name, old.name);
            // A caller compiles, but reads and writes something else.
            changes.add(Kind::Breaking, path, what);
        }
        docs::constraints(
            changes,
            path,
            (&old.description, &old.constraints),
            (&new.description, &new.constraints),
        );
    }
}

/// Returns the items of a type that a request sends with a model.
fn sent(model: &Model, ty: &Type) -> Vec<usize> {
    if model.sent { reached(ty) } else { Vec::new() }
}

fn reached(ty: &Type) -> Vec<usize> {
    ty.item().into_iter().collect()
}

fn enumeration(old: &Enum, new: &Enum, changes: &mut Changes) {
    let path = format!("models::{}", new.ident);
    deprecation(old.deprecated, new.deprecated, &path, changes);
    docs::note(changes, &path, &[("description", old.description != new.description)]);
    let Pairs { both, removed, added } = pairs(old.variants.iter(), new.variants.iter(), |variant| {
        variant.ident.clone()
    });
    for variant in removed {
        changes.add(Kind::Breaking, &format!("{path}::{}", variant.ident), "value removed");
    }
    for (old, new) in both {
        if old.value != new.value {
            // A caller compiles, but reads and writes something else.
            let what = format!("value is `{}`, previously `{}`", new.value, old.value);
            changes.add(Kind::Breaking, &format!("{path}::{}", new.ident), what);
        }
    }
    for variant in added {
        let what = format!("value added, `{}`", variant.value);
        changes.new_values += 1;
        changes.add(Kind::Additive, &format!("{path}::{}", variant.ident), what);
    }
}

/// Reports the deprecation of a model, which only its documentation mentions.
fn deprecation(old: bool, new: bool, path: &str, changes: &mut Changes) {
    if old != new {
        let what = if new {
            "is now deprecated"
        } else {
            "is no longer deprecated"
        };
        changes.add(Kind::Documentation, path, what);
    }
}
