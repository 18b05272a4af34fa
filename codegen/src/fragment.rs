//! The file of a fragment, as a build script uses it.

mod warnings;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

use crate::document::Document;
use crate::ir::Target;
use crate::problem::{Outcome, Problem};
use crate::text::{MAX_SIZE, decoded};

/// The file of an OpenAPI 3.0 fragment, from which a build script generates a client.
///
/// ```no_run
/// // build.rs
/// fn main() {
///     genesys_cloud_codegen::Fragment::file("spec/users.json").build();
/// }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a fragment does nothing until build or generate is called"]
pub struct Fragment {
    file: PathBuf,
    name: String,
    target: Target,
}

/// The name that `include_api!()` uses without an argument.
const UNNAMED: &str = "api";

/// The names of the fragments that this build script has built, by the name in lowercase. Each fragment needs its own file and
/// variable, and some systems ignore case in both.
static BUILT: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

impl Fragment {
    /// Returns the fragment in this file. A relative path starts at the directory of the package's `Cargo.toml`.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self {
            file: path.into(),
            name: UNNAMED.to_owned(),
            target: Target::Dependent,
        }
    }

    /// Sets the name of the fragment, for a package that has several: `genesys_cloud::include_api!("users")` includes the one named
    /// `users`. A name consists of ASCII letters, digits, `_` and `-`. Names must differ in more than case.
    ///
    /// ```no_run
    /// // build.rs
    /// use genesys_cloud_codegen::Fragment;
    ///
    /// fn main() {
    ///     Fragment::file("spec/users.json").name("users").build();
    ///     Fragment::file("spec/routing.json").name("routing").build();
    /// }
    /// ```
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Generates the code for the package genesys-cloud itself.
    #[doc(hidden)]
    pub fn shipped(mut self) -> Self {
        self.target = Target::GenesysCloud;
        self
    }

    /// Generates the code in a build script, for [`include_api!`] to include it.
    ///
    /// Writes the code to `OUT_DIR`, and tells Cargo to run the script again when the file of the fragment changes. Reports all
    /// problems at once, as `cargo::error` lines: Cargo shows them and fails the build. Harmless mistakes of the document are
    /// `cargo::warning` lines. If there are more than 10, warnings with the same message are counted in one line.
    ///
    /// [`include_api!`]: https://docs.rs/genesys-cloud/0.1/genesys_cloud/macro.include_api.html
    pub fn build(self) {
        println!("cargo::rerun-if-changed={}", self.path().display());
        match self.write() {
            Ok(code) => {
                println!("cargo::rustc-env=GENESYS_CLOUD_API_{}={}", self.name, code.display());
                // A later build of the fragment without a name replaces this file, since the last line of a variable counts.
                if let Some(refusal) = code.parent().and_then(refuse_without_name) {
                    println!("cargo::rustc-env=GENESYS_CLOUD_API_{UNNAMED}={}", refusal.display());
                }
            }
            Err(problems) => {
                for problem in problems {
                    println!("cargo::error={problem}");
                }
            }
        }
    }

    /// Generates the code and returns it, for uses other than a build script.
    ///
    /// # Errors
    ///
    /// Returns every problem of the fragment, in the order of the file; or the one problem that the file cannot be read or is larger
    /// than 64 MiB.
    ///
    /// ```no_run
    /// use genesys_cloud_codegen::Fragment;
    ///
    /// match Fragment::file("spec/users.json").generate() {
    ///     Ok(code) => println!("{} lines of Rust", code.lines().count()),
    ///     Err(problems) => problems.iter().for_each(|problem| eprintln!("{problem}")),
    /// }
    /// ```
    pub fn generate(&self) -> Result<String, Vec<Problem>> {
        self.outcome().result
    }

    fn outcome(&self) -> Outcome<String> {
        let mut outcome = match self.read() {
            Ok(text) => self.generated(text),
            Err(problem) => Outcome {
                result: Err(vec![problem]),
                warnings: Vec::new(),
            },
        };
        let mut has_findings = false;
        for problem in outcome.findings_mut() {
            problem.set_file(&self.file);
            has_findings = true;
        }
        if has_findings {
            // The file is read for the second time, since the generation needs the memory of the text.
            if let Ok(text) = self.read() {
                outcome.locate(&text);
            }
        }
        outcome
    }

    fn generated(&self, text: String) -> Outcome<String> {
        let document = Document::parse(&text);
        drop(text);
        let Outcome { result, warnings } = document.generate(self.target);
        Outcome {
            result: result.map(|(_, code)| code),
            warnings,
        }
    }

    fn path(&self) -> PathBuf {
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| self.file.clone(), |root| Path::new(&root).join(&self.file))
    }

    /// Reads the text of the fragment.
    fn read(&self) -> Result<String, Problem> {
        let path = self.path();
        let cannot_read = |error: &io::Error| {
            let help = match error.kind() {
                io::ErrorKind::NotFound => format!(
                    "create it with `genesys-spec init` or `genesys-spec trim swagger.json --tag TAG --output {}`, or correct the path",
                    self.file.display()
                ),
                _ => "correct the path or the permissions".to_owned(),
            };
            Problem::for_file(format!("cannot be read: {error} ({})", path.display()), help)
        };
        let file = File::open(&path).map_err(|error| cannot_read(&error))?;
        let mut bytes = Vec::new();
        // One byte above the limit shows that a file is too large, even if the system knows no size of it.
        let read = file.take(MAX_SIZE as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| cannot_read(&error))?;
        if bytes.len() > MAX_SIZE {
            return Err(Problem::for_file(
                format!("the file is larger than {} MiB", MAX_SIZE >> 20),
                "cut a fragment out of it with `genesys-spec trim`",
            ));
        }
        decoded(bytes)
    }

    /// Writes the code to `OUT_DIR`, and returns the path of the file.
    fn write(&self) -> Result<PathBuf, Vec<Problem>> {
        self.check_name().map_err(|problem| vec![problem])?;
        let Outcome { result, warnings } = self.outcome();
        for line in warnings::lines(&warnings) {
            println!("cargo::warning={line}");
        }
        let code = result?;
        let directory = env::var_os("OUT_DIR").ok_or_else(|| {
            let help = "call `build` in a build script, or `generate` elsewhere";
            vec![Problem::for_file("OUT_DIR is not set", help).in_file(&self.file)]
        })?;
        let file = Path::new(&directory).join(format!("genesys_cloud_{}.rs", self.name));
        match fs::write(&file, code) {
            Ok(()) => Ok(file),
            Err(error) => {
                let message = format!("cannot be written: {error}");
                Err(vec![
                    Problem::for_file(message, "free the disk space, or correct the permissions").in_file(&file),
                ])
            }
        }
    }

    fn check_name(&self) -> Result<(), Problem> {
        let fits = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-');
        if self.name.is_empty() || !self.name.chars().all(fits) {
            let message = format!("the name {:?} of this fragment is not valid", self.name);
            return Err(Problem::for_file(message, "use ASCII letters, digits, `_` and `-`").in_file(&self.file));
        }
        let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = built.insert(self.name.to_ascii_lowercase(), self.name.clone()) {
            let message = format!("another fragment of this package has the name {known:?}");
            let help = if known == self.name {
                "give each fragment a name of its own with `Fragment::name`"
            } else {
                "choose a name that differs from it in more than case"
            };
            return Err(Problem::for_file(message, help).in_file(&self.file));
        }
        Ok(())
    }
}

/// Writes the code that `include_api!()` includes if all fragments have names: an error with the names. `None` if a fragment has no
/// name, or if the file cannot be written.
fn refuse_without_name(directory: &Path) -> Option<PathBuf> {
    let built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    let code = refusal(built.values().map(String::as_str))?;
    let file = directory.join("genesys_cloud_without_name.rs");
    fs::write(&file, code).ok()?;
    Some(file)
}

/// Returns the error for `include_api!()`. `None` if there is a fragment without a name.
fn refusal<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    if names.clone().any(|name| name == UNNAMED) {
        return None;
    }
    let calls: Vec<String> = names.map(|name| format!("include_api!(\"{name}\")")).collect();
    let message = format!(
        "include_api!() names no fragment, but this package has only fragments with names; write {}",
        calls.join(" or ")
    );
    Some(format!("compile_error!({message:?});\n"))
}

#[cfg(test)]
mod tests;
