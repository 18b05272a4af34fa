//! An invalid setting or argument.

use std::borrow::Cow;
use std::fmt;

use super::one_line;
use super::text::quoted;

/// A setting of the client or an argument of a call is invalid or missing. Nothing was sent.
///
/// ```
/// use genesys_cloud::{Client, Error};
///
/// let Err(Error::Config(error)) = Client::builder().base_url("api.example.com").access_token("token").build() else {
///     panic!("a URL without a scheme was accepted");
/// };
/// assert_eq!(error.setting(), "base_url");
/// assert_eq!(error.to_string(), "base_url: is not an absolute URL such as https://host/prefix");
/// ```
#[derive(Clone)]
pub struct ConfigError {
    setting: Cow<'static, str>,
    /// The name of the argument of a generated method, if it is spelled in another way than the parameter.
    argument: Option<Box<str>>,
    problem: Box<str>,
}

impl ConfigError {
    pub(super) fn new(setting: Cow<'static, str>, problem: String) -> Self {
        Self {
            setting,
            argument: None,
            problem: problem.into(),
        }
    }

    /// Returns the error for a parameter of an operation.
    pub(super) fn for_parameter(name: &str, problem: String) -> Self {
        let argument = snake_case(name);
        Self {
            argument: (argument != name).then(|| argument.into()),
            ..Self::new(name.to_owned().into(), problem)
        }
    }

    /// Returns the name of the setting or argument: a method of [`ClientBuilder`](crate::ClientBuilder) or
    /// [`Request`](crate::Request), an environment variable, or a parameter of the operation as the specification spells it
    /// (`userId`). `Display` begins with the name of the argument (`user_id`) if it is another one.
    #[must_use]
    pub fn setting(&self) -> &str {
        &self.setting
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.argument {
            Some(argument) => write!(f, "{} ({})", one_line(argument, 120), one_line(&self.setting, 120))?,
            None => write!(f, "{}", one_line(&self.setting, 240))?,
        }
        write!(f, ": {}", one_line(&self.problem, 720))
    }
}

/// Returns the name that the generator gives to the argument for a parameter: `preserve_idle_ttl` for `preserveIdleTTL`.
fn snake_case(name: &str) -> String {
    let mut words = String::new();
    let mut is_after_lower = false;
    let mut is_after_upper = false;
    let mut characters = name.chars().peekable();
    while let Some(character) = characters.next() {
        let is_before_lower = characters.peek().is_some_and(char::is_ascii_lowercase);
        let begins_word = character.is_ascii_uppercase() && (is_after_lower || (is_after_upper && is_before_lower));
        if !character.is_ascii_alphanumeric() || begins_word {
            words.push('_');
        }
        if character.is_ascii_alphanumeric() {
            words.push(character.to_ascii_lowercase());
        }
        // A digit belongs to the letters before it.
        if !character.is_ascii_digit() {
            is_after_lower = character.is_ascii_lowercase();
            is_after_upper = character.is_ascii_uppercase();
        }
    }
    words
}

impl fmt::Debug for ConfigError {
    /// Writes a bounded text, since the problem may quote the value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfigError")
            .field("setting", &quoted(&self.setting, 80))
            .field("argument", &self.argument.as_ref().map(|argument| quoted(argument, 80)))
            .field("problem", &quoted(&self.problem, 800))
            .finish()
    }
}

impl std::error::Error for ConfigError {}
