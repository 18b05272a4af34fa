//! What is a web page, and its title.

use super::{Page, is_html};

fn title(body: &str) -> Option<String> {
    Page::detect(Some("text/html"), body.as_bytes()).unwrap().title
}

#[test]
fn a_page_has_the_content_type_or_the_beginning_of_html() {
    for kind in ["text/html", "TEXT/HTML; charset=utf-8", "application/xhtml+xml"] {
        assert!(is_html(kind), "{kind}");
        assert!(Page::detect(Some(kind), b"anything").is_some());
    }
    for body in [
        "<!DOCTYPE html>",
        "\u{feff} \n<!doctype HTML>",
        "<html lang=\"de\">",
        "<HTML>",
    ] {
        for kind in [None, Some("application/json")] {
            assert!(Page::detect(kind, body.as_bytes()).is_some(), "{body}");
        }
    }
    for body in ["", "{}", "<error/>", "<?xml version=\"1.0\"?>", "text <html>", "<htm"] {
        assert_eq!(Page::detect(Some("application/json"), body.as_bytes()), None, "{body}");
    }
    assert!(!is_html("text/html5") && !is_html(""));
}

#[test]
fn the_title_is_the_first_one() {
    for (body, expected) in [
        ("<html><head><title>Sign in</title>", Some("Sign in")),
        (
            "<TITLE lang=\"en\">\n  Guest\n Wi-Fi </TITLE><title>b</title>",
            Some("Guest\n Wi-Fi"),
        ),
        ("<title>cut off", Some("cut off")),
        ("<title></title>", None),
        ("<title", None),
        ("<html>none</html>", None),
    ] {
        assert_eq!(title(body).as_deref(), expected, "{body}");
    }
}

#[test]
fn a_long_title_is_cut_off() {
    let body = format!("<title>{}</title>", "t".repeat(1 << 20));
    assert_eq!(title(&body).map(|title| title.len()), Some(4096));
}

#[test]
fn bytes_of_any_encoding_are_a_title() {
    let page = Page::detect(Some("text/html"), b"<title>Anmeldung f\xfcr G\xe4ste</title>").unwrap();
    assert_eq!(page.title.as_deref(), Some("Anmeldung f\u{fffd}r G\u{fffd}ste"));
}
