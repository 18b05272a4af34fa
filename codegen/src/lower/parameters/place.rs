//! The place of a parameter in a request, and its style there.

use crate::ir::{ListStyle, Place, Type};
use crate::lower::Lower;
use crate::openapi::Parameter;
use crate::problem::quoted;
use crate::shared::RESERVED_HEADERS;

impl<'a> Lower<'a> {
    /// Returns the place of a parameter, or `None` after a problem.
    pub(super) fn place(&mut self, parameter: Parameter<'a>, ty: &Type, at: &str) -> Option<Place> {
        match parameter.location() {
            "path" => self.in_path(parameter, at),
            "header" => self.in_header(parameter, at),
            "query" if parameter.allows_reserved() => {
                let at = format!("{at}/allowReserved");
                self.problem(&at, "reserved characters are always encoded", "remove the keyword");
                None
            }
            "query" => self.in_query(parameter, matches!(ty, Type::List(_)), at),
            _ => {
                self.problem(
                    &format!("{at}/in"),
                    "cookies are not supported",
                    "use a header or the query",
                );
                None
            }
        }
    }

    fn in_path(&mut self, parameter: Parameter<'a>, at: &str) -> Option<Place> {
        self.simple_style(parameter, "a path", at)?;
        if !parameter.data().required {
            self.problem(at, "a path parameter is always required", "add `\"required\": true`");
        }
        Some(Place::Path)
    }

    fn in_header(&mut self, parameter: Parameter<'a>, at: &str) -> Option<Place> {
        self.simple_style(parameter, "a header", at)?;
        let name = parameter.name();
        let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if name.is_empty() || !name.bytes().all(token) {
            let problem = format!("{} is not the name of a header", quoted(name));
            self.problem(&format!("{at}/name"), problem, "use letters, digits and hyphens");
        }
        if RESERVED_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
            let problem = format!("the client sends the header {} itself", quoted(name));
            self.problem(&format!("{at}/name"), problem, "remove the parameter");
        }
        Some(Place::Header)
    }

    /// Checks that the style is `simple`, the only one of paths and headers. Returns `None` after a problem.
    fn simple_style(&mut self, parameter: Parameter<'a>, place: &str, at: &str) -> Option<()> {
        if parameter.style() == "simple" {
            return Some(());
        }
        self.problem(
            &format!("{at}/style"),
            format!("only the style `simple` is supported in {place}"),
            "use it, or leave it out",
        );
        None
    }

    fn in_query(&mut self, parameter: Parameter<'a>, is_list: bool, at: &str) -> Option<Place> {
        let style = match (parameter.style(), parameter.explode()) {
            ("form", true) => Ok(ListStyle::Repeated),
            ("form", false) => Ok(ListStyle::Comma),
            ("spaceDelimited", false) => Ok(ListStyle::Space),
            ("pipeDelimited", false) => Ok(ListStyle::Pipe),
            ("spaceDelimited" | "pipeDelimited", true) => {
                Err(("this style has no exploded form", "add `\"explode\": false`"))
            }
            ("deepObject", _) => Err(("objects in the query are not supported", "use several parameters")),
            _ => Err(("this is not a style of the query", "use `form`, or leave it out")),
        };
        match style {
            Ok(style) if is_list => Some(Place::QueryList(style)),
            Ok(_) => Some(Place::Query),
            Err((problem, help)) => {
                self.problem(&format!("{at}/style"), problem, help);
                None
            }
        }
    }
}
