//! `genesys-spec check`: the problems and warnings that a build would report.

use std::io::Write;

use genesys_cloud_codegen::Problem;
use genesys_cloud_codegen::document::ir::Target;
use genesys_cloud_codegen::document::{Document, Json};

use crate::document::{object, text};
use crate::failure::{Failure, PROBLEMS, located};
use crate::limit::{self, TooLarge};
use crate::output;
use crate::source::{Location, Text};
use crate::terminal::Progress;

pub(crate) fn check(file: &Location, json: bool, out: &mut dyn Write, log: &mut dyn Write) -> Result<u8, Failure> {
    let progress = Progress::start();
    progress.step("reading");
    let Text { name, content, .. } = Text::read(file, &progress)?;
    progress.step("generating");
    let found = Found::from_fragment(&content);
    drop(progress);
    if json {
        out.write_all(&output::pretty(&found.json(&name)))?;
    } else {
        for warning in &found.warnings {
            // The problems and the exit code matter even if the log cannot be written.
            let _ = writeln!(log, "warning: {name}{}", warning.line);
        }
        for problem in &found.problems {
            writeln!(out, "{name}{}", problem.line)?;
        }
        if let Some(lines) = found.lines {
            // The exit code says the same.
            let _ = writeln!(log, "{name}: no problems, {lines} lines of Rust");
        }
    }
    out.flush()?;
    Ok(if found.problems.is_empty() { 0 } else { PROBLEMS })
}

/// The findings about a fragment.
struct Found {
    problems: Vec<Finding>,
    warnings: Vec<Finding>,
    /// The number of lines of the generated code, if there is no problem.
    lines: Option<usize>,
}

impl Found {
    fn from_fragment(fragment: &str) -> Self {
        if let Some(problem) = limit::problem(fragment.len()) {
            return Self {
                problems: vec![Finding::for_file(problem)],
                warnings: Vec::new(),
                lines: None,
            };
        }
        let mut outcome = Document::parse(fragment).generate(Target::Dependent);
        outcome.locate(fragment);
        let (problems, lines) = match outcome.result {
            Ok((_, code)) => (Vec::new(), Some(code.lines().count())),
            Err(problems) => (problems, None),
        };
        let findings = |problems: &[Problem]| problems.iter().map(Finding::new).collect();
        Self {
            problems: findings(&problems),
            warnings: findings(&outcome.warnings),
            lines,
        }
    }

    fn json(&self, file: &str) -> Json {
        let findings = |findings: &[Finding]| Json::List(findings.iter().map(Finding::json).collect());
        let lines = self.lines.map_or(Json::Null, |lines| Json::Number(lines.into()));
        object([
            ("file", text(file)),
            ("problems", findings(&self.problems)),
            ("warnings", findings(&self.warnings)),
            ("lines", lines),
        ])
    }
}

/// A problem or a warning.
struct Finding {
    /// The JSON pointer to the place, unless the finding concerns the whole file.
    pointer: Option<String>,
    /// The line and the column in the file.
    position: Option<(u32, u32)>,
    message: String,
    help: String,
    /// The line of the report, behind the name of the file.
    line: String,
}

impl Finding {
    fn new(problem: &Problem) -> Self {
        Self {
            pointer: problem.pointer().map(str::to_owned),
            position: problem.line().zip(problem.column()),
            message: problem.message().to_owned(),
            help: problem.help().to_owned(),
            line: located(problem),
        }
    }

    fn for_file(TooLarge { message, help }: TooLarge) -> Self {
        Self {
            pointer: None,
            position: None,
            line: format!(": {message}: {help}"),
            message,
            help,
        }
    }

    fn json(&self) -> Json {
        let number = |number: Option<u32>| number.map_or(Json::Null, |number| Json::Number(number.into()));
        object([
            ("pointer", self.pointer.as_ref().map_or(Json::Null, text)),
            ("line", number(self.position.map(|(line, _)| line))),
            ("column", number(self.position.map(|(_, column)| column))),
            ("message", text(&self.message)),
            ("help", text(&self.help)),
        ])
    }
}
