//! Guides: pages that explain how to use the client. This module exists in the documentation only.
//!
//! In reading order:
//!
//! 1. [Getting started](getting_started): a first program, an OAuth client, the region
//! 2. [Signing in](signing_in): which grant when
//! 3. [Errors](errors): what each error means, and what to do
//! 4. [Other APIs](other_apis): calling operations outside of the Tokens API
//! 5. [Paging](paging): lists that are returned page by page
//! 6. [Batch jobs](batch_jobs): thousands of calls
//! 7. [Ctrl-C](ctrl_c): ending a program in the middle of a call
//! 8. [Testing your program](testing): a mock server with responses and faults of your choice
//! 9. [Networks](networks): proxies, gateways, certificates, DNS
//! 10. [Logging](logging): what is logged, and a safe `RUST_LOG`
//! 11. [Reliability](reliability): what the client promises when something fails
//! 12. [Security](security): what the client promises about tokens, TLS and secrets
//! 13. [Names](names): how generated code is named
//! 14. [Versions](versions): what stays stable
//! 15. [Migration](migration): coming from the Python, Go or Java SDK, or from `gc`
//! 16. [Administration](administration): `genesys-tokens`, a program for administrators

/// Defines the module of a page, which ends with a link to the next one.
macro_rules! page {
    ($name:ident $file:literal, next $next:ident $title:literal) => {
        #[doc = include_str!($file)]
        #[doc = concat!("\n\nNext: [", $title, "](crate::docs::", stringify!($next), ")")]
        pub mod $name {}
    };
    // A page whose code needs the sandbox.
    ($name:ident $file:literal, next $next:ident $title:literal, without the sandbox $without:literal) => {
        #[cfg(feature = "sandbox")]
        page!($name $file, next $next $title);
        #[doc = $without]
        #[doc = "\n\nThis page needs the feature `sandbox`."]
        #[cfg(not(feature = "sandbox"))]
        pub mod $name {}
    };
}

page!(
    getting_started "docs/getting_started.md", next signing_in "Signing in",
    without the sandbox "From an empty folder to a program that calls your organization."
);
page!(signing_in "docs/signing_in.md", next errors "Errors");
page!(errors "docs/errors.md", next other_apis "Other APIs");
page!(other_apis "docs/other_apis.md", next paging "Paging");
page!(paging "docs/paging.md", next batch_jobs "Batch jobs");
page!(batch_jobs "docs/batch_jobs.md", next ctrl_c "Ctrl-C");
page!(ctrl_c "docs/ctrl_c.md", next testing "Testing your program");

page!(
    testing "docs/testing.md", next networks "Networks",
    without the sandbox "How to test your program without Genesys Cloud."
);
page!(networks "docs/networks.md", next logging "Logging");
page!(logging "docs/logging.md", next reliability "Reliability");
page!(reliability "docs/reliability.md", next security "Security");
page!(security "docs/security.md", next names "Names");
page!(names "docs/names.md", next versions "Versions");
page!(versions "docs/versions.md", next migration "Migration");
page!(migration "docs/migration.md", next administration "Administration");
#[doc = include_str!("docs/administration.md")]
pub mod administration {}
