//! Which operations return a list page by page, and how.
//!
//! A name alone proves nothing: `after` is a date in one operation and an order in another, and many responses have a `pageCount`
//! that the caller cannot use. So a scheme needs a pair: a parameter that can carry the place of a page, and its counterpart in the
//! response; and a list of items in the response.

use crate::ir::{Body, Field, Item, Limit, Model, Output, Paging, Parameter, Place, Scalar, Scheme, Type, Unpaged};

/// A pair that makes a scheme.
struct Rule {
    scheme: Scheme,
    carrier: Carrier,
    /// The parameter, or the field of the body.
    asks: &'static str,
    place: Kind,
    /// The field of the response, and the objects around it.
    says: &'static [&'static str],
}

/// The part of a request that has the place of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Carrier {
    Query,
    Body,
}

/// What the place of a page is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Cursor,
    /// A cursor that is the parameter of a URI, so it is text whatever the type of the parameter is.
    CursorInUri,
}

const fn rule(
    scheme: Scheme,
    carrier: Carrier,
    asks: &'static str,
    place: Kind,
    says: &'static [&'static str],
) -> Rule {
    Rule {
        scheme,
        carrier,
        asks,
        place,
        says,
    }
}

impl Rule {
    /// Returns the name of the parameter, or of the field of the body, that has the number of items of a page.
    fn size(&self) -> &'static str {
        if self.scheme == Scheme::StartIndex {
            "count"
        } else {
            "pageSize"
        }
    }
}

/// All schemes. If an operation fits several, the first one counts.
const RULES: [Rule; 9] = [
    rule(
        Scheme::PageNumber,
        Carrier::Query,
        "pageNumber",
        Kind::Number,
        &["pageCount"],
    ),
    rule(
        Scheme::StartIndex,
        Carrier::Query,
        "startIndex",
        Kind::Number,
        &["totalResults"],
    ),
    rule(Scheme::Cursor, Carrier::Query, "cursor", Kind::Cursor, &["cursor"]),
    rule(
        Scheme::CursorObject,
        Carrier::Query,
        "cursor",
        Kind::Cursor,
        &["cursors", "after"],
    ),
    rule(Scheme::After, Carrier::Query, "after", Kind::Cursor, &["after"]),
    rule(
        Scheme::AfterObject,
        Carrier::Query,
        "after",
        Kind::Cursor,
        &["cursors", "after"],
    ),
    rule(
        Scheme::AfterInUri,
        Carrier::Query,
        "after",
        Kind::CursorInUri,
        &["nextUri"],
    ),
    rule(
        Scheme::PageNumberInBody,
        Carrier::Body,
        "pageNumber",
        Kind::Number,
        &["pageCount"],
    ),
    rule(Scheme::AfterInBody, Carrier::Body, "after", Kind::Cursor, &["after"]),
];

/// The names of fields that have the items of a page.
const LISTS: [&str; 5] = ["entities", "results", "Resources", "conversations", "userDetails"];

/// The largest page that an iterator requests unless the caller sets one. The server prepares each page as a whole.
const MAX_SIZE: u32 = 100;

/// The parts of an operation that decide how it is paged. The models are whole.
pub(super) struct Parts<'a> {
    pub(super) verb: &'a str,
    pub(super) parameters: &'a [Parameter],
    pub(super) body: Option<&'a Body>,
    pub(super) output: &'a Output,
    pub(super) items: &'a [Item],
}

impl<'a> Parts<'a> {
    pub(super) fn paging(&self) -> Result<Paging, Unpaged> {
        let asks = |rule: &&Rule| self.can_carry(rule.carrier, rule.asks, rule.place);
        let says = |rule: &&Rule| {
            self.page()
                .is_some_and(|(_, page)| self.says(page, rule.says, rule.place))
        };
        let Some(rule) = RULES.iter().filter(asks).find(says) else {
            return Err(
                match (
                    RULES.iter().any(|rule| asks(&rule)),
                    RULES.iter().any(|rule| says(&rule)),
                ) {
                    (true, _) => Unpaged::NoCounterpart,
                    (false, true) => Unpaged::NoParameter,
                    (false, false) => Unpaged::NoSign,
                },
            );
        };
        let (page, model) = self.page().ok_or(Unpaged::NoList)?;
        let list = list_of(model).ok_or(Unpaged::NoList)?;
        if !matches!(self.verb, "GET" | "POST") {
            return Err(Unpaged::Changes);
        }
        Ok(Paging {
            scheme: rule.scheme,
            page_size: self.page_size(rule),
            page,
            list,
        })
    }

    /// Returns the model of the response, with its index.
    fn page(&self) -> Option<(usize, &'a Model)> {
        let Output::Json(ty, _) = self.output else { return None };
        self.model(ty)
    }

    fn model(&self, ty: &Type) -> Option<(usize, &'a Model)> {
        match ty {
            Type::Nullable(inner) => self.model(inner),
            Type::Model(index) => match self.items.get(*index) {
                Some(Item::Model(model)) => Some((*index, model)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether the request has a parameter, or a field in its body, that can carry such a place.
    fn can_carry(&self, carrier: Carrier, name: &str, kind: Kind) -> bool {
        let ty = match carrier {
            Carrier::Query => self.query(name).map(|parameter| &parameter.ty),
            Carrier::Body => self.body_field(name).map(|field| &field.ty),
        };
        let Some(Type::Scalar(scalar)) = ty else { return false };
        match (scalar, kind) {
            // Two operations of the platform have page numbers that are strings.
            (Scalar::String, Kind::Number) => carrier == Carrier::Query,
            (Scalar::String, _) => true,
            (Scalar::I32 | Scalar::I64, kind) => kind != Kind::Cursor,
            _ => false,
        }
    }

    /// Whether a page says what comes next, in this field.
    fn says(&self, page: &Model, path: &[&str], kind: Kind) -> bool {
        let Some((name, inner)) = path.split_first() else {
            return false;
        };
        let Some(field) = field(page, name) else { return false };
        if !inner.is_empty() {
            return self
                .model(&field.ty)
                .is_some_and(|(_, model)| self.says(model, inner, kind));
        }
        match kind {
            Kind::Number => matches!(field.ty, Type::Scalar(Scalar::I32 | Scalar::I64)),
            Kind::Cursor | Kind::CursorInUri => field.ty == Type::Scalar(Scalar::String),
        }
    }

    /// Returns as many items as the document allows on a page.
    fn page_size(&self, rule: &Rule) -> Option<u32> {
        let constraints = match rule.carrier {
            Carrier::Query => &self.query(rule.size())?.constraints,
            Carrier::Body => &self.body_field(rule.size())?.constraints,
        };
        let most = constraints.limits.iter().find_map(|limit| match limit {
            Limit::AtMost(most) => most.parse::<u32>().ok(),
            _ => None,
        })?;
        (most > 0).then_some(most.min(MAX_SIZE))
    }

    fn query(&self, name: &str) -> Option<&'a Parameter> {
        let is_query = |parameter: &&Parameter| parameter.place == Place::Query && parameter.name == name;
        self.parameters.iter().find(is_query)
    }

    fn body_field(&self, name: &str) -> Option<&'a Field> {
        let body = self.body.filter(|body| body.json)?;
        let (_, model) = self.model(&body.ty)?;
        field(model, name)
    }
}

fn field<'a>(model: &'a Model, name: &str) -> Option<&'a Field> {
    model.fields.iter().find(|field| field.name == name)
}

/// Returns the index of the field that has the items, if there is exactly one.
fn list_of(page: &Model) -> Option<usize> {
    let is_list = |field: &Field| LISTS.contains(&field.name.as_str()) && matches!(field.ty, Type::List(_));
    let mut lists = page.fields.iter().enumerate().filter(|(_, field)| is_list(field));
    match (lists.next(), lists.next()) {
        (Some((index, _)), None) => Some(index),
        _ => None,
    }
}
