/// What the operations send and bring back.
pub mod models {
    // The table below each type makes the rest of it, `Debug` and serde's traits among others: see src/model.rs.
    use std::collections::BTreeMap;
    use jiff::Timestamp;
    use serde_json::Value;

    /// What an access token stands for.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct TokenInfo {
        /// Organisation in which the token works.
        ///
        /// Read only.
        pub organization: Option<NamedEntity>,
        /// Organisation that the holder of the token comes from. It differs from `organization` where one
        /// organisation works in another that trusts it.
        ///
        /// Read only.
        pub home_organization: Option<NamedEntity>,
        /// OAuth scopes that were granted.
        ///
        /// Read only.
        pub authorized_scope: Option<Vec<String>>,
        /// The original of a user who was cloned into an organisation that trusts theirs. Absent for everybody
        /// else.
        ///
        /// Read only.
        pub cloned_user: Option<TokenInfoClonedUser>,
        /// When the token stops working unless it is used before.
        ///
        /// Read only.
        pub date_token_idles: Option<Timestamp>,
        /// OAuth client that the token was issued to.
        pub o_auth_client: Option<OrgOAuthClient>,
    }
    crate::model::fields!(TokenInfo {
        organization: "organization",
        home_organization: "homeOrganization",
        authorized_scope: "authorizedScope",
        cloned_user: "clonedUser",
        date_token_idles: "dateTokenIdles",
        o_auth_client: "OAuthClient",
    });

    /// Something that has an id and a name.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct NamedEntity {
        /// Id, unique across the platform.
        ///
        /// Read only.
        pub id: Option<String>,
        /// Name, for people to read.
        ///
        /// Read only.
        pub name: Option<String>,
    }
    crate::model::fields!(NamedEntity {
        id: "id",
        name: "name",
    });

    /// Something of which only the id is given.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Entity {
        /// Id, unique across the platform.
        ///
        /// Read only.
        pub id: Option<String>,
    }
    crate::model::fields!(Entity {
        id: "id",
    });

    /// The original of a cloned user.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct TokenInfoClonedUser {
        /// Id of the original user.
        ///
        /// Read only.
        pub id: Option<String>,
        /// Organisation of the original user.
        ///
        /// Read only.
        pub organization: Option<Entity>,
    }
    crate::model::fields!(TokenInfoClonedUser {
        id: "id",
        organization: "organization",
    });

    /// An OAuth client of an organisation.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct OrgOAuthClient {
        /// Id of the client, which is also its OAuth client id.
        ///
        /// Read only.
        pub id: Option<String>,
        /// Name of the client.
        ///
        /// Required by the specification.
        pub name: Option<String>,
        /// When the client was created.
        pub date_created: Option<Timestamp>,
        /// When the client was last changed.
        pub date_modified: Option<Timestamp>,
        /// Who created the client.
        pub created_by: Option<DomainEntityRef>,
        /// Who last changed the client.
        pub modified_by: Option<DomainEntityRef>,
        /// Grant with which the client gets its tokens: authorization code, implicit (`TOKEN`), SAML 2 bearer
        /// assertion, password or client credentials.
        ///
        /// Required by the specification.
        pub authorized_grant_type: Option<OrgOAuthClientAuthorizedGrantType>,
        /// OAuth scopes that the client may ask for.
        pub scope: Option<Vec<String>>,
        /// Roles of a client with the client credentials grant, each with the division in which it holds.
        pub role_divisions: Option<Vec<RoleDivision>>,
        /// Whether the client is in use.
        pub state: Option<OrgOAuthClientState>,
        /// When the client is due to be deleted.
        pub date_to_delete: Option<Timestamp>,
        /// Organisation that owns the client.
        ///
        /// Read only.
        pub organization: Option<NamedEntity>,
    }
    crate::model::fields!(OrgOAuthClient {
        id: "id",
        name: "name",
        date_created: "dateCreated",
        date_modified: "dateModified",
        created_by: "createdBy",
        modified_by: "modifiedBy",
        authorized_grant_type: "authorizedGrantType",
        scope: "scope",
        role_divisions: "roleDivisions",
        state: "state",
        date_to_delete: "dateToDelete",
        organization: "organization",
    });

    /// The values of `OrgOAuthClient.authorizedGrantType`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum OrgOAuthClientAuthorizedGrantType {
        /// `CODE`
        Code,
        /// `TOKEN`
        Token,
        /// `SAML2-BEARER`
        Saml2Bearer,
        /// `PASSWORD`
        Password,
        /// `CLIENT-CREDENTIALS`
        ClientCredentials,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(OrgOAuthClientAuthorizedGrantType {
        Code: "CODE",
        Token: "TOKEN",
        Saml2Bearer: "SAML2-BEARER",
        Password: "PASSWORD",
        ClientCredentials: "CLIENT-CREDENTIALS",
    });

    /// The values of `OrgOAuthClient.state`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum OrgOAuthClientState {
        /// `active`
        Active,
        /// `disabled`
        Disabled,
        /// `inactive`
        Inactive,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(OrgOAuthClientState {
        Active: "active",
        Disabled: "disabled",
        Inactive: "inactive",
    });

    /// A reference to another resource.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct DomainEntityRef {
        /// Id of the resource.
        pub id: Option<String>,
        /// Name of the resource.
        pub name: Option<String>,
        /// Path of the resource in this API.
        ///
        /// Format: `uri`.
        pub self_uri: Option<String>,
    }
    crate::model::fields!(DomainEntityRef {
        id: "id",
        name: "name",
        self_uri: "selfUri",
    });

    /// A role and the division in which it holds.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct RoleDivision {
        /// Id of the role.
        ///
        /// Required by the specification.
        pub role_id: Option<String>,
        /// Id of the division; `*` stands for all divisions.
        ///
        /// Required by the specification.
        pub division_id: Option<String>,
    }
    crate::model::fields!(RoleDivision {
        role_id: "roleId",
        division_id: "divisionId",
    });

    /// How long a token of the organisation may stay unused.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct IdleTokenTimeout {
        /// Idle time, in seconds, after which a token stops working. At least 300 (5 minutes) and at most 28800
        /// (8 hours); organisations under HIPAA may be held to 900 (15 minutes). An answer may say 0 where no
        /// timeout was ever set.
        ///
        /// At least 300.
        pub idle_token_timeout_seconds: Option<i32>,
        /// Whether the idle timeout is in force.
        pub enable_idle_token_timeout: Option<bool>,
        /// Unit that the inactivity timeout is shown in, minutes or hours. `idleTokenTimeoutSeconds` is in
        /// seconds all the same.
        pub inactivity_timeout_unit: Option<IdleTokenTimeoutInactivityTimeoutUnit>,
        /// Whether groups of users have inactivity timeouts of their own.
        pub inactivity_timeout_groups_enabled: Option<bool>,
        /// The inactivity timeouts of groups.
        pub inactivity_timeout_group_bundles: Option<Vec<InactivityTimeoutGroupBundle>>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl IdleTokenTimeout {
        /// Sets `idle_token_timeout_seconds`.
        #[must_use]
        pub fn with_idle_token_timeout_seconds(mut self, value: impl Into<i32>) -> Self {
            self.idle_token_timeout_seconds = Some(value.into());
            self
        }

        /// Sets `enable_idle_token_timeout`.
        #[must_use]
        pub fn with_enable_idle_token_timeout(mut self, value: impl Into<bool>) -> Self {
            self.enable_idle_token_timeout = Some(value.into());
            self
        }

        /// Sets `inactivity_timeout_unit`.
        #[must_use]
        pub fn with_inactivity_timeout_unit(
            mut self,
            value: impl Into<IdleTokenTimeoutInactivityTimeoutUnit>,
        ) -> Self {
            self.inactivity_timeout_unit = Some(value.into());
            self
        }

        /// Sets `inactivity_timeout_groups_enabled`.
        #[must_use]
        pub fn with_inactivity_timeout_groups_enabled(
            mut self,
            value: impl Into<bool>,
        ) -> Self {
            self.inactivity_timeout_groups_enabled = Some(value.into());
            self
        }

        /// Sets `inactivity_timeout_group_bundles`.
        #[must_use]
        pub fn with_inactivity_timeout_group_bundles(
            mut self,
            value: impl Into<Vec<InactivityTimeoutGroupBundle>>,
        ) -> Self {
            self.inactivity_timeout_group_bundles = Some(value.into());
            self
        }
    }
    crate::model::fields!(IdleTokenTimeout {
        idle_token_timeout_seconds: "idleTokenTimeoutSeconds",
        enable_idle_token_timeout: "enableIdleTokenTimeout",
        inactivity_timeout_unit: "inactivityTimeoutUnit",
        inactivity_timeout_groups_enabled: "inactivityTimeoutGroupsEnabled",
        inactivity_timeout_group_bundles: "inactivityTimeoutGroupBundles",
        ..additional_properties
    });

    /// The values of `IdleTokenTimeout.inactivityTimeoutUnit`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum IdleTokenTimeoutInactivityTimeoutUnit {
        /// `Minutes`
        Minutes,
        /// `Hours`
        Hours,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(IdleTokenTimeoutInactivityTimeoutUnit {
        Minutes: "Minutes",
        Hours: "Hours",
    });

    /// An inactivity timeout for some groups of users.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct InactivityTimeoutGroupBundle {
        /// Rank among the bundles, from 1 to 5.
        ///
        /// Required by the specification. At least 1. At most 5.
        pub priority: Option<i32>,
        /// Inactivity timeout, in seconds, from 300 (5 minutes) to 28800 (8 hours).
        ///
        /// Required by the specification. At least 300. At most 28800.
        pub timeout_seconds: Option<i32>,
        /// Unit that the inactivity timeout is shown in, minutes or hours. `timeoutSeconds` is in seconds all
        /// the same.
        pub inactivity_timeout_unit: Option<
            InactivityTimeoutGroupBundleInactivityTimeoutUnit,
        >,
        /// Ids of the groups.
        ///
        /// Required by the specification.
        pub groups: Option<Vec<String>>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl InactivityTimeoutGroupBundle {
        /// Sets `priority`.
        #[must_use]
        pub fn with_priority(mut self, value: impl Into<i32>) -> Self {
            self.priority = Some(value.into());
            self
        }

        /// Sets `timeout_seconds`.
        #[must_use]
        pub fn with_timeout_seconds(mut self, value: impl Into<i32>) -> Self {
            self.timeout_seconds = Some(value.into());
            self
        }

        /// Sets `inactivity_timeout_unit`.
        #[must_use]
        pub fn with_inactivity_timeout_unit(
            mut self,
            value: impl Into<InactivityTimeoutGroupBundleInactivityTimeoutUnit>,
        ) -> Self {
            self.inactivity_timeout_unit = Some(value.into());
            self
        }

        /// Sets `groups`.
        #[must_use]
        pub fn with_groups(mut self, value: impl Into<Vec<String>>) -> Self {
            self.groups = Some(value.into());
            self
        }
    }
    crate::model::fields!(InactivityTimeoutGroupBundle {
        priority: "priority",
        timeout_seconds: "timeoutSeconds",
        inactivity_timeout_unit: "inactivityTimeoutUnit",
        groups: "groups",
        ..additional_properties
    });

    /// The values of `InactivityTimeoutGroupBundle.inactivityTimeoutUnit`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum InactivityTimeoutGroupBundleInactivityTimeoutUnit {
        /// `Minutes`
        Minutes,
        /// `Hours`
        Hours,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(InactivityTimeoutGroupBundleInactivityTimeoutUnit {
        Minutes: "Minutes",
        Hours: "Hours",
    });
}

/// The operations: one type for each API, and one for each request.
pub mod api {
    use crate::http::Method;
    use crate::models;
    use crate::request::Request;
    use crate::{Client, Error, Response};

    impl Client {
        /// The Tokens API.
        ///
        /// Access tokens: what the current one stands for, revoking tokens, and how long they may stay unused.
        pub fn tokens(&self) -> TokensApi<'_> {
            TokensApi { client: self }
        }
    }

    /// The Tokens API; [`Client::tokens`] gives it.
    ///
    /// Access tokens: what the current one stands for, revoking tokens, and how long they may stay unused.
    #[derive(Debug, Clone, Copy)]
    #[must_use = "it does nothing until an operation is called"]
    pub struct TokensApi<'a> {
        client: &'a Client,
    }

    impl<'a> TokensApi<'a> {
        /// Revokes every token of one user.
        ///
        /// The user is signed out everywhere: each access token issued to them stops working, and calls that
        /// carry one are answered with 401.
        ///
        /// `DELETE /api/v2/tokens/{userId}`, deleteToken
        ///
        /// Needs the permission `oauth:token:delete`.
        ///
        /// Parameters:
        ///
        /// - `user_id`, required: Id of the user. `me` and `timeout` are not ids: those paths are other
        ///   operations. To revoke the token that makes the call, use deleteTokensMe. Refused, since they would
        ///   name another path: `me`, `timeout`.
        ///
        /// Returns nothing.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong. Documented are these statuses, with these codes in the body:
        ///
        /// - 400: `bad.request`, `invalid.date`, `invalid.value`
        /// - 401: `authentication.required`, `bad.credentials`
        /// - 403: `missing.any.permissions`, `missing.permissions`, `not.authorized`
        /// - 404: `not.found`
        /// - 408: `client.timeout`
        /// - 409: `general.conflict`
        /// - 413: `request.entity.too.large`
        /// - 415: `unsupported.media.type`
        /// - 429: `too.many.requests`, `too.many.requests.retry.after`
        /// - 500: `internal.server.error`
        /// - 503: `service.unavailable`
        /// - 504: `authentication.request.timeout`, `request.timeout`
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// client.tokens().delete_token("userId").send()?;
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn delete_token(&self, user_id: impl Into<String>) -> DeleteToken<'a> {
            DeleteToken {
                client: self.client,
                user_id: user_id.into(),
            }
        }

        /// Describes the token that makes the call.
        ///
        /// Tells which organisation and OAuth client the token belongs to, what it may be used for and, where
        /// an idle timeout is on, when it runs out unused.
        ///
        /// `GET /api/v2/tokens/me`, getTokensMe
        ///
        /// Parameters:
        ///
        /// - `preserve_idle_ttl`, optional: `true` leaves the idle timer of the token as it is. The call resets
        ///   it otherwise.
        ///
        /// Returns [`TokenInfo`](models::TokenInfo): What the token stands for.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong. Documented are these statuses, with these codes in the body:
        ///
        /// - 400: `bad.request`, `invalid.date`, `invalid.value`
        /// - 401: `authentication.required`, `bad.credentials`
        /// - 403: `missing.any.permissions`, `missing.permissions`, `not.authorized`
        /// - 404: `not.found`
        /// - 408: `client.timeout`
        /// - 409: `general.conflict`
        /// - 413: `request.entity.too.large`
        /// - 415: `unsupported.media.type`
        /// - 429: `too.many.requests`, `too.many.requests.retry.after`
        /// - 500: `internal.server.error`
        /// - 503: `service.unavailable`
        /// - 504: `authentication.request.timeout`, `request.timeout`
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client.tokens().get_tokens_me().send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn get_tokens_me(&self) -> GetTokensMe<'a> {
            GetTokensMe {
                client: self.client,
                preserve_idle_ttl: None,
            }
        }

        /// Checks that the token that makes the call is valid.
        ///
        /// A success means that it is. Status and headers are the whole answer, of an error too: HEAD has no
        /// body, so there is no error code to read.
        ///
        /// `HEAD /api/v2/tokens/me`, headTokensMe
        ///
        /// Returns nothing.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// client.tokens().head_tokens_me().send()?;
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn head_tokens_me(&self) -> HeadTokensMe<'a> {
            HeadTokensMe {
                client: self.client,
            }
        }

        /// Revokes the token that makes the call.
        ///
        /// The token stops working at once, whoever holds a copy of it: a logout. Later calls that carry it are
        /// answered with 401.
        ///
        /// `DELETE /api/v2/tokens/me`, deleteTokensMe
        ///
        /// Returns nothing.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong. Documented are these statuses, with these codes in the body:
        ///
        /// - 400: `bad.request`, `invalid.date`, `invalid.value`
        /// - 401: `authentication.required`, `bad.credentials`
        /// - 403: `missing.any.permissions`, `missing.permissions`, `not.authorized`
        /// - 404: `not.found`
        /// - 408: `client.timeout`
        /// - 409: `general.conflict`
        /// - 413: `request.entity.too.large`
        /// - 415: `unsupported.media.type`
        /// - 429: `too.many.requests`, `too.many.requests.retry.after`
        /// - 500: `internal.server.error`
        /// - 503: `service.unavailable`
        /// - 504: `authentication.request.timeout`, `request.timeout`
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// client.tokens().delete_tokens_me().send()?;
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn delete_tokens_me(&self) -> DeleteTokensMe<'a> {
            DeleteTokensMe {
                client: self.client,
            }
        }

        /// Reads the idle timeout of the organisation's tokens.
        ///
        /// A token that is not used for that long stops working.
        ///
        /// The source of this fragment marks the operation as a preview, which may change without notice, and
        /// asks for a permission. Newer versions of the platform have lifted both: the preview mark since SDK
        /// 195, the permission since SDK 212.
        ///
        /// `GET /api/v2/tokens/timeout`, getTokensTimeout
        ///
        /// Needs the permission `directory:organization:admin`.
        ///
        /// **Preview:** Genesys Cloud may change or remove this operation at any time, without notice.
        ///
        /// Returns [`IdleTokenTimeout`](models::IdleTokenTimeout): The idle timeout as it is set.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong. Documented are these statuses, with these codes in the body:
        ///
        /// - 400: `bad.request`, `invalid.date`, `invalid.value`
        /// - 401: `authentication.required`, `bad.credentials`
        /// - 403: `missing.any.permissions`, `missing.permissions`, `not.authorized`
        /// - 404: `not.found`
        /// - 408: `client.timeout`
        /// - 409: `general.conflict`
        /// - 413: `request.entity.too.large`
        /// - 415: `unsupported.media.type`
        /// - 429: `too.many.requests`, `too.many.requests.retry.after`
        /// - 500: `internal.server.error`
        /// - 503: `service.unavailable`
        /// - 504: `authentication.request.timeout`, `request.timeout`
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client.tokens().get_tokens_timeout().send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn get_tokens_timeout(&self) -> GetTokensTimeout<'a> {
            GetTokensTimeout {
                client: self.client,
            }
        }

        /// Sets the idle timeout of the organisation's tokens.
        ///
        /// It holds for the tokens of the whole organisation. To change one setting and keep the others, read
        /// them with getTokensTimeout, change that one and send all of them back. The server checks the values
        /// and answers 400 to those that it does not accept.
        ///
        /// The source of this fragment marks the operation as a preview, which may change without notice. Newer
        /// versions of the platform have lifted the mark, since SDK 195; the permission is still needed.
        ///
        /// `PUT /api/v2/tokens/timeout`, putTokensTimeout
        ///
        /// Needs the permission `directory:organization:admin`.
        ///
        /// **Preview:** Genesys Cloud may change or remove this operation at any time, without notice.
        ///
        /// Parameters:
        ///
        /// - `body`, optional: The settings. Optional in the source of this fragment, and so here.
        ///
        /// Returns [`IdleTokenTimeout`](models::IdleTokenTimeout): The idle timeout as it is set now.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong. Documented are these statuses, with these codes in the body:
        ///
        /// - 400: `bad.request`, `invalid.date`, `invalid.value`
        /// - 401: `authentication.required`, `bad.credentials`
        /// - 403: `missing.any.permissions`, `missing.permissions`, `not.authorized`
        /// - 404: `not.found`
        /// - 408: `client.timeout`
        /// - 409: `general.conflict`
        /// - 413: `request.entity.too.large`
        /// - 415: `unsupported.media.type`
        /// - 429: `too.many.requests`, `too.many.requests.retry.after`
        /// - 500: `internal.server.error`
        /// - 503: `service.unavailable`
        /// - 504: `authentication.request.timeout`, `request.timeout`
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client
        ///     .tokens()
        ///     .put_tokens_timeout()
        ///     .body(genesys_cloud::models::IdleTokenTimeout::default())
        ///     .send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn put_tokens_timeout(&self) -> PutTokensTimeout<'a> {
            PutTokensTimeout {
                client: self.client,
                body: None,
            }
        }
    }

    /// The request of [`TokensApi::delete_token`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct DeleteToken<'a> {
        client: &'a Client,
        user_id: String,
    }

    impl DeleteToken<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`TokensApi::delete_token`].
        pub fn send(self) -> Result<(), Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`TokensApi::delete_token`].
        pub fn send_with_response(self) -> Result<Response<()>, Error> {
            let mut request = Request::new(Method::DELETE, "/api/v2/tokens/{userId}");
            request.path_except("userId", &self.user_id, &["me", "timeout"]);
            request.ignore_body();
            self.client.run(request)?.empty()
        }
    }

    /// The request of [`TokensApi::get_tokens_me`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetTokensMe<'a> {
        client: &'a Client,
        preserve_idle_ttl: Option<bool>,
    }

    impl GetTokensMe<'_> {
        /// `true` leaves the idle timer of the token as it is. The call resets it otherwise.
        pub fn preserve_idle_ttl(mut self, value: bool) -> Self {
            self.preserve_idle_ttl = Some(value);
            self
        }

        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`TokensApi::get_tokens_me`].
        pub fn send(self) -> Result<models::TokenInfo, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`TokensApi::get_tokens_me`].
        pub fn send_with_response(self) -> Result<Response<models::TokenInfo>, Error> {
            let mut request = Request::new(Method::GET, "/api/v2/tokens/me");
            request.query("preserveIdleTTL", self.preserve_idle_ttl);
            self.client.run(request)?.json()
        }
    }

    /// The request of [`TokensApi::head_tokens_me`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct HeadTokensMe<'a> {
        client: &'a Client,
    }

    impl HeadTokensMe<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`TokensApi::head_tokens_me`].
        pub fn send(self) -> Result<(), Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`TokensApi::head_tokens_me`].
        pub fn send_with_response(self) -> Result<Response<()>, Error> {
            let mut request = Request::new(Method::HEAD, "/api/v2/tokens/me");
            request.ignore_body();
            self.client.run(request)?.empty()
        }
    }

    /// The request of [`TokensApi::delete_tokens_me`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct DeleteTokensMe<'a> {
        client: &'a Client,
    }

    impl DeleteTokensMe<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`TokensApi::delete_tokens_me`].
        pub fn send(self) -> Result<(), Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`TokensApi::delete_tokens_me`].
        pub fn send_with_response(self) -> Result<Response<()>, Error> {
            let mut request = Request::new(Method::DELETE, "/api/v2/tokens/me");
            request.ignore_body();
            self.client.run(request)?.empty()
        }
    }

    /// The request of [`TokensApi::get_tokens_timeout`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetTokensTimeout<'a> {
        client: &'a Client,
    }

    impl GetTokensTimeout<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`TokensApi::get_tokens_timeout`].
        pub fn send(self) -> Result<models::IdleTokenTimeout, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`TokensApi::get_tokens_timeout`].
        pub fn send_with_response(
            self,
        ) -> Result<Response<models::IdleTokenTimeout>, Error> {
            let request = Request::new(Method::GET, "/api/v2/tokens/timeout");
            self.client.run(request)?.json()
        }
    }

    /// The request of [`TokensApi::put_tokens_timeout`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct PutTokensTimeout<'a> {
        client: &'a Client,
        body: Option<models::IdleTokenTimeout>,
    }

    impl PutTokensTimeout<'_> {
        /// The settings. Optional in the source of this fragment, and so here.
        pub fn body(mut self, value: models::IdleTokenTimeout) -> Self {
            self.body = Some(value);
            self
        }

        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`TokensApi::put_tokens_timeout`].
        pub fn send(self) -> Result<models::IdleTokenTimeout, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`TokensApi::put_tokens_timeout`].
        pub fn send_with_response(
            self,
        ) -> Result<Response<models::IdleTokenTimeout>, Error> {
            let mut request = Request::new(Method::PUT, "/api/v2/tokens/timeout");
            request.json("application/json", self.body.as_ref());
            self.client.run(request)?.json()
        }
    }
}

pub use api::TokensApi;
