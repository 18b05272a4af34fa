//! The files that `init` writes, checked before the first one is written.

use std::fs;
use std::path::{Path, PathBuf};

use genesys_cloud_codegen::document::ir::Api;

use super::Init;
use super::manifest::{BuildScript, FILE, Manifest};
use super::program::{self, Names};
use crate::document::printable;
use crate::failure::{Failure, USAGE};
use crate::output;
use crate::trim::Cut;

/// The files that are written.
pub(super) struct Plan {
    /// The path of the fragment.
    pub(super) spec: PathBuf,
    build: BuildScript,
    /// The text of the build script that is there already.
    known_build: Option<String>,
    /// The line of the build script that builds the fragment.
    line: String,
    /// The program in `examples/` and its path.
    pub(super) example: Option<(PathBuf, String)>,
    /// How the crate includes the code and runs the example.
    next: Vec<String>,
}

impl Plan {
    pub(super) fn new(init: &Init<'_>, manifest: &Manifest, cut: &Cut) -> Result<Self, Failure> {
        let name = match init.name {
            Some(name) => name.to_owned(),
            None => default_name(&cut.api),
        };
        check_name(&name)?;
        let spec = PathBuf::from(format!("spec/{name}.json"));
        check_is_new(&spec)?;
        let build = manifest.build_script();
        let known_build = match &build {
            BuildScript::File(file) => fs::read_to_string(file).ok(),
            BuildScript::Disabled => None,
        };
        // A second fragment needs a name.
        let has_another = known_build
            .as_ref()
            .is_some_and(|text| text.contains("Fragment::file("));
        let (builder, fragment) = if has_another {
            (format!(".name(\"{name}\")"), format!("\"{name}\""))
        } else {
            (String::new(), String::new())
        };
        let client = manifest.client();
        let mut plan = Self {
            spec,
            build,
            known_build,
            line: format!("genesys_cloud_codegen::Fragment::file(\"spec/{name}.json\"){builder}.build();"),
            example: None,
            next: vec![
                "in src/main.rs or src/lib.rs:".to_owned(),
                "    mod genesys {".to_owned(),
                format!("        {client}::include_api!({fragment});"),
                "    }".to_owned(),
                "    use genesys::Apis as _;".to_owned(),
            ],
        };
        if init.example {
            let names = Names {
                client: &client,
                example: &name,
                fragment: &fragment,
            };
            plan.add_example(&names, init, &cut.api)?;
        }
        Ok(plan)
    }

    /// Adds the program in `examples/`, and how it is run.
    fn add_example(&mut self, names: &Names<'_>, init: &Init<'_>, api: &Api) -> Result<(), Failure> {
        let name = names.example;
        let file = PathBuf::from(format!("examples/{name}.rs"));
        if file.exists() {
            let problem = "is there already: give the fragment another name with --name";
            return Err(Failure::new(USAGE, format!("{}: {problem}", file.display())));
        }
        let Some((text, arguments)) = program::program(names, api, init.choice) else {
            return Ok(());
        };
        self.example = Some((file, text));
        let arguments = if arguments.is_empty() {
            String::new()
        } else {
            format!(" -- {}", arguments.join(" "))
        };
        self.next.extend([
            "with GENESYSCLOUD_REGION, GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET set:".to_owned(),
            format!("    cargo run --example {name}{arguments}"),
        ]);
        Ok(())
    }

    /// Writes the build script, unless there is one. Returns the lines of the report.
    pub(super) fn write_build_script(&self) -> Result<Vec<String>, Failure> {
        let line = &self.line;
        let BuildScript::File(file) = &self.build else {
            return Ok(vec![
                format!(
                    "{FILE} has `build = false`, so there is no build script: remove it, and add to build.rs, in `main`:"
                ),
                format!("    {line}"),
            ]);
        };
        let file = printable(file);
        if let Some(known) = &self.known_build {
            if known.contains(line) {
                return Ok(vec![format!("{file} builds the fragment already")]);
            }
            return Ok(vec![
                format!("{file} is there already, and was not changed: add to it, in `main`:"),
                format!("    {line}"),
            ]);
        }
        output::write(Path::new(&file), format!("fn main() {{\n    {line}\n}}\n").as_bytes())?;
        Ok(vec![format!("wrote {file}")])
    }

    /// Returns the lines about what is left to do.
    pub(super) fn next(&self) -> Vec<String> {
        let mut lines = vec!["next:".to_owned()];
        lines.extend(self.next.iter().map(|line| format!("  {line}")));
        lines
    }
}

/// Returns the method of `Client` if all operations belong to one tag, which describes them.
fn default_name(api: &Api) -> String {
    match api.tags.as_slice() {
        [only] => only.ident.trim_end_matches('_').to_owned(),
        _ => "api".to_owned(),
    }
}

/// Refuses to replace a fragment.
fn check_is_new(spec: &Path) -> Result<(), Failure> {
    if !spec.exists() {
        return Ok(());
    }
    let spec = spec.display();
    let problem =
        format!("is there already: `genesys-spec update {spec}` updates it, and --name gives another one a name");
    Err(Failure::new(USAGE, format!("{spec}: {problem}")))
}

/// Refuses a name that cannot be a part of the names of files and of Rust code.
fn check_name(name: &str) -> Result<(), Failure> {
    let fits = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-');
    if !name.is_empty() && name.chars().all(fits) {
        return Ok(());
    }
    let problem = "is not a name: use ASCII letters, digits, `_` and `-`";
    Err(Failure::new(USAGE, format!("--name {name:?} {problem}")))
}
