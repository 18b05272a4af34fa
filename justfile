# The commands of CONTRIBUTING.md, for `just`. Each is one line that works without it.

# All six operations against a mock server.
tour:
    cargo run --example tour --features sandbox

# All tests.
test:
    cargo test --workspace --all-features

# Format and lints.
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-features --all-targets -- -D warnings

# The documentation, as docs.rs shows it: with the names of features, which need a nightly rustdoc or this variable.
doc:
    RUSTC_BOOTSTRAP=1 RUSTDOCFLAGS="--cfg docsrs" cargo doc --workspace --no-deps --all-features --open

# Everything that a change has to pass.
ci:
    bash .ci/run
