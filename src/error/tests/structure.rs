//! The structure that `{:#?}` shows.

use super::{
    AuthError, DecodeError, Error, PagingError, Problem, Redactor, Stage, TransportError, context, io, masked_api,
};

#[test]
fn the_structure_of_an_error_has_its_values_and_the_beginning_of_the_body() {
    let body = serde_json::json!({
        "code": "bad.request", "message": "m", "details": [{"fieldName": "name"}], "errors": [{"code": "inner"}], "more": "the-s3cr3t",
    });
    let error = masked_api(400, body.to_string(), &Redactor::new(["the-s3cr3t"]));
    let structure = format!("{:#?}", Error::Api(error));
    for part in [
        "status: 400",
        "code: Some(\n            \"bad.request\"",
        "message: Some(\n            \"m\"",
        "field_name: Some(\"name\")",
        "code: Some(\"inner\")",
        "raw_body: 110 bytes: ",
        "\"more\":\"***\"",
        "attempts: 1",
    ] {
        assert!(structure.contains(part), "{part} is not in {structure}");
    }
    let error = DecodeError::new(context(), "a.b".to_owned(), "wrong".to_owned(), b"{\"a\":1}".to_vec());
    let structure = format!("{:#?}", Error::Decode(error));
    for part in [
        "path: \"a.b\"",
        "problem: \"wrong\"",
        "raw_body: 7 bytes: \"{\"a\":1}\"",
        "status: Some",
    ] {
        assert!(structure.contains(part), "{part} is not in {structure}");
    }
    let error =
        AuthError::new(context(), "refused").with_code(Some("invalid_client".into()), Some("unknown id".into()));
    let structure = format!("{:#?}", Error::Auth(error));
    for part in [
        "problem: \"refused\"",
        "\"invalid_client\"",
        "\"unknown id\"",
        "status: Some",
    ] {
        assert!(structure.contains(part), "{part} is not in {structure}");
    }
    let source = io::Error::new(io::ErrorKind::ConnectionReset, "reset by peer");
    let error = TransportError::new(context(), Stage::Response, Problem::Io, Some(source));
    let structure = format!("{:#?}", Error::Transport(error));
    for part in [
        "at: Response",
        "problem: Io",
        "\"reset by peer\"",
        "attempts: 4",
        "status: Some",
        "correlation_id: Some",
    ] {
        assert!(structure.contains(part), "{part} is not in {structure}");
    }
    let structure = format!(
        "{:#?}",
        Error::Paging(PagingError::new(context(), 3, "has no items".to_owned()))
    );
    for part in ["page: 3", "problem: \"has no items\"", "attempts: 4"] {
        assert!(structure.contains(part), "{part} is not in {structure}");
    }
    let structure = format!("{:#?}", Error::config("region", "is none"));
    assert!(
        structure.contains("setting: \"region\"") && structure.contains("problem: \"is none\""),
        "{structure}"
    );
}
