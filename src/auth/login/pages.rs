//! The responses of the listener.

use super::callback::Callback;

/// The path of the page that says that the sign-in is done. The listener redirects the browser to that page, so that the code leaves
/// the address bar.
const PAGE_PATH: &str = "/signed-in";
/// The same if the redirect URI has that path.
const OTHER_PAGE_PATH: &str = "/signed-in/done";

/// Headers of each response. The page has no script and nothing foreign, and its address is sent to no other site.
const HEADERS: &str = "Cache-Control: no-store\r\n\
    Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\
    Referrer-Policy: no-referrer\r\n\
    X-Content-Type-Options: nosniff\r\n\
    Connection: close\r\n";

/// Returns the path of the page, which is not the path of the redirect URI.
pub(super) fn page_path(redirect_path: &str) -> &'static str {
    if redirect_path == PAGE_PATH {
        OTHER_PAGE_PATH
    } else {
        PAGE_PATH
    }
}

/// Returns the response to the callback: a redirect to the page.
pub(super) fn redirect(page_path: &str) -> Vec<u8> {
    format!("HTTP/1.1 303 See Other\r\nLocation: {page_path}\r\n{HEADERS}Content-Length: 0\r\n\r\n").into_bytes()
}

/// Returns the page after a callback.
pub(super) fn page(callback: &Callback) -> Vec<u8> {
    let (title, text) = match callback {
        Callback::Code(_) => ("Signed in", "You can close this page and return to the program."),
        Callback::Refused { .. } => (
            "Not signed in",
            "The sign-in was not completed. Return to the program, which says why.",
        ),
    };
    response("200 OK", &html(title, text))
}

/// Returns the response to a request that is not the callback.
pub(super) fn refusal(is_found: bool) -> Vec<u8> {
    if is_found {
        let text = "This request does not belong to the sign-in that the program waits for.";
        response("400 Bad Request", &html("Not the sign-in", text))
    } else {
        response("404 Not Found", &html("Not found", "There is no such page."))
    }
}

fn html(title: &str, text: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <style>body {{ font: 1.1rem/1.5 sans-serif; margin: 15vh auto; max-width: 30rem; padding: 0 1rem; color-scheme: light dark }}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n<p>{text}</p>\n</body>\n</html>\n"
    )
}

fn response(status: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{HEADERS}Content-Length: {length}\r\n\r\n"
    );
    (head + body).into_bytes()
}
