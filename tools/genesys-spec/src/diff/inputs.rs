//! Parameters and bodies: the required ones are arguments, the others setters.

use genesys_cloud_codegen::document::ir::{Api, Body, Constraints, Operation, Parameter, Place};

use super::change::{Changes, Kind, Reach};
use super::{docs, types};

/// A parameter or the body.
pub(super) struct Input<'a> {
    ident: &'a str,
    required: bool,
    ty: String,
    /// The model or the enum in the type.
    item: Option<usize>,
    source: Source<'a>,
}

#[derive(Clone, Copy)]
enum Source<'a> {
    Parameter(&'a Parameter),
    Body(&'a Body),
}

impl<'a> Input<'a> {
    /// Returns the inputs of an operation in the order of the arguments.
    pub(super) fn all(api: &Api, operation: &'a Operation) -> Vec<Self> {
        let parameters = operation.parameters.iter().map(|parameter| Input {
            ident: &parameter.ident,
            required: parameter.required,
            ty: types::ty(api, &parameter.ty),
            item: parameter.ty.item(),
            source: Source::Parameter(parameter),
        });
        let body = operation.body.iter().map(|body| Input {
            ident: "body",
            required: body.required,
            ty: types::ty(api, &body.ty),
            item: body.ty.item(),
            source: Source::Body(body),
        });
        parameters.chain(body).collect()
    }

    /// Returns the items that the input uses, and the items that a request sends in its body.
    fn reached(&self) -> (Vec<usize>, Vec<usize>) {
        let used: Vec<usize> = self.item.into_iter().collect();
        let sent = match self.source {
            Source::Body(_) => used.clone(),
            Source::Parameter(_) => Vec::new(),
        };
        (used, sent)
    }
}

/// Compares the inputs of an operation. With the same places in the path, its parameters are the same, whatever their names are.
pub(super) fn compare(old: &[Input<'_>], new: &[Input<'_>], has_same_places: bool, path: &str, changes: &mut Changes) {
    let partners = partners(old, new, has_same_places);
    for (old, partner) in old.iter().zip(&partners) {
        let Some(new) = partner.and_then(|index| new.get(index)) else {
            removed(old, path, changes);
            continue;
        };
        let path = format!("{path}.{}", new.ident);
        if old.ident != new.ident {
            let what = format!("argument is called `{}`, previously `{}`", new.ident, old.ident);
            changes.add(Kind::Documentation, &path, what);
        }
        input(old, new, &path, changes);
    }
    for (index, new) in new.iter().enumerate() {
        if !partners.contains(&Some(index)) {
            added(new, path, changes);
        }
    }
    order(old, new, &partners, path, changes);
}

/// Returns for each old input the index of the new one that is the same for a caller: for a path parameter the one in its place, for
/// others the one with the same name. An argument may have another name, in the same place and with the same type, since callers do
/// not write names of arguments.
fn partners(old: &[Input<'_>], new: &[Input<'_>], has_same_places: bool) -> Vec<Option<usize>> {
    let mut partners: Vec<Option<usize>> = vec![None; old.len()];
    if has_same_places {
        for (place, partner) in places(old, is_in_path).into_iter().zip(places(new, is_in_path)) {
            partners[place] = Some(partner);
        }
    }
    for (place, input) in old.iter().enumerate() {
        if partners[place].is_none() {
            let named = new.iter().position(|new| new.ident == input.ident);
            partners[place] = named.filter(|index| !partners.contains(&Some(*index)));
        }
    }
    let (old_arguments, new_arguments) = (places(old, |input| input.required), places(new, |input| input.required));
    if old_arguments.len() == new_arguments.len() {
        for (place, partner) in old_arguments.into_iter().zip(new_arguments) {
            let is_free = partners[place].is_none() && !partners.contains(&Some(partner));
            if is_free && old[place].ty == new[partner].ty {
                partners[place] = Some(partner);
            }
        }
    }
    partners
}

fn is_in_path(input: &Input<'_>) -> bool {
    matches!(input.source, Source::Parameter(parameter) if parameter.place == Place::Path)
}

/// Returns the indices of some inputs.
fn places(inputs: &[Input<'_>], is_chosen: impl Fn(&Input<'_>) -> bool) -> Vec<usize> {
    let places = inputs.iter().enumerate().filter(|(_, input)| is_chosen(input));
    places.map(|(place, _)| place).collect()
}

fn removed(input: &Input<'_>, path: &str, changes: &mut Changes) {
    let what = if input.required {
        "argument removed"
    } else {
        "optional parameter removed"
    };
    let (old, old_sent) = input.reached();
    let reach = Reach {
        old,
        old_sent,
        ..Reach::default()
    };
    changes.add_reaching(Kind::Breaking, &format!("{path}.{}", input.ident), what, reach);
}

fn added(input: &Input<'_>, path: &str, changes: &mut Changes) {
    let (kind, what) = if input.required {
        (Kind::Breaking, "required parameter added")
    } else {
        (Kind::Additive, "optional parameter added")
    };
    let (new, new_sent) = input.reached();
    let reach = Reach {
        new,
        new_sent,
        ..Reach::default()
    };
    let path = format!("{path}.{}", input.ident);
    changes.add_reaching(kind, &path, format!("{what}, `{}`", input.ty), reach);
}

/// Reports arguments that change places: if their types are the same, the compiler does not notice.
fn order(old: &[Input<'_>], new: &[Input<'_>], partners: &[Option<usize>], path: &str, changes: &mut Changes) {
    let argument =
        |(old, partner): (&Input<'_>, &Option<usize>)| partner.filter(|index| old.required && new[*index].required);
    let before: Vec<usize> = old.iter().zip(partners).filter_map(argument).collect();
    if before.is_sorted() {
        return;
    }
    let names = |indices: &[usize]| {
        let names: Vec<&str> = indices.iter().map(|index| new[*index].ident).collect();
        names.join(", ")
    };
    let mut after = before.clone();
    after.sort_unstable();
    let what = format!(
        "arguments are in the order {}, previously {}",
        names(&after),
        names(&before)
    );
    changes.add(Kind::Breaking, path, what);
}

fn input(old: &Input<'_>, new: &Input<'_>, path: &str, changes: &mut Changes) {
    match (old.required, new.required) {
        (false, true) => changes.add(Kind::Breaking, path, "is now required: a setter became an argument"),
        (true, false) => changes.add(Kind::Breaking, path, "is now optional: an argument became a setter"),
        _ => {}
    }
    if old.ty != new.ty {
        let (old_reached, old_sent) = old.reached();
        let (new_reached, new_sent) = new.reached();
        let reach = Reach {
            old: old_reached,
            new: new_reached,
            old_sent,
            new_sent,
        };
        let what = format!("type is `{}`, previously `{}`", new.ty, old.ty);
        changes.add_reaching(Kind::Breaking, path, what, reach);
    }
    match (old.source, new.source) {
        (Source::Parameter(old), Source::Parameter(new)) => parameter(old, new, path, changes),
        (Source::Body(old), Source::Body(new)) => body(old, new, path, changes),
        _ => changes.add(Kind::Breaking, path, "is sent in another place"),
    }
}

fn body(old: &Body, new: &Body, path: &str, changes: &mut Changes) {
    if old.media_type != new.media_type {
        let what = format!("is sent as {}, previously as {}", new.media_type, old.media_type);
        changes.add(Kind::Breaking, path, what);
    }
    docs::note(changes, path, &[("description", old.description != new.description)]);
}

fn parameter(old: &Parameter, new: &Parameter, path: &str, changes: &mut Changes) {
    if old.place != new.place {
        changes.add(Kind::Breaking, path, "is sent in another place, or in another style");
    }
    // The name of a path parameter is never sent.
    let is_path = matches!((&old.place, &new.place), (Place::Path, Place::Path));
    if old.name != new.name && !is_path {
        // RFC 9110, 5.1: the case of a header's name has no meaning.
        let is_header = matches!((&old.place, &new.place), (Place::Header, Place::Header));
        let is_same = is_header && old.name.eq_ignore_ascii_case(&new.name);
        let kind = if is_same { Kind::Documentation } else { Kind::Breaking };
        let what = format!("is sent as `{}`, previously as `{}`", new.name, old.name);
        changes.add(kind, path, what);
    }
    // `input` has already reported a change of `required`.
    let constraints = |parameter: &Parameter| Constraints {
        required: false,
        ..parameter.constraints.clone()
    };
    docs::constraints(
        changes,
        path,
        (&old.description, &constraints(old)),
        (&new.description, &constraints(new)),
    );
}
