//! The texts of the help. clap wraps paragraphs at the width of the terminal, and at 80 columns at most; tables and examples have line
//! breaks below that width.

pub(super) const ABOUT: &str = "Manages tokens of a Genesys Cloud organization: shows, checks, revokes, idle timeout.";

pub(super) const PROGRAM: &str = "\
Manages tokens of a Genesys Cloud organization: shows who holds a token, checks it, revokes the tokens of users who leave, and sets the idle timeout.

The account comes from the environment variables of the Terraform provider (GENESYSCLOUD_REGION, GENESYSCLOUD_OAUTHCLIENT_ID, \
GENESYSCLOUD_OAUTHCLIENT_SECRET, GENESYSCLOUD_ACCESS_TOKEN), and from the profiles of gc (~/.gc/config.toml) for what they do not set.";

pub(super) const PROGRAM_EXAMPLES: &str = "\
Examples:
  genesys-tokens whoami --sandbox
  genesys-tokens revoke --file leavers.txt --dry-run
  genesys-tokens idle-timeout set 15m --profile production";

pub(super) const WHOAMI: &str = "\
Shows the holder of the current token: a user or an OAuth client, the organization, the grant, the scopes, and when the token ends if it \
is not used.

The idle timer of the token goes on. The exit code is 1 without access.";

pub(super) const WHOAMI_EXAMPLES: &str = "\
Examples:
  genesys-tokens whoami --profile production
  genesys-tokens whoami --json | jq -r .organization.id";

pub(super) const CHECK: &str = "\
Checks whether the token is valid, without a reset of its idle timer.

With --org, a token of another organization counts as invalid. --token-stdin checks a token of someone else, which standard input has: it \
appears neither in the list of processes nor in the history of the shell.

--metrics writes gauges for Prometheus: genesys_token_check_success, and genesys_token_valid if it can be told.";

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  genesys-tokens check --org 5e0f6b1c-9d27-4c83-a1f4-2b7d80e6c953
  genesys-tokens check --quiet || echo 'no valid token'
  pass show genesys/token | genesys-tokens check --token-stdin
  genesys-tokens check --metrics > /var/lib/node_exporter/genesys.prom";

pub(super) const CHECK_CODES: &str = "\
Exit codes:
  0    the token is valid
  1    the token is invalid, or belongs to another organization
  2    it cannot be told, or the command line is invalid";

pub(super) const REVOKE: &str = "\
Revokes all tokens of users, so that they are signed out everywhere.

A file has one user on each line, as an id or as an e-mail address. Empty lines and comments, which begin with #, are left out. \
With --column, the file is a table in CSV. Anything else is invalid: it is named, and not sent.

Before it begins, it says how many users it revokes, at which rate and how long that takes, and asks. The report has a row for each line, as soon as it is known: input, id, outcome, \
status, correlation_id, time. Ctrl-C ends the run within a second, and --resume does the rest.

It needs the permission oauth:token:delete, and directory:user:view for e-mail addresses and --all-users. Users who sign in through SSO \
come back unless they are inactive.";

pub(super) const REVOKE_EXAMPLES: &str = "\
Examples:
  genesys-tokens revoke ada@example.com
  genesys-tokens revoke --file leavers.csv --column email --dry-run
  genesys-tokens revoke --file leavers.txt --yes --report leavers-report.csv
  genesys-tokens revoke --file leavers.txt --resume leavers-report.csv
  genesys-tokens revoke --sandbox ada@example.com kim@example.com
  genesys-tokens revoke --sandbox --all-users --per-minute 600";

pub(super) const REVOKE_CODES: &str = "\
Exit codes:
  0    the tokens of all users are revoked
  1    nothing could be done, or a permission is missing, or not confirmed
  2    the command line is invalid, or the report may not be written there
  3    some users were not revoked: they are counted and listed
  130  interrupted with Ctrl-C";

pub(super) const IDLE_TIMEOUT: &str = "\
Shows or changes the time without use after which the tokens of the organization end.

It needs the permission directory:organization:admin.";

pub(super) const IDLE_TIMEOUT_EXAMPLES: &str = "\
Examples:
  genesys-tokens idle-timeout get
  genesys-tokens idle-timeout set 15m
  genesys-tokens idle-timeout check --max 15m > evidence.json";

pub(super) const IDLE_TIMEOUT_GET_EXAMPLES: &str = "\
Examples:
  genesys-tokens idle-timeout get
  genesys-tokens idle-timeout get --json | jq .idleTokenTimeoutSeconds";

pub(super) const IDLE_TIMEOUT_SET: &str = "\
Switches the timeout on, with this length. Everything else in the setting is kept, also the groups that have a timeout of their own.

It shows the setting before and after the change, and asks. An organization with HIPAA compliance allows at most 15 minutes.";

pub(super) const IDLE_TIMEOUT_SET_EXAMPLES: &str = "\
Examples:
  genesys-tokens idle-timeout set 15m
  genesys-tokens idle-timeout set 2h --yes --profile production";

pub(super) const IDLE_TIMEOUT_OFF_EXAMPLES: &str = "\
Examples:
  genesys-tokens idle-timeout off
  genesys-tokens idle-timeout off --yes --profile test";

pub(super) const IDLE_TIMEOUT_CHECK: &str = "\
Checks that the timeout is on, and at most as long as a policy allows. A group with a longer timeout counts if the timeouts of groups \
are on.

It writes a JSON document as evidence: the setting, the limit in seconds, the organization and the time.";

pub(super) const IDLE_TIMEOUT_CHECK_EXAMPLES: &str = "\
Examples:
  genesys-tokens idle-timeout check --max 15m
  genesys-tokens idle-timeout check --max 900s > evidence.json";

pub(super) const IDLE_TIMEOUT_CHECK_CODES: &str = "\
Exit codes:
  0    the timeout is within the limit
  1    the timeout is longer, or off
  2    it cannot be told, or the command line is invalid";

pub(super) const LOGIN: &str = "\
Signs a user in with the browser (PKCE), and shows who it is.

The OAuth client needs the grant Code Authorization, and http://localhost among its redirect URIs. The token is kept only with \
--save-profile: in ~/.gc/config.toml, in clear text, where gc and --profile find it. The file is readable by its owner alone. Otherwise the \
token is revoked at once.";

pub(super) const LOGIN_EXAMPLES: &str = "\
Examples:
  genesys-tokens login --region eu-west-1 --client-id ID --save-profile me
  genesys-tokens login --profile me --save-profile me
  genesys-tokens whoami --profile me";

pub(super) const COMPLETIONS: &str = "\
Writes the script with which a shell completes the commands and options of this program.";

pub(super) const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  genesys-tokens completions bash > /etc/bash_completion.d/genesys-tokens
  genesys-tokens completions fish > ~/.config/fish/completions/genesys-tokens.fish";
