//! The changes: what is replaced in `base.json`, the effect on a caller written before the change, and that caller.

mod compiler;
mod exhaustive;
mod same;
mod wire;

/// The effect of a change on a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "the build script and the tests each read a part")]
pub enum Seen {
    /// The caller does not compile: breaking.
    Compiler,
    /// The caller compiles, and sends or reads something else: breaking.
    Wire,
    /// The caller compiles, and the client refuses a value: additive, since the platform has an operation of its own for the path with
    /// this value.
    Taken,
    /// The caller sends and reads the same, and `diff` reports this version step.
    Same(&'static str),
    /// The caller does not compile, although the change is additive: it matches or builds without `_` and `..`, and
    /// `#[non_exhaustive]` has no effect in the crate that includes the generated code.
    Exhaustive,
}

pub struct Change {
    pub name: &'static str,
    pub edits: &'static [(&'static str, &'static str)],
    pub seen: Seen,
    pub caller: &'static str,
}

impl Change {
    /// Returns the document after the change. Fails if the document does not contain the text to replace.
    #[allow(dead_code, reason = "for the build script")]
    pub fn after(&self, base: &str) -> String {
        self.edits.iter().fold(base.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "{}: {old} is not in the document", self.name);
            text.replace(old, new)
        })
    }
}

/// Returns all changes, in the order of the generated callers.
pub fn changes() -> impl Iterator<Item = &'static Change> {
    [wire::CHANGES, compiler::CHANGES, same::CHANGES, exhaustive::CHANGES]
        .into_iter()
        .flatten()
}

const fn change(
    name: &'static str,
    seen: Seen,
    caller: &'static str,
    edits: &'static [(&'static str, &'static str)],
) -> Change {
    Change {
        name,
        edits,
        seen,
        caller,
    }
}

/// Sends every parameter and reads the result.
const PUT: &str = r#"
    let body = models::Part::default().with_id("7").with_self_uri("/7").with_size(3).with_labels(["x"])
        .with_state(models::PartState::Active).with_owner(models::Owner::default().with_name("Ada"));
    let part = client.things().put_part("one", "two", true, body)
        .user_name("ada").page_size(5).expand(["a", "b"]).tenant("t").send()?;
    let owner = part.owner.and_then(|owner| owner.name);
    Ok(format!("{:?} {:?} {:?} {owner:?}", part.id, part.self_uri, part.state))"#;
/// Sends only what is required.
const REQUIRED: &str = r#"
    let part = client.things().put_part("one", "two", true, models::Part::default()).send()?;
    Ok(format!("{:?}", part.id))"#;
/// Sends an id, and another request if the client refuses the id.
const REFUSED: &str = r#"
    let sent = client.things().put_part("one", "me", true, models::Part::default()).send().is_ok();
    if !sent { client.things().get_first().send()?; }
    Ok(format!("{sent}"))"#;
const FIRST: &str =
    r#"let part = client.things().get_first().send()?; Ok(format!("{:?} {:?}", part.id, part.self_uri))"#;
/// Copies the API type before it is used.
const COPY: &str = r#"
    let things = client.things();
    let part = things.clone().get_first().send()?; Ok(format!("{:?}", part.id))"#;
const OPEN: &str = r#"client.others().get_open().send()?; Ok(String::new())"#;
const FIELDS: &str = r#"
    let part = models::Part { id: Some("7".to_owned()), ..models::Part::default() };
    let models::Part { id, .. } = part;
    let part = client.things().get_second().send()?;
    Ok(format!("{id:?} {:?}", part.size))"#;
const MATCH: &str = r#"
    let state = client.things().get_second().send()?.state;
    Ok(match state { Some(models::PartState::Active) => "active", Some(models::PartState::Closed) => "closed", _ => "?" }.to_owned())"#;
const TYPES: &str = r#"
    let part: models::Part = client.things().get_second().send()?;
    let (id, size, labels): (Option<String>, Option<i32>, Option<Vec<String>>) = (part.id, part.size, part.labels);
    let owner: Option<models::Owner> = part.owner;
    Ok(format!("{id:?} {size:?} {labels:?} {:?}", owner.and_then(|owner| owner.name)))"#;
/// Reads a model that no request sends, and returns the text of a value.
const SHOWN: &str = r#"
    let state = client.things().get_shown().send()?.state;
    Ok(state.map(|state| state.as_str().to_owned()).unwrap_or_default())"#;
/// Does the same, without the text of the value.
const MATCH_SHOWN: &str = r#"
    let state = client.things().get_shown().send()?.state;
    Ok(match state { Some(models::ShownState::Active) => "active", Some(models::ShownState::Idle) => "idle", _ => "?" }.to_owned())"#;
/// Reads the first item of a list, and stores the place of the next one.
const ITEMS: &str = r#"
    let mut items = client.things().get_listed().items();
    Ok(format!("{:?} {}", items.next().transpose()?, items.place()))"#;
const UNLISTED: &str = r#"
    let page = client.things().get_unlisted().page_number(2).send()?; Ok(format!("{:?}", page.entities))"#;
const ALL_FIELDS: &str = r#"let models::Owner { name, additional_properties: _ } = models::Owner::default(); let _ = client; Ok(format!("{name:?}"))"#;
const ALL_VALUES: &str = r#"
    let state = models::PartState::Active; let _ = client;
    Ok(match state { models::PartState::Active => "", models::PartState::Closed => "", models::PartState::Unknown(_) => "" }.to_owned())"#;

const USER: &str = r#"{"name": "userName", "in": "query", "schema": {"type": "string"}}"#;
const SIZE: &str = r#"{"name": "pageSize", "in": "query", "schema": {"type": "integer", "format": "int32"}}"#;
const FORCE: &str = r#"{"name": "force", "in": "query", "required": true, "schema": {"type": "boolean"}}"#;
const EXPAND: &str = r#"{"name": "expand", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}"#;
const TENANT: &str = r#"{"name": "tenant", "in": "header", "schema": {"type": "string"}}"#;
const OWNER: &str = r#""Owner": {"type": "object", "properties": {"name": {"type": "string"}}}"#;
