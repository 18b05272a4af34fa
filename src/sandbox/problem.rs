//! Errors of the API: an `ErrorBody` with its status.

use serde_json::{Map, Value, json};

use super::reply::Reply;

/// An `ErrorBody` before it has a correlation id.
#[derive(Debug)]
pub(super) struct Problem {
    status: u16,
    code: &'static str,
    /// `messageWithParams`: each `{name}` is replaced by a parameter.
    template: &'static str,
    parameters: Vec<(&'static str, String)>,
    headers: Vec<(&'static str, String)>,
    /// Further fields, and `details` if there are any.
    extra: Map<String, Value>,
}

impl Problem {
    pub(super) fn new(status: u16, code: &'static str, template: &'static str) -> Self {
        Self {
            status,
            code,
            template,
            parameters: Vec::new(),
            headers: Vec::new(),
            extra: Map::new(),
        }
    }

    /// Returns the usual error of the platform with this status.
    pub(super) fn from_status(status: u16) -> Self {
        let (code, template) = match status {
            401 => ("bad.credentials", "The token is not valid."),
            403 => ("not.authorized", "The caller does not have this permission."),
            404 => ("not.found", "The resource was not found."),
            405 => ("method.not.allowed", "The path does not support this method."),
            408 => ("client.timeout", "The request did not arrive in time."),
            409 => (
                "general.conflict",
                "The resource is in a state that conflicts with the request.",
            ),
            413 | 431 => ("request.entity.too.large", "The request is too large."),
            415 => ("unsupported.media.type", "The media type of the body is not supported."),
            429 => ("too.many.requests", "Rate limit exceeded."),
            503 => ("service.unavailable", "The service is unavailable."),
            504 => ("request.timeout", "The request timed out."),
            _ if status < 500 => ("bad.request", "The request is not valid."),
            _ => ("internal.server.error", "An internal error occurred."),
        };
        Self::new(status, code, template)
    }

    /// Replaces the message.
    pub(super) fn with_message(mut self, template: &'static str) -> Self {
        self.template = template;
        self
    }

    pub(super) fn with_parameter(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.parameters.push((name, value.into()));
        self
    }

    pub(super) fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Names the entity of the request.
    pub(super) fn with_entity(mut self, kind: &str, id: &str) -> Self {
        self.extra.insert("entityId".into(), id.into());
        self.extra.insert("entityName".into(), kind.into());
        self
    }

    pub(super) fn with_limit(mut self, limit: Value) -> Self {
        self.extra.insert("limit".into(), limit);
        self
    }

    /// Names the invalid field.
    pub(super) fn with_field(mut self, field: &str) -> Self {
        let detail = json!({"errorCode": self.code, "fieldName": field});
        self.extra.insert("details".into(), json!([detail]));
        self
    }

    pub(super) fn into_reply(self, correlation_id: &str) -> Reply {
        let mut message = self.template.to_owned();
        let mut parameters = Map::new();
        for (name, value) in self.parameters {
            message = message.replace(&format!("{{{name}}}"), &value);
            parameters.insert(name.to_owned(), value.into());
        }
        let mut body = json!({
            "message": message,
            "code": self.code,
            "status": self.status,
            "messageWithParams": self.template,
            "messageParams": parameters,
            "contextId": correlation_id,
            "details": [],
            "errors": [],
        });
        if let Value::Object(body) = &mut body {
            body.extend(self.extra);
        }
        let reply = Reply::json(self.status, body);
        self.headers
            .into_iter()
            .fold(reply, |reply, (name, value)| reply.header(name, value))
    }
}
