//! References, and what they stand for.

use super::Check;
use crate::json::Json;
use crate::pointer::component;
use crate::problem::quoted;
use crate::read::fit;
use crate::read::grammar::Keywords;

impl Check {
    /// Checks an object of a section, or a reference to one.
    pub(super) fn referable(&mut self, json: &mut Json, keywords: &'static Keywords, section: &str) -> bool {
        let stays = self.reference(json, section).unwrap_or_else(|| {
            let is_whole = self.object(json, keywords);
            fit::component(json, section);
            is_whole
        });
        if !stays && section == "parameters" {
            *json = fit::invalid_parameter();
            return true;
        }
        stays
    }

    /// Checks a reference, and removes the keywords beside it. Returns whether it can stay; `None` if this is not a reference.
    pub(super) fn reference(&mut self, json: &mut Json, section: &str) -> Option<bool> {
        if !matches!(json, Json::Object(_)) {
            return None;
        }
        let reference = json.get("$ref")?;
        let fits = self.inside("$ref", |check| match reference {
            Json::Text(reference) => check.refers_to(reference, section),
            _ => check.wrong_kind(reference, "a string"),
        });
        self.remove_keywords_beside(json);
        Some(fits)
    }

    /// Returns whether there is a component of this section that the reference names.
    fn refers_to(&mut self, reference: &str, section: &str) -> bool {
        let quoted = quoted(reference);
        match component(reference, section) {
            Some(name) if self.components.contains(&format!("{section}/{name}")) => return true,
            Some(_) => self.problem(
                format!("{quoted} does not exist"),
                "add the component, or correct the name",
            ),
            None if reference.starts_with('#') => self.problem(
                format!("{quoted} is not a component of the right kind"),
                format!("refer to `#/components/{section}/<name>`"),
            ),
            None => self.problem(
                format!("{quoted} is in another document"),
                format!("copy it to `#/components/{section}` and refer to that"),
            ),
        }
        false
    }

    fn remove_keywords_beside(&mut self, json: &mut Json) {
        let Json::Object(entries) = json else { return };
        if entries.len() > 1 {
            let help = "move the reference into an `allOf` with one item if these keywords are needed";
            self.warning("OpenAPI 3.0 ignores the keywords beside a `$ref`", help);
            entries.retain(|(key, _)| key == "$ref");
        }
    }
}
