//! Time limits, sizes and the name of the program.

use super::*;

#[test]
fn a_time_limit_of_zero_is_refused() {
    assert_refused(builder().timeout(Duration::ZERO), "timeout", "is 0");
    assert_refused(builder().attempt_timeout(Duration::ZERO), "attempt_timeout", "is 0");
    assert_refused(builder().connect_timeout(Duration::ZERO), "connect_timeout", "is 0");
}

#[test]
fn a_size_of_zero_is_refused() {
    assert_refused(builder().max_response_bytes(0), "max_response_bytes", "is 0");
}

#[test]
fn the_shortest_and_the_longest_settings_are_accepted() {
    for time in [Duration::from_nanos(1), Duration::MAX] {
        let builder = builder().timeout(time).attempt_timeout(time).connect_timeout(time);
        assert!(builder.build().is_ok(), "{time:?}");
    }
    for bytes in [1, u64::MAX] {
        assert!(builder().max_response_bytes(bytes).build().is_ok());
    }
    for connections in [0, 1, usize::MAX] {
        assert!(builder().max_idle_connections(connections).build().is_ok());
    }
}

#[test]
fn defaults_are_those_of_the_documentation() {
    let shown = format!("{:?}", builder());
    for default in [
        "timeout: 120s",
        "attempt_timeout: 15s",
        "connect_timeout: 5s",
        "max_response_bytes: 16777216",
        "max_retries: 3",
        "base_delay: 200ms",
        "max_delay: 20s",
        "max_retry_after: 60s",
    ] {
        assert!(shown.contains(default), "{default}: {shown}");
    }
}

#[test]
fn the_timeout_is_that_of_the_call() {
    let client = builder().timeout(Duration::from_secs(17)).build().unwrap();
    assert_eq!(client.inner.begin_call().deadline.limit(), Duration::from_secs(17));
}

#[test]
fn the_name_of_the_program_is_put_before_that_of_the_crate() {
    let own = concat!("genesys-cloud-rust/", env!("CARGO_PKG_VERSION"));
    for (name, expected) in [
        ("", own.to_owned()),
        (" ", own.to_owned()),
        ("report/2.1", format!("report/2.1 {own}")),
        (" report (night) ", format!("report (night) {own}")),
    ] {
        assert_eq!(
            builder().user_agent(name).user_agent_value().unwrap(),
            expected,
            "{name:?}"
        );
    }
    assert_eq!(builder().user_agent_value().unwrap(), own);
}

#[test]
fn a_name_of_a_program_that_is_not_valid_in_a_header_is_refused() {
    for name in [
        "s3cr3t\r\nX: y",
        "s3cr3t\n2",
        "a\0b",
        "a\tb",
        "a\u{7f}b",
        "größe/1",
        "a\u{200b}b",
    ] {
        assert_refused(builder().user_agent(name), "user_agent", "other than visible ASCII");
    }
}

#[test]
fn a_name_of_a_program_that_is_too_long_is_refused() {
    assert!(builder().user_agent("a".repeat(160_000)).build().is_ok());
    assert_refused(
        builder().user_agent("a".repeat(160 << 10)),
        "user_agent",
        "too long for a header",
    );
}
