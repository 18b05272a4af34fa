//! The organization that a command works on: from the environment or a profile, or a sandbox.

use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::{ClientBuilder, Error, Region};

use crate::console::note;
use crate::failure::Failure;

/// How many users a sandbox has, beside the one that each sandbox has.
const SANDBOX_USERS: usize = 24;

/// The options that choose the organization.
#[derive(Debug, Default)]
pub(crate) struct Account {
    pub(crate) profile: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) sandbox: bool,
}

/// The organization, as the settings of a client.
pub(crate) struct Platform {
    pub(crate) builder: ClientBuilder,
    /// The mock server, which runs as long as this.
    pub(crate) sandbox: Option<Sandbox>,
}

impl Platform {
    /// Finds the settings. Those that are missing are an error only when the client is built.
    pub(crate) fn find(account: &Account) -> Result<Self, Failure> {
        if account.sandbox {
            return Self::start_sandbox(account);
        }
        let mut builder = ClientBuilder::discover(account.profile.as_deref())?;
        if let Some(region) = &account.region {
            let region: Region = region.parse().map_err(|error: Error| {
                let Error::Config(error) = error else {
                    return Failure::from(error);
                };
                Failure::usage(format!("--{error}"))
            })?;
            builder = builder.region(region);
        }
        Ok(Self {
            builder: named(builder),
            sandbox: None,
        })
    }

    fn start_sandbox(account: &Account) -> Result<Self, Failure> {
        for (option, value) in [("--profile", &account.profile), ("--region", &account.region)] {
            if value.is_some() {
                return Err(Failure::usage(format!(
                    "--sandbox calls a mock server: leave out {option}"
                )));
            }
        }
        let sandbox = Sandbox::start()
            .map_err(|error| Failure::failed(format!("the sandbox cannot be started on 127.0.0.1: {error}")))?;
        let _ = sandbox.add_users(SANDBOX_USERS);
        Ok(Self {
            builder: named(sandbox.client_builder()),
            sandbox: Some(sandbox),
        })
    }

    /// Says on standard error that the results come from a sandbox.
    pub(crate) fn say_if_sandbox(&self) {
        if let Some(sandbox) = &self.sandbox {
            note(format_args!(
                "This is a sandbox at {}: nothing is real.",
                sandbox.base_url()
            ));
        }
    }
}

fn named(builder: ClientBuilder) -> ClientBuilder {
    builder.user_agent(concat!("genesys-tokens/", env!("CARGO_PKG_VERSION")))
}
