//! Parameters: path, query and header.

mod place;

use openapiv3::{OpenAPI, Parameter as Raw, ParameterSchemaOrContent};

use super::constraints::described;
use super::operations::Found;
use super::{Lower, Owner};
use crate::ir::{Parameter, Place, Type};
use crate::names::Scope;
use crate::problem::quoted;
use crate::siblings::is_segment;

/// Header parameters that OpenAPI says to ignore, because the client sets these headers.
const OWN_HEADERS: &[&str] = &["accept", "content-type", "authorization"];

impl<'a> Lower<'a> {
    /// Returns the parameters, those of the path first and in the order of the path.
    pub(super) fn parameters(&mut self, found: &Found<'a>, owner: &Owner) -> Vec<Parameter> {
        let segments = self.segments(found);
        let raw = self.raw_parameters(found);
        let names = raw
            .iter()
            .map(|(raw, at)| (raw.parameter_data_ref().name.as_str(), format!("{at}/name")));
        let idents = self.identifiers(names, Scope::Parameter);
        let mut parameters = Vec::new();
        for ((raw, at), ident) in raw.iter().zip(idents) {
            parameters.extend(self.parameter(found, raw, ident, owner, at));
        }
        for name in &segments {
            if !raw
                .iter()
                .any(|(raw, _)| matches!(raw, Raw::Path { parameter_data, .. } if parameter_data.name == *name))
            {
                let problem = format!("the path has {{{name}}}, and no parameter describes it");
                self.problem(
                    &found.at,
                    problem,
                    "add a parameter of that name with `\"in\": \"path\"`",
                );
            }
        }
        let rank = |parameter: &Parameter| match parameter.place {
            Place::Path(_) => segments
                .iter()
                .position(|name| *name == parameter.name)
                .unwrap_or_default(),
            _ => segments.len(),
        };
        parameters.sort_by_key(rank);
        parameters
    }

    /// Returns the names in braces, and checks the segments of the path.
    fn segments(&mut self, found: &Found<'a>) -> Vec<&'a str> {
        let at = found.path_at();
        let mut names: Vec<&str> = Vec::new();
        for segment in found.path.strip_prefix('/').unwrap_or_default().split('/') {
            let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            let text = name.unwrap_or(segment);
            if !is_segment(text) {
                let problem = format!("{} is not a segment of a path", quoted(segment));
                self.problem(
                    at,
                    problem,
                    "use plain ASCII text, or one parameter in braces for the whole segment",
                );
            } else if let Some(name) = name {
                if names.contains(&name) {
                    self.problem(at, format!("{{{name}}} is in the path twice"), "rename one of them");
                }
                names.push(name);
            }
        }
        names
    }

    /// Returns the parameters of the path and of the operation. If both describe the same parameter, that of the operation counts.
    fn raw_parameters(&mut self, found: &Found<'a>) -> Vec<(&'a Raw, String)> {
        let of_path = format!("{}/parameters", found.path_at());
        let of_operation = format!("{}/parameters", found.at);
        let mut all: Vec<(&'a Raw, String)> = Vec::new();
        for (list, at) in [(&found.item.parameters, of_path), (&found.raw.parameters, of_operation)] {
            let mut own: Vec<(&'a Raw, String)> = Vec::new();
            for (index, parameter) in list.iter().enumerate() {
                let at = format!("{at}/{index}");
                let find = |document: &'a OpenAPI, name: &str| document.components.as_ref()?.parameters.get(name);
                let Some(parameter) = self.resolved(parameter, "parameters", &at, find) else {
                    continue;
                };
                if own.iter().any(|(known, _)| same(known, parameter)) {
                    let name = quoted(&parameter.parameter_data_ref().name);
                    self.problem(
                        &at,
                        format!("the parameter {name} is described twice"),
                        "remove one of them",
                    );
                } else {
                    own.push((parameter, at));
                }
            }
            all.retain(|(known, _)| !own.iter().any(|(parameter, _)| same(known, parameter)));
            all.extend(own);
        }
        all
    }

    fn parameter(
        &mut self,
        found: &Found<'a>,
        raw: &'a Raw,
        ident: String,
        owner: &Owner,
        at: &str,
    ) -> Option<Parameter> {
        let data = raw.parameter_data_ref();
        if matches!(raw, Raw::Header { .. }) && OWN_HEADERS.contains(&data.name.to_ascii_lowercase().as_str()) {
            return None;
        }
        let ParameterSchemaOrContent::Schema(schema) = &data.format else {
            self.problem(at, "a parameter has no `schema`", "add it");
            return None;
        };
        let schema_at = format!("{at}/schema");
        let ty = self.ty(schema, &owner.inside(&data.name), &schema_at)?;
        let place = self.place(found, raw, &ty, at)?;
        if let Some(problem) = unsendable(&ty, &place) {
            self.problem(
                &schema_at,
                problem,
                "use a boolean, a number or a string, or an array of them in the query",
            );
            return None;
        }
        let (description, mut constraints) = described(schema);
        constraints.deprecated |= data.deprecated == Some(true);
        Some(Parameter {
            name: data.name.clone(),
            ident,
            place,
            required: data.required,
            ty,
            description: data.description.clone().or(description),
            constraints,
        })
    }
}

fn same(left: &Raw, right: &Raw) -> bool {
    std::mem::discriminant(left) == std::mem::discriminant(right)
        && left.parameter_data_ref().name == right.parameter_data_ref().name
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
