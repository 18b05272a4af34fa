//! The ways in which operations page their lists, and the names on the wire that each of them has.

/// How an operation pages its list: what a request asks with, and what the response says about the next page.
///
/// The generator finds the scheme in the specification of the operation, and `genesys-spec list --paging` prints it. A program needs a
/// scheme only for `Sandbox::list`, of the feature `sandbox`; [Paging](crate::docs::paging#testing) has an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// The query has `pageNumber`, and the response `pageCount`.
    PageNumber,
    /// The body has `pageNumber`, and the response `pageCount`.
    PageNumberInBody,
    /// The query has `startIndex`, the number of an item, and the response `totalResults` (SCIM, RFC 7644, section 3.4.2.4).
    StartIndex,
    /// The query has `cursor`, and the response `cursor`.
    Cursor,
    /// The query has `cursor`, and the response `cursors.after`.
    CursorObject,
    /// The query has `after`, and the response `after`.
    After,
    /// The query has `after`, and the response `cursors.after`.
    AfterObject,
    /// The query has `after`, and the response a `nextUri` with `after` in its query.
    AfterInUri,
    /// The body has `after`, and the response `after`.
    AfterInBody,
}

/// The names of a scheme on the wire.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names {
    pub(crate) carrier: Carrier,
    /// The parameter, or the field of the body, that says which page is requested.
    pub(crate) place: &'static str,
    /// The parameter, or the field of the body, that says how many items a page has.
    pub(crate) size: &'static str,
    pub(crate) next: Next,
}

/// The part of a request that says which page is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carrier {
    Query,
    Body,
}

/// What a response says about the next page.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Next {
    /// How long the list is.
    Count(Count),
    /// A cursor, in this field.
    Cursor(Source),
}

/// The length of a list, and the numbers of a page, which the response repeats.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count {
    pub(crate) counted: Counted,
    /// The field with the length.
    pub(crate) total: &'static str,
    /// The field with the number of items of a full page.
    pub(crate) size: &'static str,
}

/// What a list is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    Pages,
    Items,
}

/// The field of a response that has a cursor.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source {
    /// The names of the field and of the objects around it.
    Field(&'static [&'static str]),
    /// `nextUri`, which has the cursor in its query.
    NextUri,
}

const PAGES: Next = Next::Count(Count {
    counted: Counted::Pages,
    total: "pageCount",
    size: "pageSize",
});

const ITEMS: Next = Next::Count(Count {
    counted: Counted::Items,
    total: "totalResults",
    size: "itemsPerPage",
});

impl Scheme {
    pub(crate) fn names(self) -> Names {
        let cursor = |path| Next::Cursor(Source::Field(path));
        let (carrier, place, size, next) = match self {
            Self::PageNumber => (Carrier::Query, "pageNumber", "pageSize", PAGES),
            Self::PageNumberInBody => (Carrier::Body, "pageNumber", "pageSize", PAGES),
            Self::StartIndex => (Carrier::Query, "startIndex", "count", ITEMS),
            Self::Cursor => (Carrier::Query, "cursor", "pageSize", cursor(&["cursor"])),
            Self::CursorObject => (Carrier::Query, "cursor", "pageSize", cursor(&["cursors", "after"])),
            Self::After => (Carrier::Query, "after", "pageSize", cursor(&["after"])),
            Self::AfterObject => (Carrier::Query, "after", "pageSize", cursor(&["cursors", "after"])),
            Self::AfterInUri => (Carrier::Query, "after", "pageSize", Next::Cursor(Source::NextUri)),
            Self::AfterInBody => (Carrier::Body, "after", "pageSize", cursor(&["after"])),
        };
        Names {
            carrier,
            place,
            size,
            next,
        }
    }
}
