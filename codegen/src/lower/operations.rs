//! Operations.

use serde_json::Value;

use super::Lower;
use super::draft::DraftOperation;
use super::owner::Owner;
use crate::ir::Permissions;
use crate::openapi::OperationRef;

impl<'a> Lower<'a> {
    pub(super) fn operation(
        &mut self,
        source: OperationRef<'a>,
        ident: String,
        type_ident: String,
    ) -> DraftOperation<'a> {
        let owner = Owner::for_operation(source.id());
        let path = self.full_path(&source);
        let described = self.described_parameters(&source);
        let parameters = self.parameters(&source, &path, &described, &owner);
        let noted_siblings = self.noted_siblings(&source, &path, &described);
        let body = self.body(&source, &owner);
        let (output, output_description) = self.output(&source, &owner);
        let errors = self.errors(&source);
        let needs_token = self.needs_token(&source);
        DraftOperation {
            ident,
            type_ident,
            path,
            permissions: permissions(&source),
            needs_token,
            parameters,
            noted_siblings,
            body,
            output,
            output_description,
            errors,
            source,
        }
    }
}

/// Reads `x-inin-requires-permissions`, whose shape has been checked.
fn permissions(source: &OperationRef<'_>) -> Option<Permissions> {
    let value = source.operation.extensions.get("x-inin-requires-permissions")?;
    // Without `type`, the permissions would say nothing.
    let all = value.get("type")?.as_str()? == "ALL";
    let names = value.get("permissions")?.as_array()?;
    let names: Vec<String> = names.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    (!names.is_empty()).then_some(Permissions { all, names })
}
