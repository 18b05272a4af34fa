//! `genesys-spec init`: gives the crate in the current folder a fragment.

mod manifest;
mod program;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use genesys_cloud_codegen::document::ir::Api;

use crate::document::printable;
use crate::failure::{Failure, NO_INPUT, USAGE};
use crate::output;
use crate::source::Location;
use crate::terminal::Progress;
use crate::trim::choice::Choice;
use crate::trim::{self, Cut, Cutting};
pub(crate) use manifest::Origin;
use manifest::{BuildScript, FILE, Manifest};
use program::Names;

/// The arguments of `init`.
pub(crate) struct Init<'a> {
    pub(crate) source: &'a Location,
    pub(crate) choice: &'a Choice,
    /// The name of the fragment. Default: the name of its only tag, or `api`.
    pub(crate) name: Option<&'a str>,
    /// Where the dependencies come from.
    pub(crate) origin: Origin,
    /// Whether there is a program in `examples/`.
    pub(crate) example: bool,
}

/// Writes the fragment, the build script and the dependencies, and a report to `out`. If anything is refused, nothing is written.
pub(crate) fn init(init: &Init<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut manifest = Manifest::read(Path::new(""))?;
    check_origin(&init.origin)?;
    let added = manifest.add(&init.origin)?;
    let progress = Progress::start();
    let cutting = Cutting {
        source: init.source,
        choice: init.choice,
        strict: false,
        verbose: false,
    };
    let cut = trim::cut(&cutting, &progress)?;
    drop(progress);
    let plan = Plan::new(init, &manifest, &cut)?;
    let mut lines = vec![format!("wrote {}: {}", plan.spec.display(), cut.summary)];
    lines.extend(cut.notes);
    output::write(&plan.spec, &cut.text)?;
    lines.extend(plan.write_build_script()?);
    if let Some((file, text)) = &plan.example {
        output::write(file, text.as_bytes())?;
        lines.push(format!("wrote {}", file.display()));
    }
    if !added.is_empty() {
        output::write(Path::new(FILE), manifest.text().as_bytes())?;
        lines.push(format!("changed {FILE}: {}", added.join(", ")));
    }
    lines.extend(plan.next());
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(())
}

/// The files that are written.
struct Plan {
    /// The path of the fragment.
    spec: PathBuf,
    build: BuildScript,
    /// The text of the build script that is there already.
    known_build: Option<String>,
    /// The line of the build script that builds the fragment.
    line: String,
    example: Option<(PathBuf, String)>,
    /// How the crate includes the code and runs the example.
    next: Vec<String>,
}

impl Plan {
    fn new(init: &Init<'_>, manifest: &Manifest, cut: &Cut) -> Result<Self, Failure> {
        let name = match init.name {
            Some(name) => name.to_owned(),
            None => default_name(&cut.api),
        };
        if name.is_empty()
            || !name
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-'))
        {
            let problem = "is not a name: use ASCII letters, digits, `_` and `-`";
            return Err(Failure::new(USAGE, format!("--name {name:?} {problem}")));
        }
        let spec = PathBuf::from(format!("spec/{name}.json"));
        if spec.exists() {
            let spec = spec.display();
            let problem = format!(
                "is there already: `genesys-spec update {spec}` updates it, and --name gives another one a name"
            );
            return Err(Failure::new(USAGE, format!("{spec}: {problem}")));
        }
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
        let line = format!("genesys_cloud_codegen::Fragment::file(\"spec/{name}.json\"){builder}.build();");
        let client = manifest.client();
        let mut next = vec![
            "in src/main.rs or src/lib.rs:".to_owned(),
            "    mod genesys {".to_owned(),
            format!("        {client}::include_api!({fragment});"),
            "    }".to_owned(),
            "    use genesys::Apis as _;".to_owned(),
        ];
        let mut example = None;
        if init.example {
            let file = PathBuf::from(format!("examples/{name}.rs"));
            if file.exists() {
                let problem = "is there already: give the fragment another name with --name";
                return Err(Failure::new(USAGE, format!("{}: {problem}", file.display())));
            }
            let names = Names {
                client: &client,
                example: &name,
                fragment: &fragment,
            };
            if let Some((text, arguments)) = program::program(&names, &cut.api, init.choice) {
                example = Some((file, text));
                let arguments = if arguments.is_empty() {
                    String::new()
                } else {
                    format!(" -- {}", arguments.join(" "))
                };
                next.push(
                    "with GENESYSCLOUD_REGION, GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET set:"
                        .to_owned(),
                );
                next.push(format!("    cargo run --example {name}{arguments}"));
            }
        }
        Ok(Self {
            spec,
            build,
            known_build,
            line,
            example,
            next,
        })
    }

    /// Writes the build script, unless there is one. Returns the lines of the report.
    fn write_build_script(&self) -> Result<Vec<String>, Failure> {
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

    fn next(&self) -> Vec<String> {
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

/// Refuses a folder that is not a checkout.
fn check_origin(origin: &Origin) -> Result<(), Failure> {
    let Origin::Path(path) = origin else { return Ok(()) };
    let has = |file: &str, package: &str| {
        let text = fs::read_to_string(Path::new(path).join(file)).unwrap_or_default();
        text.contains(&format!("\nname = \"{package}\"\n"))
    };
    if has("Cargo.toml", "genesys-cloud") && has("codegen/Cargo.toml", "genesys-cloud-codegen") {
        return Ok(());
    }
    let problem =
        "is not a checkout of the repository of genesys-cloud: it needs the packages genesys-cloud and codegen";
    Err(Failure::new(NO_INPUT, format!("{}: {problem}", printable(path))))
}
