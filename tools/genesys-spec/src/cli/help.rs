//! The texts of the help.
//!
//! clap wraps paragraphs at the width of the terminal, and at 80 columns at most. Tables are written with line breaks, below that width.

pub(super) const ABOUT: &str =
    "Cuts fragments out of the API document that Genesys publishes, sets up crates for them, checks and updates them.";

pub(super) const EXAMPLES: &str = "\
Examples:
  genesys-spec list --region us-east-1 --tag Users
  genesys-spec init --operation getUsers --example";

pub(super) const TRIM: &str = "\
Keeps the chosen operations of a document and everything that they refer to, and writes them as OpenAPI 3.0.3.

The source is Swagger 2.0, as Genesys publishes it, or OpenAPI 3.0: a file, or a URL with https (http on loopback only). With --region, \
the source is the document that Genesys publishes in that region. Without --tag and --operation, all operations are \
kept. The fragment has the order of the source.

Unambiguous mistakes of the source are repaired. Operations that cannot be generated, or that the client cannot call (files, forms, \
security schemes other than OAuth 2), are left out. Standard error lists both. --strict refuses both.

If the exit code is 0, a build accepts the fragment, which may have up to 64 MiB. Otherwise, no file is written. An operation \
that --operation names, and a tag that --tag names, have to be a part of the fragment: without them, the exit code is 65.";

pub(super) const TRIM_EXAMPLES: &str = "\
Examples:
  genesys-spec trim swagger.json --operation getUsers -o spec/users.json
  genesys-spec trim --region eu-west-1 --tag Users -o spec/users.json";

pub(super) const LIST: &str = "\
Lists the operations of a document: operationId, method, tag, path and permissions. Below them are the tags with their numbers of \
operations.

With --tag and --operation, it lists only these operations.

With --paging, it lists the operations that a fragment has, with the scheme by which the client reads their lists page by page. If only \
a part of a scheme is there, it says which part is missing.";

pub(super) const LIST_EXAMPLES: &str = "\
Examples:
  genesys-spec list swagger.json --tag Users
  genesys-spec list --region eu-west-1 --preview
  genesys-spec list swagger.json --json | jq -r '.operations[].id'
  genesys-spec list swagger.json --paging --operation getUsers";

pub(super) const CHECK: &str = "\
Reports the problems that a build would report, one on each line, and the warnings on standard error.";

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  genesys-spec check spec/users.json
  genesys-spec check spec/users.json --json";

pub(super) const DIFF: &str = "\
Lists what changes for a caller of the generated Rust API from OLD to NEW, and the version step that follows.

Both are documents that `check` accepts, or documents that need only the repairs of `trim`. Each line is a change: `breaking` if a \
program may no longer compile or has another effect, `additive` if there is something new, `documentation` if only the documentation \
changes. Types that an operation or a field adds or removes are listed with it.";

pub(super) const DIFF_EXAMPLES: &str = "\
Examples:
  genesys-spec diff spec/users.json fresh.json
  genesys-spec diff spec/users.json fresh.json --fail-on breaking";

pub(super) const INIT: &str = "\
Gives the crate in the current folder a fragment, with which a build generates a client of the chosen operations.

Writes spec/NAME.json and build.rs, and adds two dependencies to Cargo.toml, whose comments stay. A build.rs that exists is not changed: \
the line that belongs in it is printed. With --example, examples/NAME.rs is a program that calls the first operation. An existing file is \
never replaced, and if anything is refused, nothing is written.";

pub(super) const INIT_EXAMPLES: &str = "\
Examples:
  genesys-spec init --operation getUsers --example
  genesys-spec init --tag Users --source swagger.json
  genesys-spec init --operation getUsers --path ../genesys-cloud";

pub(super) const UPDATE: &str = "\
Cuts a fragment out of its source again, with the tags and operations that it remembers in `info.x-genesys-spec`, and lists what changes \
for a caller of the generated Rust API, as `diff` does.

Texts that were written by hand stay. Where the source has changed the same text, a line begins with `conflict` and names the operation.

An operation or a tag that was chosen has to be in the source, and has to be one that can be generated. Otherwise the exit code is 2, and \
the fragment stays as it is. A new version or date of the source alone changes nothing.";

pub(super) const UPDATE_EXAMPLES: &str = "\
Examples:
  genesys-spec update spec/users.json
  genesys-spec update spec/users.json --check
  genesys-spec update spec/users.json --source swagger.json";

pub(super) const GENERATE: &str = "\
Writes the Rust code that a build makes of a fragment, for projects without a build script. The code belongs in a module of its own, \
below `use genesys_cloud;`, and works only with the genesys-cloud of the same version as this program.";

pub(super) const GENERATE_EXAMPLES: &str = "\
Examples:
  genesys-spec generate spec/users.json | less
  genesys-spec generate spec/users.json --output src/genesys.rs";

pub(super) const COMPLETIONS: &str = "\
Writes the script with which a shell completes the commands and options of this program.";

pub(super) const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  genesys-spec completions bash > /etc/bash_completion.d/genesys-spec
  genesys-spec completions fish > ~/.config/fish/completions/genesys-spec.fish";

pub(super) const CODES: &str = "\
Exit codes:
  0   success; check: no problems; diff: no changes, or only of the
      documentation, or none that --fail-on names; update: written or nothing
      to do
  1   check: there are problems; diff: additive changes; update --check: changes
      that break nothing
  2   diff: breaking changes; update --check: the same; update: something that
      was chosen is no longer there
  64  the command line is invalid, or names an unknown tag or operation, or a
      URL that is not read
  65  a document is invalid, not supported or too large, or something that was
      asked for cannot be generated
  66  a document cannot be read or downloaded
  73  the output cannot be written";
