//! Single values: headers of a response, regions, base URLs, parameters. The lines of the input are, in this order,
//! `Retry-After`, `Date`, the correlation id, a region, a base URL, a path parameter; the rest is a query parameter.

#![no_main]

use std::time::Duration;

use genesys_cloud::http::{HeaderMap, HeaderValue};
use genesys_cloud::{Region, RetryPolicy, fuzzing};
use genesys_cloud_fuzz::check_error;
use libfuzzer_sys::fuzz_target;
use percent_encoding::percent_decode_str;

fuzz_target!(|data: &[u8]| {
    let mut parts = data.splitn(7, |byte| *byte == b'\n');
    let mut next = || parts.next().unwrap_or_default();
    let mut headers = HeaderMap::new();
    for name in ["retry-after", "date", "inin-correlation-id"] {
        if let Ok(value) = HeaderValue::from_bytes(next()) {
            headers.insert(name, value);
        }
    }
    check_waits(&headers);
    let _ = fuzzing::correlation_of(&headers);
    let [region, base_url, segment, query] =
        [next(), next(), next(), next()].map(|part| String::from_utf8_lossy(part).into_owned());
    check_region(&region);
    check_uri(&base_url, &segment, &query);
    check_uri("https://gateway.example.com/prefix", &segment, &query);
});

fn check_waits(headers: &HeaderMap) {
    let retry_after = fuzzing::retry_after(headers);
    let policy = RetryPolicy::default();
    for left in [0, 1, 59, 60, 61, 1000] {
        let left = Duration::from_secs(left);
        for retries in 0..5 {
            if let Some(delay) = fuzzing::delay(&policy, retries, retry_after, left) {
                assert!(retries < 3 && delay < left);
                assert!(
                    retry_after.is_none_or(|retry_after| retry_after <= delay && retry_after <= Duration::from_secs(60))
                );
            }
        }
    }
}

fn check_region(text: &str) {
    match text.parse::<Region>() {
        Ok(region) => {
            assert_eq!(region.to_string().parse::<Region>().ok(), Some(region.clone()));
            let url = format!("https://api.{}", region.domain());
            assert!(
                fuzzing::uri(&url, "x", "").is_ok(),
                "the region has no valid URL: {url}"
            );
        }
        Err(error) => check_error(&error, &[]),
    }
}

fn check_uri(base_url: &str, segment: &str, query: &str) {
    let uri = match fuzzing::uri(base_url, segment, query) {
        Ok(uri) => uri,
        Err(error) => return check_error(&error, &[]),
    };
    let base = base_url.parse::<genesys_cloud::http::Uri>().expect("it was accepted");
    assert_eq!((uri.scheme(), uri.authority()), (base.scheme(), base.authority()));
    let prefix = base.path().trim_end_matches('/');
    let written = uri
        .path()
        .strip_prefix(prefix)
        .and_then(|path| path.strip_prefix("/api/v2/tokens/"));
    let written = written.expect("it is below the base URL");
    assert!(
        !written.contains('/') && !matches!(written, "" | "." | ".."),
        "not one segment: {written}"
    );
    assert_eq!(decoded(written), segment);
    // A gateway may decode the path, and the server behind the gateway decodes it once more.
    let seen = percent_decode_str(segment).decode_utf8_lossy().to_ascii_lowercase();
    let seen: Vec<&str> = seen.split(['/', '\\']).map(str::trim).collect();
    assert!(
        seen != ["me"] && seen != ["timeout"] && !seen.contains(&".."),
        "another path: {written}"
    );
    assert_eq!(
        uri.query()
            .and_then(|query| query.strip_prefix("q="))
            .map(decoded)
            .as_deref(),
        Some(query)
    );
}

fn decoded(text: &str) -> String {
    percent_decode_str(text)
        .decode_utf8()
        .expect("it was UTF-8")
        .into_owned()
}
