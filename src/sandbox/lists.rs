//! Lists that the sandbox returns page by page.

use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::problem::Problem;
use super::recorded::RecordedRequest;
use super::reply::Reply;
use super::rules::Rule;
use super::{Sandbox, random};
use crate::Method;
use crate::paging::{Carrier, Counted, Next, Scheme, Source};

/// The number of items of a page, unless the request sets it.
const PAGE_SIZE: usize = 25;

/// The end of each cursor, so that a client that does not encode cursors correctly fails its test.
const CURSOR_END: &str = "+/%2F==";

impl Sandbox {
    /// Responds to requests with this method to this path with a page of `items`, as [`Scheme`] says: the page that the request asks
    /// for, with what the response says about the next one.
    ///
    /// A page has 25 items, unless the request has a `pageSize`, or `count` for [`Scheme::StartIndex`]. A page that does not exist is
    /// empty. An invalid size, page number or cursor is a 400.
    ///
    /// # Panics
    ///
    /// In the same cases as [`on`](Self::on), or if an item cannot be serialized.
    ///
    /// ```
    /// use genesys_cloud::Method;
    /// use genesys_cloud::paging::Scheme;
    /// use genesys_cloud::sandbox::Sandbox;
    /// use genesys_cloud::serde_json::{Value, json};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.list(Method::GET, "/api/v2/users", Scheme::PageNumber, (0..60).map(|id| json!({"id": id})));
    ///
    /// let client = sandbox.client();
    /// let last: Value = client.request(Method::GET, "/api/v2/users").query("pageNumber", 3).send_json()?.into_body();
    /// assert_eq!(last["pageCount"], 3);
    /// assert_eq!(last["entities"][9], json!({"id": 59}));
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    #[expect(
        clippy::expect_used,
        reason = "documented: a test passed an item that cannot be serialized"
    )]
    pub fn list(
        &self,
        method: Method,
        path: &str,
        scheme: Scheme,
        items: impl IntoIterator<Item = impl Serialize>,
    ) -> List<'_> {
        let items = items.into_iter().map(serde_json::to_value);
        let items: Vec<Value> = items
            .collect::<Result<_, _>>()
            .expect("the items of a list are serializable");
        let field = Arc::new(Mutex::new(usual_field(scheme).to_owned()));
        let rule = self.on(method, path, {
            let field = Arc::clone(&field);
            move |request| {
                let field = field.lock().unwrap_or_else(PoisonError::into_inner);
                page(request, scheme, &items, &field).unwrap_or_else(|problem| problem.into_reply(&random::uuid()))
            }
        });
        List { rule, field }
    }
}

/// A list of a sandbox, returned by [`Sandbox::list`]. Dropping this does not remove the list.
#[derive(Debug)]
pub struct List<'a> {
    rule: Rule<'a>,
    field: Arc<Mutex<String>>,
}

impl<'a> List<'a> {
    /// Sets the field of the response that has the items. Default: the field that most operations of the platform with this scheme
    /// have: `Resources` for [`Scheme::StartIndex`], `results` for [`Scheme::Cursor`] and [`Scheme::PageNumberInBody`], and
    /// `entities` for the others.
    ///
    /// ```
    /// use genesys_cloud::Method;
    /// use genesys_cloud::paging::Scheme;
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let path = "/api/v2/analytics/conversations/details/jobs/{jobId}/results";
    /// sandbox.list(Method::GET, path, Scheme::Cursor, ["a", "b"]).field("conversations");
    /// # Ok(())
    /// # }
    /// ```
    #[allow(
        clippy::must_use_candidate,
        reason = "the list has changed, whether or not the rule is used"
    )]
    pub fn field(self, name: &str) -> Rule<'a> {
        name.clone_into(&mut self.field.lock().unwrap_or_else(PoisonError::into_inner));
        self.rule
    }

    /// Makes the list available also to requests without a valid token, as [`Rule::without_token`] does.
    pub fn without_token(self) {
        self.rule.without_token();
    }
}

fn usual_field(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::StartIndex => "Resources",
        Scheme::Cursor | Scheme::PageNumberInBody => "results",
        _ => "entities",
    }
}

/// Returns the page that a request asks for.
fn page(request: &RecordedRequest, scheme: Scheme, items: &[Value], field: &str) -> Result<Reply, Problem> {
    let names = scheme.names();
    let asked = Asked::new(request, names.carrier)?;
    let size = match asked.number(names.size)? {
        Some(size) => usize::try_from(size)
            .ok()
            .filter(|size| *size > 0)
            .ok_or_else(|| invalid(names.size))?,
        None => PAGE_SIZE,
    };
    let (start, mut body) = match names.next {
        Next::Count(count) => {
            let number = asked.number(names.place)?.unwrap_or(1);
            let index = number.checked_sub(1).and_then(|index| usize::try_from(index).ok());
            let index = index.ok_or_else(|| invalid(names.place))?;
            let (start, total) = match count.counted {
                Counted::Pages => (index.saturating_mul(size), items.len().div_ceil(size)),
                Counted::Items => (index, items.len()),
            };
            let mut body = json!({ names.place: number, count.size: size, count.total: total });
            if count.counted == Counted::Pages {
                body["total"] = items.len().into();
            }
            (start, body)
        }
        Next::Cursor(source) => {
            let start = match asked.text(names.place) {
                Some(cursor) => start_of(&cursor).ok_or_else(|| invalid(names.place))?,
                None => 0,
            };
            let next = start.saturating_add(size);
            let body = if next < items.len() {
                with_cursor(request, names.place, source, &cursor_of(next))
            } else {
                json!({})
            };
            (start, body)
        }
    };
    let page: Vec<_> = items.iter().skip(start).take(size).collect();
    body[field] = json!(page);
    Ok(Reply::json(200, body))
}

/// Returns a body with the cursor of the next page, in the field of the scheme.
fn with_cursor(request: &RecordedRequest, name: &str, source: Source, cursor: &str) -> Value {
    match source {
        Source::NextUri => {
            let cursor = percent_encoding::utf8_percent_encode(cursor, percent_encoding::NON_ALPHANUMERIC);
            json!({"nextUri": format!("{}?{name}={cursor}", request.path)})
        }
        Source::Field(path) => path
            .iter()
            .rev()
            .fold(json!(cursor), |value, name| json!({ *name: value })),
    }
}

fn cursor_of(start: usize) -> String {
    format!("{start}{CURSOR_END}")
}

fn start_of(cursor: &str) -> Option<usize> {
    cursor.strip_suffix(CURSOR_END)?.parse().ok()
}

fn invalid(field: &str) -> Problem {
    Problem::new(400, "bad.request", "The page does not exist: {field} is not valid.")
        .with_parameter("field", field)
        .with_field(field)
}

/// The query or the body in which a request asks for a page.
enum Asked<'a> {
    Query(&'a RecordedRequest),
    Body(Map<String, Value>),
}

impl<'a> Asked<'a> {
    fn new(request: &'a RecordedRequest, carrier: Carrier) -> Result<Self, Problem> {
        match carrier {
            Carrier::Query => Ok(Self::Query(request)),
            Carrier::Body if request.body.is_empty() => Ok(Self::Body(Map::new())),
            Carrier::Body => {
                let body = request.json();
                body.map(Self::Body)
                    .map_err(|_| Problem::new(400, "bad.request", "The body is not a JSON object."))
            }
        }
    }

    /// Returns a value that is not empty.
    fn text(&self, name: &str) -> Option<String> {
        let text = match self {
            Self::Query(request) => request.query(name).pop()?,
            Self::Body(body) => match body.get(name)? {
                Value::Null => return None,
                Value::String(text) => text.clone(),
                other => other.to_string(),
            },
        };
        Some(text).filter(|text| !text.is_empty())
    }

    fn number(&self, name: &str) -> Result<Option<i64>, Problem> {
        let number = self.text(name).map(|text| text.parse().map_err(|_| invalid(name)));
        number.transpose()
    }
}
