//! Which operations return a list page by page, and how.
//!
//! A name alone proves nothing: `after` is a date in one operation and an order in another, and many responses have a `pageCount`
//! that the caller cannot use. So a scheme needs a pair: a parameter that can carry the place of a page, and its counterpart in the
//! response; and a list of items in the response.

use Carrier::{Body, Query};
use Kind::{Cursor, CursorInUri, Number};

use crate::ir::{self, Field, Item, Limit, Model, Output, Paging, Parameter, Place, Scalar, Scheme, Type, Unpaged};

/// A pair that makes a scheme.
struct Rule {
    scheme: Scheme,
    carrier: Carrier,
    /// The parameter, or the field of the body.
    asks: &'static str,
    kind: Kind,
    /// The field of the response, with the objects around it.
    says: &'static str,
}

/// The part of a request that has the place of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Carrier {
    Query,
    Body,
}

/// The kind of a page's place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Cursor,
    /// A cursor in the query of a URI, which is text whatever the type of the parameter is.
    CursorInUri,
}

/// All schemes. If an operation fits several, the first one counts.
const RULES: [Rule; 9] = [
    rule(Scheme::PageNumber, Query, "pageNumber", Number, "pageCount"),
    rule(Scheme::StartIndex, Query, "startIndex", Number, "totalResults"),
    rule(Scheme::Cursor, Query, "cursor", Cursor, "cursor"),
    rule(Scheme::CursorObject, Query, "cursor", Cursor, "cursors.after"),
    rule(Scheme::After, Query, "after", Cursor, "after"),
    rule(Scheme::AfterObject, Query, "after", Cursor, "cursors.after"),
    rule(Scheme::AfterInUri, Query, "after", CursorInUri, "nextUri"),
    rule(Scheme::PageNumberInBody, Body, "pageNumber", Number, "pageCount"),
    rule(Scheme::AfterInBody, Body, "after", Cursor, "after"),
];

const fn rule(scheme: Scheme, carrier: Carrier, asks: &'static str, kind: Kind, says: &'static str) -> Rule {
    Rule {
        scheme,
        carrier,
        asks,
        kind,
        says,
    }
}

impl Rule {
    /// Returns the name of the parameter, or of the field of the body, that has the number of items of a page.
    fn size(&self) -> &'static str {
        match self.scheme {
            Scheme::StartIndex => "count",
            _ => "pageSize",
        }
    }
}

/// The names of fields that have the items of a page.
const LISTS: [&str; 5] = ["entities", "results", "Resources", "conversations", "userDetails"];

/// The largest page that an iterator requests unless the caller sets one. The server prepares each page as a whole.
const MAX_SIZE: u32 = 100;

/// The parts of an operation that decide how it is paged, with models that are whole.
pub(super) struct Parts<'a> {
    pub(super) verb: &'a str,
    pub(super) parameters: &'a [Parameter],
    pub(super) body: Option<&'a ir::Body>,
    pub(super) output: &'a Output,
    pub(super) items: &'a [Item],
}

impl<'a> Parts<'a> {
    pub(super) fn paging(&self) -> Result<Paging, Unpaged> {
        let asks: Vec<&Rule> = RULES.iter().filter(|rule| self.asks(rule)).collect();
        let says: Vec<&Rule> = RULES.iter().filter(|rule| self.says(rule)).collect();
        let Some(rule) = asks.iter().find(|rule| self.says(rule)) else {
            return Err(match (asks.is_empty(), says.is_empty()) {
                (false, _) => Unpaged::NoCounterpart,
                (true, false) => Unpaged::NoParameter,
                (true, true) => Unpaged::NoSign,
            });
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

    /// Returns whether the request has a parameter, or a field in its body, that can carry the place of a page.
    fn asks(&self, rule: &Rule) -> bool {
        let ty = match rule.carrier {
            Query => self.query(rule.asks).map(|parameter| &parameter.ty),
            Body => self.body_field(rule.asks).map(|field| &field.ty),
        };
        match ty {
            // Two operations of the platform have page numbers that are strings.
            Some(Type::Scalar(Scalar::String)) => rule.kind != Number || rule.carrier == Query,
            Some(Type::Scalar(Scalar::I32 | Scalar::I64)) => rule.kind != Cursor,
            _ => false,
        }
    }

    /// Returns whether the response says what comes next.
    fn says(&self, rule: &Rule) -> bool {
        let Some((_, page)) = self.page() else { return false };
        let says = match rule.says.split_once('.') {
            None => field(page, rule.says),
            Some((object, name)) => field(page, object)
                .and_then(|object| self.model(&object.ty))
                .and_then(|(_, object)| field(object, name)),
        };
        let Some(says) = says else { return false };
        match rule.kind {
            Number => matches!(says.ty, Type::Scalar(Scalar::I32 | Scalar::I64)),
            Cursor | CursorInUri => says.ty == Type::Scalar(Scalar::String),
        }
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

    /// Returns as many items as the document allows on a page.
    fn page_size(&self, rule: &Rule) -> Option<u32> {
        let constraints = match rule.carrier {
            Query => &self.query(rule.size())?.constraints,
            Body => &self.body_field(rule.size())?.constraints,
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
