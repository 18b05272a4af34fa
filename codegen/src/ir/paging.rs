//! How operations return lists page by page.

/// How an operation pages its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    pub scheme: Scheme,
    /// The number of items that a page has if the caller does not set it: as many as the document allows, up to a limit.
    pub page_size: Option<u32>,
    /// The index of the model that is a page.
    pub page: usize,
    /// The index of the field of that model that has the items.
    pub list: usize,
}

/// The parameter by which a request asks for a page, and the field of the response about the next one: a variant of `Scheme` of the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    PageNumber,
    PageNumberInBody,
    StartIndex,
    Cursor,
    CursorObject,
    After,
    AfterObject,
    AfterInUri,
    AfterInBody,
}

impl Scheme {
    /// Returns the name of the variant.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PageNumber => "PageNumber",
            Self::PageNumberInBody => "PageNumberInBody",
            Self::StartIndex => "StartIndex",
            Self::Cursor => "Cursor",
            Self::CursorObject => "CursorObject",
            Self::After => "After",
            Self::AfterObject => "AfterObject",
            Self::AfterInUri => "AfterInUri",
            Self::AfterInBody => "AfterInBody",
        }
    }
}

/// Why an operation has no iterators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unpaged {
    /// Neither the request nor the response has a field of a scheme.
    NoSign,
    /// The response has a field of a scheme, and the request has no parameter to ask with.
    NoParameter,
    /// The request has a parameter of a scheme, and the response does not have its counterpart.
    NoCounterpart,
    /// Request and response fit a scheme, but the response does not have exactly one list with a name that lists of items have.
    NoList,
    /// Request and response fit a scheme, but the method changes something.
    Changes,
}

impl Unpaged {
    /// Returns the reason in words.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::NoSign => "not a list with pages",
            Self::NoParameter => "the response looks paged, but the request has no parameter for a page",
            Self::NoCounterpart => {
                "the request has a parameter for a page, but the response does not have its counterpart"
            }
            Self::NoList => "the response has no list of items, or more than one",
            Self::Changes => "the method is neither GET nor POST",
        }
    }
}
