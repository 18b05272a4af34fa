//! `genesys-spec init`: gives the crate in the current folder a fragment.

mod manifest;
mod plan;
mod program;

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::document::printable;
use crate::failure::{Failure, NO_INPUT};
use crate::output;
use crate::source::Location;
use crate::terminal::Progress;
use crate::trim::choice::Choice;
use crate::trim::{self, Cutting};
pub(crate) use manifest::Origin;
use manifest::{FILE, Manifest};
use plan::Plan;

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
    let cut = trim::cut(&Cutting::new(init.source, init.choice), &progress)?;
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
