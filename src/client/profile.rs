//! Configuration from a profile of the command `gc`.

mod file;
mod values;

use std::env;
use std::path::{Path, PathBuf};

use super::environment;
use super::source::Source;
use super::{Client, ClientBuilder};
use crate::Error;
use file::ProfileFile;

/// The profile that `gc` uses if none is named.
const DEFAULT_PROFILE: &str = "default";

/// Profiles. Need the feature `profile`.
impl Client {
    /// Builds a client from a profile of the command `gc`. See [`ClientBuilder::from_profile`].
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the file, the profile and the key that is missing or invalid.
    ///
    /// ```no_run
    /// use genesys_cloud::Client;
    ///
    /// let me = Client::from_profile(None)?.tokens().get_tokens_me().send()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn from_profile(profile: Option<&str>) -> Result<Self, Error> {
        ClientBuilder::from_profile(profile)?.build()
    }

    /// Builds a client from the environment and a profile of the command `gc`: the way for a program that works with whatever is set
    /// up on the machine. See [`ClientBuilder::discover`].
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names what is missing, and where the client has looked for it, or what is invalid.
    ///
    /// ```no_run
    /// use genesys_cloud::Client;
    ///
    /// // `--profile` of the program.
    /// let profile: Option<String> = None;
    /// let client = Client::discover(profile.as_deref())?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn discover(profile: Option<&str>) -> Result<Self, Error> {
        ClientBuilder::discover(profile)?.build()
    }
}

/// Profiles. Need the feature `profile`.
impl ClientBuilder {
    /// Returns the configuration of a profile in `~/.gc/config.toml`, which the command `gc profiles new` writes. `None` is the
    /// profile `default`.
    ///
    /// | key | setting |
    /// |---|---|
    /// | `environment` | [`region`](Self::region): a domain or an AWS region. `localhost` with an optional port is a server on this machine, which needs no token |
    /// | `access_token` | [`access_token`](Self::access_token); it has priority over the client credentials |
    /// | `client_credentials`, `client_secret` | [`client_credentials`](Self::client_credentials): the id and the secret |
    /// | `grant_type`, `redirect_uri`, `oauth_token_data` | if the profile signs in with the browser: the token of the last sign-in with `gc`, until it expires |
    /// | `gateway_host`, `gateway_port`, `gateway_protocol`, `gateway_pathparams` | [`base_url`](Self::base_url) and [`login_url`](Self::login_url) |
    /// | `proxy_host`, `proxy_port`, `proxy_protocol`, `proxy_username`, `proxy_password` | [`proxy`](Self::proxy) |
    ///
    /// The case of names and keys does not matter, and an empty value counts as not set. Other keys are ignored.
    ///
    /// The file has secrets in clear text. If other users of the machine can read it, that is logged at the level WARN.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the file, the profile and the key. It never quotes a value. If the profile does not exist, it lists those
    /// that do. Some values are only checked by [`build`](Self::build).
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use genesys_cloud::ClientBuilder;
    ///
    /// let client = ClientBuilder::from_profile(Some("production"))?.timeout(Duration::from_secs(30)).build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn from_profile(profile: Option<&str>) -> Result<Self, Error> {
        let path = path().ok_or_else(|| {
            let problem =
                "not set, so that the profiles in .gc/config.toml cannot be found; set it to your home directory";
            Error::config(HOME, problem)
        })?;
        read(&path, profile)?.apply()
    }

    /// Returns the configuration of the environment, and of a profile for what is not set there, as `gc` does.
    ///
    /// - Each value comes from the environment ([`from_env`](Self::from_env)) if it is set there, and else from the profile
    ///   ([`from_profile`](Self::from_profile)). The settings of a gateway belong together, and so do the settings of a proxy.
    /// - Any access token has priority over any client credentials.
    /// - Without a file, and without a profile `default` in it, the environment has to be enough. A profile that is named has to
    ///   exist, even if the environment is enough.
    ///
    /// Set what the command line of your program has on the result: it has priority over both.
    ///
    /// ```no_run
    /// use genesys_cloud::ClientBuilder;
    ///
    /// # let (profile, region): (Option<String>, Option<genesys_cloud::Region>) = (None, None);
    /// let mut builder = ClientBuilder::discover(profile.as_deref())?;
    /// if let Some(region) = region {
    ///     builder = builder.region(region);
    /// }
    /// let client = builder.build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if something is invalid, or if the named profile does not exist. What is missing is an error of
    /// [`build`](Self::build), which names each place where the client has looked for it.
    pub fn discover(profile: Option<&str>) -> Result<Self, Error> {
        discover(environment::source()?, path().as_deref(), profile)?.apply()
    }
}

/// The variable with the home directory.
const HOME: &str = if cfg!(windows) { "USERPROFILE" } else { "HOME" };

/// Returns the path of the file. `None` if the home directory is not known.
fn path() -> Option<PathBuf> {
    let home = env::var_os(HOME).filter(|home| !home.is_empty())?;
    Some(Path::new(&home).join(".gc").join("config.toml"))
}

/// Reads a profile, which has to exist.
fn read(path: &Path, profile: Option<&str>) -> Result<Source, Error> {
    let file = ProfileFile::read(path)?.ok_or_else(|| {
        let problem = "does not exist; create it with `gc profiles new`";
        Error::config(path.display().to_string(), problem)
    })?;
    let profile = profile.unwrap_or(DEFAULT_PROFILE);
    file.profile(profile)?.ok_or_else(|| file.unknown(profile))
}

/// Adds the settings of a profile to the settings of the environment.
fn discover(environment: Source, path: Option<&Path>, profile: Option<&str>) -> Result<Source, Error> {
    let Some(path) = path else {
        return match profile {
            Some(profile) => Err(Error::config(
                HOME,
                format!("not set, so that the profile {profile} cannot be found; set it to your home directory"),
            )),
            None => Ok(environment),
        };
    };
    if profile.is_some() {
        let place = format!("the profile of {}", path.display());
        return Ok(environment.or(read(path, profile)?, place));
    }
    let (found, place) = match ProfileFile::read(path)? {
        None => (None, format!("{}, which does not exist", path.display())),
        Some(file) => match file.profile(DEFAULT_PROFILE)? {
            None => (
                None,
                format!("{}, which has no profile {DEFAULT_PROFILE}", path.display()),
            ),
            found => (found, format!("the profile {DEFAULT_PROFILE} of {}", path.display())),
        },
    };
    Ok(match found {
        Some(source) => environment.or(source, place),
        None => environment.also_read(place),
    })
}

#[cfg(test)]
mod tests;
