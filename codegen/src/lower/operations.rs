//! Operations.

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
        let parameters = self.parameters(&source, &path, &owner);
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
    let value = source.tree.get("x-inin-requires-permissions")?;
    // Without it, the permissions would say nothing.
    let all = value.text_of("type")? == "ALL";
    let names: Vec<String> = value.texts("permissions").map(str::to_owned).collect();
    (!names.is_empty()).then_some(Permissions { all, names })
}
