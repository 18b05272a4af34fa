//! The organization that a command works on: from the environment or a profile, or a sandbox.

use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::{ClientBuilder, Error, Region};

use crate::console::note;
use crate::failure::Failure;

/// The users that each sandbox has, so that a list leads to the same outcomes in each run. Two of them have one e-mail address.
const SANDBOX_USERS: [(&str, &str); 5] = [
    ("7f0c2a8e-91b3-4c5d-8e6f-0a1b2c3d4e5f", "ada@example.com"),
    ("0a91bc52-3d17-4e0f-9b84-6c2f5a7d1e30", "grace@example.com"),
    ("c41e7d06-58a2-4f9b-8d13-e7b09f64a285", "alan@example.com"),
    ("5b8f3e19-a60d-47c2-b3f8-1d94c0e76a5b", "kim@example.com"),
    ("e2d70c94-1f85-4b36-a9e7-80f3b5d26c41", "kim@example.com"),
];

/// The number of other users of a sandbox, who differ from run to run.
const OTHER_USERS: usize = 19;

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
        for (id, email) in SANDBOX_USERS {
            sandbox.add_user_with(id, email);
        }
        let _ = sandbox.add_users(OTHER_USERS);
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
