//! The place of a parameter in a request, and its style there.

use openapiv3::{Parameter as Raw, ParameterData, PathStyle, QueryStyle};
use serde_json::Value;

use crate::ir::{Place, Type};
use crate::lower::Lower;
use crate::lower::operations::Found;
use crate::problem::quoted;
use crate::siblings::{LITERALS, is_segment};

/// Header parameters that the client refuses to send: they control framing, routing or the connection.
const RESERVED_HEADERS: &[&str] = &[
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

impl<'a> Lower<'a> {
    /// Returns the place of a parameter, or `None` after a problem.
    pub(super) fn place(&mut self, found: &Found<'a>, raw: &'a Raw, ty: &Type, at: &str) -> Option<Place> {
        let data = raw.parameter_data_ref();
        match raw {
            Raw::Path { style, .. } => self.in_path(found, data, style, at),
            Raw::Header { .. } => Some(self.in_header(data, at)),
            Raw::Query {
                style, allow_reserved, ..
            } => {
                if *allow_reserved {
                    let at = format!("{at}/allowReserved");
                    self.problem(&at, "reserved characters are always encoded", "remove the keyword");
                    return None;
                }
                self.in_query(data, style, ty, at)
            }
            Raw::Cookie { .. } => {
                self.problem(
                    &format!("{at}/in"),
                    "cookies are not supported",
                    "use a header or the query",
                );
                None
            }
        }
    }

    fn in_path(&mut self, found: &Found<'a>, data: &'a ParameterData, style: &PathStyle, at: &str) -> Option<Place> {
        if *style != PathStyle::Simple {
            self.problem(
                &format!("{at}/style"),
                "only the style `simple` is supported in a path",
                "use it, or leave it out",
            );
            return None;
        }
        if !data.required {
            self.problem(at, "a path parameter is always required", "add `\"required\": true`");
        }
        let in_braces = format!("{{{}}}", data.name);
        if !found.path.split('/').any(|segment| segment == in_braces) {
            let problem = format!("the path has no {in_braces}");
            self.problem(at, problem, "correct the name, or remove the parameter");
        }
        Some(Place::Path(self.noted_literals(data, at)))
    }

    fn in_header(&mut self, data: &ParameterData, at: &str) -> Place {
        let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if data.name.is_empty() || !data.name.bytes().all(token) {
            let problem = format!("{} is not the name of a header", quoted(&data.name));
            self.problem(&format!("{at}/name"), problem, "use letters, digits and hyphens");
        }
        if RESERVED_HEADERS.contains(&data.name.to_ascii_lowercase().as_str()) {
            let problem = format!("the client sends the header {} itself", quoted(&data.name));
            self.problem(&format!("{at}/name"), problem, "remove the parameter");
        }
        Place::Header
    }

    fn in_query(&mut self, data: &ParameterData, style: &QueryStyle, ty: &Type, at: &str) -> Option<Place> {
        let style_at = format!("{at}/style");
        let list = matches!(ty, Type::List(_));
        match (style, data.explode.unwrap_or(*style == QueryStyle::Form)) {
            (QueryStyle::DeepObject, _) => {
                self.problem(
                    &style_at,
                    "objects in the query are not supported",
                    "use several parameters",
                );
                None
            }
            (QueryStyle::SpaceDelimited | QueryStyle::PipeDelimited, true) => {
                self.problem(&style_at, "this style has no exploded form", "add `\"explode\": false`");
                None
            }
            _ if !list => Some(Place::Query),
            (QueryStyle::Form, true) => Some(Place::QueryList("Repeated")),
            (QueryStyle::Form, false) => Some(Place::QueryList("Comma")),
            (QueryStyle::SpaceDelimited, _) => Some(Place::QueryList("Space")),
            (QueryStyle::PipeDelimited, _) => Some(Place::QueryList("Pipe")),
        }
    }

    /// Returns the literal siblings that are noted on a path parameter.
    fn noted_literals(&mut self, data: &'a ParameterData, at: &str) -> Vec<String> {
        let noted = data.extensions.get(LITERALS).and_then(Value::as_array);
        let mut literals = Vec::new();
        for (index, literal) in noted.into_iter().flatten().filter_map(Value::as_str).enumerate() {
            if is_segment(literal) {
                literals.push(literal.to_owned());
            } else {
                let problem = format!("{} is not a segment of a path", quoted(literal));
                self.problem(
                    &format!("{at}/{LITERALS}/{index}"),
                    problem,
                    "use plain ASCII text without slashes",
                );
            }
        }
        literals
    }
}
