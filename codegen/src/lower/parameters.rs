//! Parameters: path, query and header.

mod path;
mod place;

use std::collections::BTreeSet;

use super::Lower;
use super::constraints::described;
use super::owner::Owner;
use crate::ir;
use crate::ir::{Place, Type};
use crate::names::Scope;
use crate::openapi::{OperationRef, Parameter};
use crate::problem::quoted;
use crate::shared::HEADERS_WITH_A_METHOD;

/// A parameter as the document describes it, with its place there.
pub(super) type Described<'a> = (Parameter<'a>, String);

impl<'a> Lower<'a> {
    /// Returns the parameters that are `described`. The path parameters come first, in the order of the path.
    pub(super) fn parameters(
        &mut self,
        source: &OperationRef<'a>,
        path: &str,
        described: &[Described<'a>],
        owner: &Owner,
    ) -> Vec<ir::Parameter> {
        let in_path = self.path_names(path, source.path_at());
        let names = described.iter().map(|(one, at)| (one.name(), format!("{at}/name")));
        let idents = self.identifiers(names, Scope::Parameter);
        let mut parameters = Vec::new();
        for ((parameter, at), ident) in described.iter().zip(idents) {
            if parameter.location() == "path" && !in_path.contains(&parameter.name()) {
                let problem = format!("the path has no {{{}}}", parameter.name());
                self.problem(at, problem, "correct the name, or remove the parameter");
            }
            parameters.extend(self.parameter(*parameter, ident, owner, at));
        }
        for name in &in_path {
            if !described
                .iter()
                .any(|(one, _)| (one.location(), one.name()) == ("path", *name))
            {
                let problem = format!("the path has {{{name}}}, and no parameter describes it");
                self.problem(
                    &source.at,
                    problem,
                    "add a parameter of that name with `\"in\": \"path\"`",
                );
            }
        }
        let rank = |parameter: &ir::Parameter| match parameter.place {
            Place::Path => in_path
                .iter()
                .position(|name| *name == parameter.name)
                .unwrap_or_default(),
            _ => in_path.len(),
        };
        parameters.sort_by_key(rank);
        parameters
    }

    /// Returns the parameters of the path and of the operation, with their places. If both describe the same parameter, the operation
    /// counts.
    pub(super) fn described_parameters(&mut self, source: &OperationRef<'a>) -> Vec<Described<'a>> {
        let mut all: Vec<Described<'a>> = Vec::new();
        for (list, at) in [
            (&source.item.parameters, source.path_at()),
            (&source.operation.parameters, source.at.as_str()),
        ] {
            let mut own = Vec::new();
            let mut keys = BTreeSet::new();
            for (index, parameter) in list.iter().enumerate() {
                let at = format!("{at}/parameters/{index}");
                let Some(parameter) = self.resolved(parameter, &self.document.parameters, &at) else {
                    continue;
                };
                let parameter = Parameter(parameter);
                if keys.insert(parameter.key()) {
                    own.push((parameter, at));
                } else {
                    let problem = format!("the parameter {} is described twice", quoted(parameter.name()));
                    self.problem(&at, problem, "remove one of them");
                }
            }
            all.retain(|(known, _)| !keys.contains(&known.key()));
            all.append(&mut own);
        }
        all
    }

    fn parameter(&mut self, parameter: Parameter<'a>, ident: String, owner: &Owner, at: &str) -> Option<ir::Parameter> {
        let name = parameter.name();
        if parameter.location() == "header" && is_ignored(name) {
            return None;
        }
        let schema = parameter.schema()?;
        let schema_at = format!("{at}/schema");
        let ty = self.ty(schema, &owner.inside(name), &schema_at)?;
        let place = self.place(parameter, &ty, at)?;
        if let Some(problem) = unsendable(&ty, &place) {
            self.problem(
                &schema_at,
                problem,
                "use a boolean, a number or a string, or an array of them in the query",
            );
            return None;
        }
        let (description, mut constraints) = described(&[schema]);
        let data = parameter.data();
        constraints.deprecated |= data.deprecated.unwrap_or_default();
        Some(ir::Parameter {
            name: name.to_owned(),
            ident,
            place,
            required: data.required,
            ty,
            description: data.description.clone().or(description),
            constraints,
        })
    }
}

/// Returns whether OpenAPI says to ignore a header parameter of this name, because a client sets the header itself.
fn is_ignored(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "authorization" || HEADERS_WITH_A_METHOD.contains(&name.as_str())
}

/// Returns why a parameter cannot carry a value of this type.
fn unsendable(ty: &Type, place: &Place) -> Option<&'static str> {
    match (ty, place) {
        (Type::List(item), Place::QueryList(_)) if item.is_parameter() => None,
        (Type::List(_), Place::QueryList(_)) => Some("an array in the query cannot contain objects or arrays"),
        (Type::List(_), _) => Some("an array is only supported in the query"),
        (ty, _) if ty.is_parameter() => None,
        _ => Some("a parameter cannot be an object"),
    }
}
