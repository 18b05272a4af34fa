//! Servers. A client sends every request to the host that it was built for, so only the path of a server counts: it stands
//! before each path.

use openapiv3::Server;

use super::Lower;
use crate::openapi::OperationRef;
use crate::problem::quoted;

impl<'a> Lower<'a> {
    /// Returns the path on which an operation is called.
    pub(super) fn full_path(&mut self, source: &OperationRef<'a>) -> String {
        // The innermost list of servers counts, and the first server of it.
        let own = [
            (&source.operation.servers, source.at.as_str()),
            (&source.item.servers, source.path_at()),
        ];
        let own = own.into_iter().find_map(|(servers, at)| Some((servers.first()?, at)));
        let prefix = match own {
            None => self.prefix.clone(),
            Some((server, at)) => self.prefix_of(server, &format!("{at}/servers")),
        };
        format!("{prefix}{}", source.path)
    }

    /// Finds the path before the paths of operations without servers of their own.
    pub(super) fn find_prefix(&mut self) {
        if let Some(server) = self.document.root.servers.first() {
            self.prefix = self.prefix_of(server, "/servers");
        }
    }

    /// Returns the path of the first server of a list, without the slash at its end.
    fn prefix_of(&mut self, server: &Server, at: &str) -> String {
        if let Some(path) = path(&filled(server)) {
            return path.trim_end_matches('/').to_owned();
        }
        let problem = format!(
            "{} is neither a URL with a host nor an absolute path",
            quoted(&server.url)
        );
        self.problem(
            &format!("{at}/0/url"),
            problem,
            "begin it with `https://` or with a slash",
        );
        String::new()
    }
}

/// Returns a URL of a server in which the variables have their default values.
fn filled(server: &Server) -> String {
    let mut url = server.url.clone();
    for (name, variable) in server.variables.iter().flatten() {
        url = url.replace(&format!("{{{name}}}"), &variable.default);
    }
    url
}

/// Returns the path of a URL, or `None` for one that is relative to the URL of the document.
fn path(url: &str) -> Option<&str> {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let url = &url[..end];
    let with_host = url
        .split_once("://")
        .map(|(_, rest)| rest)
        .or_else(|| url.strip_prefix("//"));
    match with_host {
        Some(rest) => Some(rest.find('/').map_or("", |start| &rest[start..])),
        None if url.is_empty() || url.starts_with('/') => Some(url),
        None => None,
    }
}

#[cfg(test)]
mod tests;
