//! What the sandbox answers, before it is written down as bytes.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use serde_json::{Map, Value, json};

/// The header that names a request to Genesys' support, on every answer.
pub(super) const CORRELATION_ID: &str = "ININ-Correlation-Id";

/// One answer.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Reply {
    /// An answer without a body.
    pub(super) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub(super) fn json(status: u16, body: &Value) -> Self {
        Self::empty(status).with_body("application/json", body.to_string())
    }

    pub(super) fn with_body(mut self, content_type: &str, body: String) -> Self {
        self.body = body.into_bytes();
        self.with_header("Content-Type", content_type)
    }

    pub(super) fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The bytes of this answer. One to HEAD has the headers of the one to GET, its length among them, and no body.
    pub(super) fn to_bytes(&self, keep_alive: bool, head_only: bool) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        let mut put = |name: &str, value: &str| head.extend([name, ": ", value, "\r\n"]);
        for (name, value) in &self.headers {
            put(name, value);
        }
        // RFC 9110, section 8.6: no Content-Length where there can be no body.
        if self.status != 204 {
            put("Content-Length", &self.body.len().to_string());
        }
        if let Ok(date) = DateTimePrinter::new().timestamp_to_rfc9110_string(&Timestamp::now()) {
            put("Date", &date);
        }
        put("Connection", if keep_alive { "keep-alive" } else { "close" });
        let mut bytes = (head + "\r\n").into_bytes();
        if !head_only {
            bytes.extend(&self.body);
        }
        bytes
    }
}

/// An `ErrorBody` in the making.
#[derive(Debug)]
pub(super) struct Problem {
    status: u16,
    code: &'static str,
    /// `messageWithParams`: each `{name}` stands for a parameter.
    template: &'static str,
    parameters: Vec<(&'static str, String)>,
    headers: Vec<(&'static str, String)>,
    /// Fields beside the ones that every `ErrorBody` has, and `details` where there are some.
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

    /// The problem that this status stands for when nothing more is known.
    pub(super) fn of_status(status: u16) -> Self {
        let (code, template) = match status {
            401 => ("bad.credentials", "The token is not valid."),
            403 => ("not.authorized", "The caller may not do this."),
            404 => ("not.found", "There is nothing here."),
            405 => ("method.not.allowed", "The method is not allowed here."),
            408 => ("client.timeout", "The rest of the request did not come in time."),
            409 => ("general.conflict", "The resource is in a state that forbids this."),
            413 | 431 => ("request.entity.too.large", "The request is too large."),
            415 => ("unsupported.media.type", "The media type of the body is not supported."),
            429 => ("too.many.requests", "There were too many requests."),
            503 => ("service.unavailable", "The service cannot answer at present."),
            504 => ("request.timeout", "The request ran out of time."),
            _ if status < 500 => ("bad.request", "The request makes no sense."),
            _ => ("internal.server.error", "Something unexpected happened."),
        };
        Self::new(status, code, template)
    }

    /// Says it in other words.
    pub(super) fn saying(mut self, template: &'static str) -> Self {
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

    /// What the request was about.
    pub(super) fn about(mut self, kind: &str, id: &str) -> Self {
        self.extra.insert("entityId".into(), id.into());
        self.extra.insert("entityName".into(), kind.into());
        self
    }

    pub(super) fn with_limit(mut self, limit: Value) -> Self {
        self.extra.insert("limit".into(), limit);
        self
    }

    /// Names the field that is at fault.
    pub(super) fn in_field(mut self, field: &str) -> Self {
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
        let mut reply = Reply::json(self.status, &body);
        reply.headers.extend(self.headers);
        reply
    }
}

fn reason(status: u16) -> &'static str {
    ureq::http::StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason())
        .unwrap_or("Unknown")
}
