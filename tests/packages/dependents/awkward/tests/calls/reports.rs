//! Text around a parameter, a slash at the end of a path, results and items that may be null, unsigned integers, and a subtype that
//! describes fields of its base again.

use awkward::models::{DetailedReportFormat, ReportFormat};

use awkward::Apis as _;

use super::server::Server;

#[test]
fn a_parameter_may_have_text_around_it() {
    let server = Server::json(200, r#"{"bytes": 18446744073709551615, "format": "self"}"#);
    let report = server.client().reports().get_report("a/b").send().unwrap().unwrap();
    assert_eq!(report.bytes, Some(u64::MAX));
    assert_eq!(report.format, Some(ReportFormat::Self2));
    assert_eq!(server.request().line, "GET /api/v2/reports/a%2Fb.json");

    let server = Server::empty(204);
    server.client().reports().post_report_archive("7f0c").send().unwrap();
    assert_eq!(server.request().line, "POST /api/v2/reports/7f0c:archive");
}

#[test]
fn null_is_none_where_the_schema_allows_it() {
    let server = Server::json(200, "null");
    assert_eq!(server.client().reports().get_report("7f0c").send().unwrap(), None);

    let server = Server::json(200, r#"[null, {"bytes": 3.0, "pages": {"a": "x", "b": null}}]"#);
    let reports = server.client().reports().get_reports().after(u64::MAX).send().unwrap();
    assert_eq!(reports[0], None);
    let report = reports[1].as_ref().unwrap();
    // An integer may be written with a fraction of zeros.
    assert_eq!(report.bytes, Some(3));
    assert_eq!(report.pages.as_ref().unwrap()["b"], None);
    assert_eq!(server.request().line, "GET /api/v2/reports/?after=18446744073709551615");
}

#[test]
fn a_method_that_would_be_called_in_place_of_clone_has_another_name() {
    let server = Server::json(200, r#"{"format": "csv", "name": "n"}"#);
    let client = server.client();
    let api = client.reports();
    let report = api.clone().clone_().send().unwrap();
    assert_eq!(report.format, Some(DetailedReportFormat::Csv));
    assert_eq!(report.name.as_deref(), Some("n"));
    assert_eq!(server.request().line, "POST /api/v2/reports/");
}
