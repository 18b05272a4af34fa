/// What the operations send and bring back.
pub mod models {
    // The table below each type makes the rest of it, `Debug` and serde's traits among others: see src/model.rs.
    use std::collections::BTreeMap;
    use jiff::Timestamp;
    use jiff::civil::Date;
    use serde_json::Value;

    /// A shift
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Shift {
        /// The field `id`.
        ///
        /// Required by the specification. Read only.
        pub id: Option<String>,
        /// The field `selfUri`.
        ///
        /// Format: `uri`.
        pub self_uri: Option<String>,
        /// The field `type`.
        pub type_: Option<String>,
        /// The shift before this one
        pub self_: Option<Box<Shift>>,
        /// The field `next`.
        pub next: Option<Vec<Shift>>,
        /// The field `left`.
        pub left: Option<Left>,
        /// The field `$ref`.
        pub ref_: Option<String>,
        /// The field `userName`.
        pub user_name_2: Option<String>,
        /// The field `user_name`.
        pub user_name: Option<String>,
        /// The field `additionalProperties`.
        pub additional_properties_: Option<Value>,
        /// The field `scores`.
        pub scores: Option<BTreeMap<String, f64>>,
        /// The field `free`.
        pub free: Option<Value>,
        /// The field `details`.
        ///
        /// Deprecated.
        pub details: Option<ShiftDetails>,
        /// The field `start`.
        ///
        /// Write only.
        pub start: Option<Timestamp>,
        /// The field `tags`.
        pub tags: Option<Vec<String>>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl Shift {
        /// Sets `id`.
        #[must_use]
        pub fn with_id(mut self, value: impl Into<String>) -> Self {
            self.id = Some(value.into());
            self
        }

        /// Sets `self_uri`.
        #[must_use]
        pub fn with_self_uri(mut self, value: impl Into<String>) -> Self {
            self.self_uri = Some(value.into());
            self
        }

        /// Sets `type_`.
        #[must_use]
        pub fn with_type(mut self, value: impl Into<String>) -> Self {
            self.type_ = Some(value.into());
            self
        }

        /// Sets `self_`.
        #[must_use]
        pub fn with_self(mut self, value: impl Into<Shift>) -> Self {
            self.self_ = Some(Box::new(value.into()));
            self
        }

        /// Sets `next`.
        #[must_use]
        pub fn with_next(mut self, value: impl Into<Vec<Shift>>) -> Self {
            self.next = Some(value.into());
            self
        }

        /// Sets `left`.
        #[must_use]
        pub fn with_left(mut self, value: impl Into<Left>) -> Self {
            self.left = Some(value.into());
            self
        }

        /// Sets `ref_`.
        #[must_use]
        pub fn with_ref(mut self, value: impl Into<String>) -> Self {
            self.ref_ = Some(value.into());
            self
        }

        /// Sets `user_name_2`.
        #[must_use]
        pub fn with_user_name_2(mut self, value: impl Into<String>) -> Self {
            self.user_name_2 = Some(value.into());
            self
        }

        /// Sets `user_name`.
        #[must_use]
        pub fn with_user_name(mut self, value: impl Into<String>) -> Self {
            self.user_name = Some(value.into());
            self
        }

        /// Sets `additional_properties_`.
        #[must_use]
        pub fn with_additional_properties(mut self, value: impl Into<Value>) -> Self {
            self.additional_properties_ = Some(value.into());
            self
        }

        /// Sets `scores`.
        #[must_use]
        pub fn with_scores(mut self, value: impl Into<BTreeMap<String, f64>>) -> Self {
            self.scores = Some(value.into());
            self
        }

        /// Sets `free`.
        #[must_use]
        pub fn with_free(mut self, value: impl Into<Value>) -> Self {
            self.free = Some(value.into());
            self
        }

        /// Sets `details`.
        #[must_use]
        pub fn with_details(mut self, value: impl Into<ShiftDetails>) -> Self {
            self.details = Some(value.into());
            self
        }

        /// Sets `start`.
        #[must_use]
        pub fn with_start(mut self, value: impl Into<Timestamp>) -> Self {
            self.start = Some(value.into());
            self
        }

        /// Sets `tags`.
        #[must_use]
        pub fn with_tags(mut self, value: impl Into<Vec<String>>) -> Self {
            self.tags = Some(value.into());
            self
        }
    }
    crate::model::fields!(Shift {
        id: "id",
        self_uri: "selfUri",
        type_: "type",
        self_: "self",
        next: "next",
        left: "left",
        ref_: "$ref",
        user_name_2: "userName",
        user_name: "user_name",
        additional_properties_: "additionalProperties",
        scores: "scores",
        free: "free",
        details: "details",
        start: "start",
        tags: "tags",
        ..additional_properties
    });

    /// `Shift.details` of the specification.
    ///
    /// Deprecated: Genesys Cloud is going to remove it.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct ShiftDetails {
        /// The field `state`.
        pub state: Option<ShiftDetailsState>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl ShiftDetails {
        /// Sets `state`.
        #[must_use]
        pub fn with_state(mut self, value: impl Into<ShiftDetailsState>) -> Self {
            self.state = Some(value.into());
            self
        }
    }
    crate::model::fields!(ShiftDetails {
        state: "state",
        ..additional_properties
    });

    /// The values of `Shift.details.state`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum ShiftDetailsState {
        /// `on`
        On2,
        /// `ON`
        On,
        /// `off`
        Off,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(ShiftDetailsState {
        On2: "on",
        On: "ON",
        Off: "off",
    });

    /// `Left` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Left {
        /// The field `right`.
        pub right: Option<Box<Right>>,
        /// The field `state`.
        pub state: Option<State>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl Left {
        /// Sets `right`.
        #[must_use]
        pub fn with_right(mut self, value: impl Into<Right>) -> Self {
            self.right = Some(Box::new(value.into()));
            self
        }

        /// Sets `state`.
        #[must_use]
        pub fn with_state(mut self, value: impl Into<State>) -> Self {
            self.state = Some(value.into());
            self
        }
    }
    crate::model::fields!(Left {
        right: "right",
        state: "state",
        ..additional_properties
    });

    /// `Right` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Right {
        /// The field `left`.
        pub left: Option<Box<Left>>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl Right {
        /// Sets `left`.
        #[must_use]
        pub fn with_left(mut self, value: impl Into<Left>) -> Self {
            self.left = Some(Box::new(value.into()));
            self
        }
    }
    crate::model::fields!(Right {
        left: "left",
        ..additional_properties
    });

    /// A state
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum State {
        /// `Unknown`
        UnknownValue2,
        /// `UnknownValue`
        UnknownValue,
        /// `Any`
        Any,
        /// `*`
        Any2,
        /// `>=`
        U3eU3d,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(State {
        UnknownValue2: "Unknown",
        UnknownValue: "UnknownValue",
        Any: "Any",
        Any2: "*",
        U3eU3d: ">=",
    });

    /// `Dependency` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Dependency {
        /// Its kind
        pub type_: Option<DependencyType2>,
    }
    crate::model::fields!(Dependency {
        type_: "type",
    });

    /// The values of `Dependency.type`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum DependencyType2 {
        /// `one`
        One,
        /// `two`
        Two,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(DependencyType2 {
        One: "one",
        Two: "two",
    });

    /// The values of `DependencyType`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum DependencyType {
        /// `ACDLANGUAGE`
        Acdlanguage,
        /// `ACDSKILL`
        Acdskill,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(DependencyType {
        Acdlanguage: "ACDLANGUAGE",
        Acdskill: "ACDSKILL",
    });

    /// `Dependencies` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Dependencies {
        /// The field `entities`.
        pub entities: Option<Vec<Dependency>>,
        /// The field `value`.
        pub value: Option<Value_>,
        /// The field `gaps`.
        ///
        /// At least 1 item.
        pub gaps: Option<Vec<Option<f64>>>,
        /// The field `empty`.
        pub empty: Option<Empty>,
    }
    crate::model::fields!(Dependencies {
        entities: "entities",
        value: "value",
        gaps: "gaps",
        empty: "empty",
    });

    /// `Value` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Value_ {
        /// The field `date`.
        pub date: Option<Date>,
    }
    crate::model::fields!(Value_ {
        date: "date",
    });

    /// Nothing yet
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Empty {
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }
    crate::model::fields!(Empty {
        ..additional_properties
    });

    /// `User` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct User {
        /// The field `id`.
        ///
        /// Read only.
        pub id: Option<String>,
        /// The field `state`.
        pub state: Option<UserState2>,
        /// Whom the user reports to.
        ///
        /// Read only.
        pub manager: Option<Box<User>>,
        /// The field `history`.
        pub history: Option<UserState>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl User {
        /// Sets `id`.
        #[must_use]
        pub fn with_id(mut self, value: impl Into<String>) -> Self {
            self.id = Some(value.into());
            self
        }

        /// Sets `state`.
        #[must_use]
        pub fn with_state(mut self, value: impl Into<UserState2>) -> Self {
            self.state = Some(value.into());
            self
        }

        /// Sets `manager`.
        #[must_use]
        pub fn with_manager(mut self, value: impl Into<User>) -> Self {
            self.manager = Some(Box::new(value.into()));
            self
        }

        /// Sets `history`.
        #[must_use]
        pub fn with_history(mut self, value: impl Into<UserState>) -> Self {
            self.history = Some(value.into());
            self
        }
    }
    crate::model::fields!(User {
        id: "id",
        state: "state",
        manager: "manager",
        history: "history",
        ..additional_properties
    });

    /// The values of `User.state`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum UserState2 {
        /// `active`
        Active,
        /// `inactive`
        Inactive,
        /// `Unknown`
        UnknownValue,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(UserState2 {
        Active: "active",
        Inactive: "inactive",
        UnknownValue: "Unknown",
    });

    /// `UserState` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct UserState {
        /// The field `state`.
        pub state: Option<UserStateState>,
        /// The field `since`.
        pub since: Option<Timestamp>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl UserState {
        /// Sets `state`.
        #[must_use]
        pub fn with_state(mut self, value: impl Into<UserStateState>) -> Self {
            self.state = Some(value.into());
            self
        }

        /// Sets `since`.
        #[must_use]
        pub fn with_since(mut self, value: impl Into<Timestamp>) -> Self {
            self.since = Some(value.into());
            self
        }
    }
    crate::model::fields!(UserState {
        state: "state",
        since: "since",
        ..additional_properties
    });

    /// The values of `UserState.state`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum UserStateState {
        /// `users.rules`
        UsersRules,
        /// `SAML2-BEARER`
        Saml2Bearer,
        /// `*`
        Any,
        /// The empty string.
        Empty,
        /// `2G`
        N2g,
        /// `a+b`
        AB,
        /// `en-US`
        EnUs,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(UserStateState {
        UsersRules: "users.rules",
        Saml2Bearer: "SAML2-BEARER",
        Any: "*",
        Empty: "",
        N2g: "2G",
        AB: "a+b",
        EnUs: "en-US",
    });

    /// `Agent` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Agent {
        /// The field `action`.
        pub action: Option<AgentAction2>,
    }
    crate::model::fields!(Agent {
        action: "action",
    });

    /// The values of `Agent.action`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum AgentAction2 {
        /// `START`
        Start2,
        /// `Start`
        Start,
        /// `start`
        Start3,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(AgentAction2 {
        Start2: "START",
        Start: "Start",
        Start3: "start",
    });

    /// `AgentAction` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct AgentAction {
        /// The field `name`.
        pub name: Option<String>,
    }
    crate::model::fields!(AgentAction {
        name: "name",
    });

    /// `SIPLine` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct SipLine2 {
        /// The field `id`.
        pub id: Option<String>,
    }
    crate::model::fields!(SipLine2 {
        id: "id",
    });

    /// `SipLine` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct SipLine {
        /// The field `id`.
        pub id: Option<String>,
        /// The field `line`.
        pub line: Option<SipLine2>,
    }
    crate::model::fields!(SipLine {
        id: "id",
        line: "line",
    });

    /// `Keywords` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Keywords {
        /// The field `type`.
        pub type_: Option<String>,
        /// The field `self`.
        pub self_: Option<String>,
        /// The field `Self`.
        pub self_2: Option<String>,
        /// The field `in`.
        pub in_: Option<String>,
        /// The field `match`.
        pub match_: Option<String>,
        /// The field `fn`.
        pub fn_: Option<String>,
        /// The field `async`.
        pub async_: Option<String>,
        /// The field `crate`.
        pub crate_: Option<String>,
    }
    crate::model::fields!(Keywords {
        type_: "type",
        self_: "self",
        self_2: "Self",
        in_: "in",
        match_: "match",
        fn_: "fn",
        async_: "async",
        crate_: "crate",
    });

    /// `Spellings` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Spellings {
        /// The field `selfUri`.
        pub self_uri_3: Option<String>,
        /// The field `SelfUri`.
        pub self_uri_2: Option<String>,
        /// The field `self_uri`.
        pub self_uri: Option<String>,
        /// The field `SELFURI`.
        pub selfuri: Option<String>,
        /// The field `1st`.
        pub n1st: Option<String>,
        /// The field `x-note`.
        pub x_note: Option<String>,
    }
    crate::model::fields!(Spellings {
        self_uri_3: "selfUri",
        self_uri_2: "SelfUri",
        self_uri: "self_uri",
        selfuri: "SELFURI",
        n1st: "1st",
        x_note: "x-note",
    });

    /// `Formats` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Formats {
        /// The field `int32`.
        pub int32: Option<i32>,
        /// The field `int64`.
        pub int64: Option<i64>,
        /// The field `integer`.
        pub integer: Option<i64>,
        /// The field `float`.
        ///
        /// Format: `float`.
        pub float: Option<f64>,
        /// The field `double`.
        pub double: Option<f64>,
        /// The field `interval`.
        ///
        /// Format: `interval`.
        pub interval: Option<String>,
        /// The field `dateTime`.
        pub date_time: Option<Timestamp>,
        /// The field `localDateTime`.
        ///
        /// Format: `local-date-time`.
        pub local_date_time: Option<String>,
        /// The field `date`.
        pub date: Option<Date>,
        /// The field `localTime`.
        ///
        /// Format: `local-time`.
        pub local_time: Option<String>,
        /// The field `yearMonth`.
        ///
        /// Format: `year-month`.
        pub year_month: Option<String>,
        /// The field `uri`.
        ///
        /// Format: `uri`.
        pub uri: Option<String>,
        /// The field `url`.
        ///
        /// Format: `url`.
        pub url: Option<String>,
    }
    crate::model::fields!(Formats {
        int32: "int32",
        int64: "int64",
        integer: "integer",
        float: "float",
        double: "double",
        interval: "interval",
        date_time: "dateTime",
        local_date_time: "localDateTime",
        date: "date",
        local_time: "localTime",
        year_month: "yearMonth",
        uri: "uri",
        url: "url",
    });

    /// `Tree` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Tree {
        /// The field `left`.
        pub left: Option<Box<Tree>>,
        /// The field `all`.
        pub all: Option<Vec<Tree>>,
        /// The field `named`.
        pub named: Option<BTreeMap<String, Tree>>,
        /// The field `listed`.
        pub listed: Option<BTreeMap<String, Vec<String>>>,
        /// The field `first`.
        pub first: Option<First>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl Tree {
        /// Sets `left`.
        #[must_use]
        pub fn with_left(mut self, value: impl Into<Tree>) -> Self {
            self.left = Some(Box::new(value.into()));
            self
        }

        /// Sets `all`.
        #[must_use]
        pub fn with_all(mut self, value: impl Into<Vec<Tree>>) -> Self {
            self.all = Some(value.into());
            self
        }

        /// Sets `named`.
        #[must_use]
        pub fn with_named(mut self, value: impl Into<BTreeMap<String, Tree>>) -> Self {
            self.named = Some(value.into());
            self
        }

        /// Sets `listed`.
        #[must_use]
        pub fn with_listed(
            mut self,
            value: impl Into<BTreeMap<String, Vec<String>>>,
        ) -> Self {
            self.listed = Some(value.into());
            self
        }

        /// Sets `first`.
        #[must_use]
        pub fn with_first(mut self, value: impl Into<First>) -> Self {
            self.first = Some(value.into());
            self
        }
    }
    crate::model::fields!(Tree {
        left: "left",
        all: "all",
        named: "named",
        listed: "listed",
        first: "first",
        ..additional_properties
    });

    /// `First` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct First {
        /// The field `second`.
        pub second: Option<Box<Second>>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl First {
        /// Sets `second`.
        #[must_use]
        pub fn with_second(mut self, value: impl Into<Second>) -> Self {
            self.second = Some(Box::new(value.into()));
            self
        }
    }
    crate::model::fields!(First {
        second: "second",
        ..additional_properties
    });

    /// `Second` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Second {
        /// The field `third`.
        pub third: Option<Box<Third>>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl Second {
        /// Sets `third`.
        #[must_use]
        pub fn with_third(mut self, value: impl Into<Third>) -> Self {
            self.third = Some(Box::new(value.into()));
            self
        }
    }
    crate::model::fields!(Second {
        third: "third",
        ..additional_properties
    });

    /// `Third` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Third {
        /// The field `first`.
        ///
        /// Read only.
        pub first: Option<Box<First>>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl Third {
        /// Sets `first`.
        #[must_use]
        pub fn with_first(mut self, value: impl Into<First>) -> Self {
            self.first = Some(Box::new(value.into()));
            self
        }
    }
    crate::model::fields!(Third {
        first: "first",
        ..additional_properties
    });

    /// `Document` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Document {
        /// The field `$ref`.
        pub ref_2: Option<String>,
        /// The field `$schema`.
        pub schema: Option<String>,
        /// The field `ref`.
        pub ref_: Option<String>,
        /// The field `properties`.
        pub properties: Option<BTreeMap<String, Value>>,
    }
    crate::model::fields!(Document {
        ref_2: "$ref",
        schema: "$schema",
        ref_: "ref",
        properties: "properties",
    });

    /// `Error` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Error_ {
        /// The field `response`.
        pub response: Option<Response_>,
    }
    crate::model::fields!(Error_ {
        response: "response",
    });

    /// `Response` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Response_ {
        /// The field `option`.
        pub option: Option<Option_>,
    }
    crate::model::fields!(Response_ {
        option: "option",
    });

    /// `Option` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Option_ {
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }
    crate::model::fields!(Option_ {
        ..additional_properties
    });

    /// `Everything` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Everything {
        /// The field `agent`.
        pub agent: Option<Agent>,
        /// The field `agentAction`.
        pub agent_action: Option<AgentAction>,
        /// The field `sip`.
        pub sip: Option<SipLine>,
        /// The field `keywords`.
        pub keywords: Option<Keywords>,
        /// The field `spellings`.
        pub spellings: Option<Spellings>,
        /// The field `formats`.
        pub formats: Option<Formats>,
        /// The field `document`.
        pub document: Option<Document>,
        /// The field `error`.
        pub error: Option<Error_>,
        /// The field `model`.
        pub model: Option<Model>,
    }
    crate::model::fields!(Everything {
        agent: "agent",
        agent_action: "agentAction",
        sip: "sip",
        keywords: "keywords",
        spellings: "spellings",
        formats: "formats",
        document: "document",
        error: "error",
        model: "model",
    });

    /// Called as what the generated code is made with; words that would end a comment or a string: \*/ " \\
    /// 0
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Model {
        /// The field `field`.
        pub field: Option<Fields>,
        /// The field `map`.
        pub map: Option<BTreeMap<String, String>>,
        /// 0
        pub visitor: Option<String>,
        /// The field `a "quoted" \ name é`.
        pub a_quoted_name: Option<String>,
    }
    crate::model::fields!(Model {
        field: "field",
        map: "map",
        visitor: "visitor",
        a_quoted_name: "a \"quoted\" \\ name\té",
    });

    /// `Fields` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct Fields {
        /// The field `name`.
        pub name: Option<String>,
        /// The field `wire`.
        pub wire: Option<FieldsWire>,
    }
    crate::model::fields!(Fields {
        name: "name",
        wire: "wire",
    });

    /// The values of `Fields.wire`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum FieldsWire {
        /// `"`
        U22,
        /// `\`
        U5c,
        /// `a b`
        AB,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(FieldsWire {
        U22: "\"",
        U5c: "\\",
        AB: "a\tb",
    });

    /// The values of `getShifts().expand`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum GetShiftsExpand {
        /// `users.rules`
        UsersRules,
        /// `*`
        Any,
        /// The empty string.
        Empty,
        /// `2fa`
        N2fa,
        /// `Unknown`
        UnknownValue,
        /// `self`
        Self_,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(GetShiftsExpand {
        UsersRules: "users.rules",
        Any: "*",
        Empty: "",
        N2fa: "2fa",
        UnknownValue: "Unknown",
        Self_: "self",
    });

    /// `patchCalendar().body` of the specification.
    #[derive(PartialEq)]
    #[non_exhaustive]
    pub struct PatchCalendarBody {
        /// The field `path`.
        pub path: Option<String>,
        /// The field `value`.
        pub value: Option<Value>,
        /// Fields that this version of the specification does not name.
        pub additional_properties: BTreeMap<String, Value>,
    }

    impl PatchCalendarBody {
        /// Sets `path`.
        #[must_use]
        pub fn with_path(mut self, value: impl Into<String>) -> Self {
            self.path = Some(value.into());
            self
        }

        /// Sets `value`.
        #[must_use]
        pub fn with_value(mut self, value: impl Into<Value>) -> Self {
            self.value = Some(value.into());
            self
        }
    }
    crate::model::fields!(PatchCalendarBody {
        path: "path",
        value: "value",
        ..additional_properties
    });

    /// The values of `getUsers().state`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum GetUsersState {
        /// `active`
        Active2,
        /// `ACTIVE`
        Active,
        /// `any`
        Any2,
        /// `*`
        Any,
        /// The empty string.
        Empty,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(GetUsersState {
        Active2: "active",
        Active: "ACTIVE",
        Any2: "any",
        Any: "*",
        Empty: "",
    });

    /// The values of `getUsers().sortOrder`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum GetUsersSortOrder {
        /// `ASC`
        Asc,
        /// `DESC`
        Desc,
        /// A value that this version of the specification does not list.
        Unknown(String),
    }
    crate::model::values!(GetUsersSortOrder {
        Asc: "ASC",
        Desc: "DESC",
    });
}

/// The operations: one type for each API, and one for each request.
pub mod api {
    use std::collections::BTreeMap;
    use jiff::Timestamp;
    use jiff::civil::Date;
    use serde_json::Value;
    use crate::http::Method;
    use crate::models;
    use crate::request::{ListStyle, Request};
    use crate::{Client, Error, Response};

    impl Client {
        /// The Shift Trades API.
        ///
        /// Everything that one fragment can hold.
        pub fn shift_trades(&self) -> ShiftTradesApi<'_> {
            ShiftTradesApi { client: self }
        }

        /// The Builder API.
        pub fn builder_(&self) -> BuilderApi<'_> {
            BuilderApi { client: self }
        }

        /// The User Management API.
        ///
        /// Names that meet.
        pub fn user_management(&self) -> UserManagementApi<'_> {
            UserManagementApi { client: self }
        }
    }

    /// The Shift Trades API; [`Client::shift_trades`] gives it.
    ///
    /// Everything that one fragment can hold.
    #[derive(Debug, Clone, Copy)]
    #[must_use = "it does nothing until an operation is called"]
    pub struct ShiftTradesApi<'a> {
        client: &'a Client,
    }

    impl<'a> ShiftTradesApi<'a> {
        /// Lists shifts.
        ///
        /// See \[the guide\](<https://example.com/a_b?c=d>), \<b\>or\</b\> <https://example.com/x>.
        ///
        /// ```text
        /// {"no": "doctest"}
        /// ```
        ///
        /// - one item that goes on
        /// - another with `code [x]` and `snake_case`
        ///
        /// not indented code, a \\ backslash and C:\\dir
        ///
        /// `GET /api/v2/shifts`, getShifts
        ///
        /// Needs all of the permissions `shift:shift:view`, `shift:shift:list`.
        ///
        /// Parameters:
        ///
        /// - `page_size`, optional: How many. At least 1. At most 500. Default: `25`.
        /// - `expand`, optional
        /// - `id`, optional: Ids of shifts.
        /// - `division_ids`, optional
        /// - `flags`, optional
        /// - `type_`, required
        /// - `since`, optional
        /// - `day`, required
        /// - `ratio`, optional: More than 0. Deprecated.
        /// - `client_`, optional
        /// - `add_`, optional: Default: `false`.
        /// - `if_match`, optional: At least 1 character.
        /// - `x_page`, required
        ///
        /// Returns a list, each item [`Shift`](models::Shift): The shifts.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong. Documented are these statuses, with these codes in the body:
        ///
        /// - 400: `bad.request`
        /// - 409, 429: no codes documented
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client
        ///     .shift_trades()
        ///     .get_shifts("ACDLANGUAGE", jiff::civil::date(2026, 1, 31), 1)
        ///     .send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn get_shifts(
            &self,
            type_: impl Into<models::DependencyType>,
            day: Date,
            x_page: i32,
        ) -> GetShifts<'a> {
            GetShifts {
                client: self.client,
                page_size: None,
                expand: Vec::new(),
                id: Vec::new(),
                division_ids: Vec::new(),
                flags: Vec::new(),
                type_: type_.into(),
                since: None,
                day,
                ratio: None,
                client_: None,
                add_: None,
                if_match: None,
                x_page,
            }
        }

        /// Calls `postShifts`.
        ///
        /// `POST /api/v2/shifts`, postShifts
        ///
        /// Parameters:
        ///
        /// - `page_size`, optional: How many. At least 1. At most 500. Default: `25`.
        /// - `body`, required: The new shift.
        ///
        /// Returns [`Shift`](models::Shift): The shift.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client
        ///     .shift_trades()
        ///     .post_shifts(genesys_cloud::models::Shift::default())
        ///     .send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        #[deprecated = "Genesys Cloud is going to remove this operation"]
        pub fn post_shifts(&self, body: models::Shift) -> PostShifts<'a> {
            PostShifts {
                client: self.client,
                page_size: None,
                body,
            }
        }

        /// Calls `putShiftsUser`.
        ///
        /// `PUT /api/v2/shifts/{shiftId}/users/{userId}`, putShiftsUser
        ///
        /// Parameters:
        ///
        /// - `shift_id`, required
        /// - `user_id`, required: Refused, since they would name another path: `me`, `all`.
        /// - `body`, required
        ///
        /// Returns a map, each value a list, each item a number: Scores by name.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client
        ///     .shift_trades()
        ///     .put_shifts_user(1, "userId", serde_json::Value::Null)
        ///     .send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn put_shifts_user(
            &self,
            shift_id: i32,
            user_id: impl Into<String>,
            body: Value,
        ) -> PutShiftsUser<'a> {
            PutShiftsUser {
                client: self.client,
                shift_id,
                user_id: user_id.into(),
                body,
            }
        }

        /// Calls `deleteShiftsUsersAll`.
        ///
        /// `DELETE /api/v2/shifts/{shiftId}/users/all`, deleteShiftsUsersAll
        ///
        /// Works without a token.
        ///
        /// Parameters:
        ///
        /// - `shift_id`, required
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
        /// client.shift_trades().delete_shifts_users_all(1).send()?;
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn delete_shifts_users_all(
            &self,
            shift_id: i32,
        ) -> DeleteShiftsUsersAll<'a> {
            DeleteShiftsUsersAll {
                client: self.client,
                shift_id,
            }
        }

        /// Calls `getCalendar`.
        ///
        /// `GET /api/v2/calendar`, getCalendar
        ///
        /// Returns a text (`text/calendar`): The calendar.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client.shift_trades().get_calendar().send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn get_calendar(&self) -> GetCalendar<'a> {
            GetCalendar { client: self.client }
        }

        /// Calls `postCalendar`.
        ///
        /// `POST /api/v2/calendar`, postCalendar
        ///
        /// Parameters:
        ///
        /// - `body`, optional
        ///
        /// Returns a number: How many there are.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client.shift_trades().post_calendar().body("text").send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn post_calendar(&self) -> PostCalendar<'a> {
            PostCalendar {
                client: self.client,
                body: None,
            }
        }

        /// Calls `patchCalendar`.
        ///
        /// `PATCH /api/v2/calendar`, patchCalendar
        ///
        /// **Preview:** Genesys Cloud may change or remove this operation at any time, without notice.
        ///
        /// Parameters:
        ///
        /// - `body`, required: What to change.
        ///
        /// Returns free-form JSON: Anything.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client
        ///     .shift_trades()
        ///     .patch_calendar([genesys_cloud::models::PatchCalendarBody::default()])
        ///     .send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn patch_calendar(
            &self,
            body: impl IntoIterator<Item = models::PatchCalendarBody>,
        ) -> PatchCalendar<'a> {
            PatchCalendar {
                client: self.client,
                body: body.into_iter().collect(),
            }
        }
    }

    /// The request of [`ShiftTradesApi::get_shifts`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetShifts<'a> {
        client: &'a Client,
        page_size: Option<i32>,
        expand: Vec<models::GetShiftsExpand>,
        id: Vec<String>,
        division_ids: Vec<i64>,
        flags: Vec<bool>,
        type_: models::DependencyType,
        since: Option<Timestamp>,
        day: Date,
        ratio: Option<f64>,
        client_: Option<String>,
        add_: Option<bool>,
        if_match: Option<String>,
        x_page: i32,
    }

    impl GetShifts<'_> {
        /// How many
        ///
        /// At least 1. At most 500. Default: `25`.
        pub fn page_size(mut self, value: i32) -> Self {
            self.page_size = Some(value);
            self
        }

        /// The parameter `expand`.
        pub fn expand(
            mut self,
            values: impl IntoIterator<Item = impl Into<models::GetShiftsExpand>>,
        ) -> Self {
            self.expand = values.into_iter().map(Into::into).collect();
            self
        }

        /// Ids of shifts.
        pub fn id(
            mut self,
            values: impl IntoIterator<Item = impl Into<String>>,
        ) -> Self {
            self.id = values.into_iter().map(Into::into).collect();
            self
        }

        /// The parameter `divisionIds`.
        pub fn division_ids(mut self, values: impl IntoIterator<Item = i64>) -> Self {
            self.division_ids = values.into_iter().collect();
            self
        }

        /// The parameter `flags`.
        pub fn flags(mut self, values: impl IntoIterator<Item = bool>) -> Self {
            self.flags = values.into_iter().collect();
            self
        }

        /// The parameter `since`.
        pub fn since(mut self, value: Timestamp) -> Self {
            self.since = Some(value);
            self
        }

        /// The parameter `ratio`.
        ///
        /// More than 0. Deprecated.
        pub fn ratio(mut self, value: f64) -> Self {
            self.ratio = Some(value);
            self
        }

        /// The parameter `client`.
        pub fn client_(mut self, value: impl Into<String>) -> Self {
            self.client_ = Some(value.into());
            self
        }

        /// The parameter `add`.
        ///
        /// Default: `false`.
        pub fn add_(mut self, value: bool) -> Self {
            self.add_ = Some(value);
            self
        }

        /// The parameter `if-match`.
        ///
        /// At least 1 character.
        pub fn if_match(mut self, value: impl Into<String>) -> Self {
            self.if_match = Some(value.into());
            self
        }

        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::get_shifts`].
        pub fn send(self) -> Result<Vec<models::Shift>, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::get_shifts`].
        pub fn send_with_response(self) -> Result<Response<Vec<models::Shift>>, Error> {
            let mut request = Request::new(Method::GET, "/api/v2/shifts");
            request.query("pageSize", self.page_size);
            request.query_list("expand", &self.expand, ListStyle::Repeated);
            request.query_list("id", &self.id, ListStyle::Comma);
            request.query_list("divisionIds", &self.division_ids, ListStyle::Space);
            request.query_list("flags", &self.flags, ListStyle::Pipe);
            request.query("type", Some(self.type_));
            request.query("since", self.since);
            request.query("day", Some(self.day));
            request.query("ratio", self.ratio);
            request.query("client", self.client_);
            request.query("add", self.add_);
            request.header("if-match", self.if_match);
            request.header("X-Page", Some(self.x_page));
            self.client.run(request)?.json()
        }
    }

    /// The request of [`ShiftTradesApi::post_shifts`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct PostShifts<'a> {
        client: &'a Client,
        page_size: Option<i32>,
        body: models::Shift,
    }

    impl PostShifts<'_> {
        /// How many
        ///
        /// At least 1. At most 500. Default: `25`.
        pub fn page_size(mut self, value: i32) -> Self {
            self.page_size = Some(value);
            self
        }

        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::post_shifts`].
        pub fn send(self) -> Result<models::Shift, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::post_shifts`].
        pub fn send_with_response(self) -> Result<Response<models::Shift>, Error> {
            let mut request = Request::new(Method::POST, "/api/v2/shifts");
            request.query("pageSize", self.page_size);
            request.json("application/json", Some(&self.body));
            self.client.run(request)?.json()
        }
    }

    /// The request of [`ShiftTradesApi::put_shifts_user`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct PutShiftsUser<'a> {
        client: &'a Client,
        shift_id: i32,
        user_id: String,
        body: Value,
    }

    impl PutShiftsUser<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::put_shifts_user`].
        pub fn send(self) -> Result<BTreeMap<String, Vec<f64>>, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::put_shifts_user`].
        pub fn send_with_response(
            self,
        ) -> Result<Response<BTreeMap<String, Vec<f64>>>, Error> {
            let mut request = Request::new(
                Method::PUT,
                "/api/v2/shifts/{shiftId}/users/{userId}",
            );
            request.path("shiftId", &self.shift_id);
            request.path_except("userId", &self.user_id, &["me", "all"]);
            request.json("application/scim+json", Some(&self.body));
            request.accept("application/scim+json");
            self.client.run(request)?.json()
        }
    }

    /// The request of [`ShiftTradesApi::delete_shifts_users_all`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct DeleteShiftsUsersAll<'a> {
        client: &'a Client,
        shift_id: i32,
    }

    impl DeleteShiftsUsersAll<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::delete_shifts_users_all`].
        pub fn send(self) -> Result<(), Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::delete_shifts_users_all`].
        pub fn send_with_response(self) -> Result<Response<()>, Error> {
            let mut request = Request::new(
                Method::DELETE,
                "/api/v2/shifts/{shiftId}/users/all",
            );
            request.path("shiftId", &self.shift_id);
            request.without_token();
            request.ignore_body();
            self.client.run(request)?.empty()
        }
    }

    /// The request of [`ShiftTradesApi::get_calendar`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetCalendar<'a> {
        client: &'a Client,
    }

    impl GetCalendar<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::get_calendar`].
        pub fn send(self) -> Result<String, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::get_calendar`].
        pub fn send_with_response(self) -> Result<Response<String>, Error> {
            let mut request = Request::new(Method::GET, "/api/v2/calendar");
            request.accept("text/calendar");
            self.client.run(request)?.text()
        }
    }

    /// The request of [`ShiftTradesApi::post_calendar`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct PostCalendar<'a> {
        client: &'a Client,
        body: Option<String>,
    }

    impl PostCalendar<'_> {
        /// The body.
        pub fn body(mut self, value: impl Into<String>) -> Self {
            self.body = Some(value.into());
            self
        }

        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::post_calendar`].
        pub fn send(self) -> Result<i64, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::post_calendar`].
        pub fn send_with_response(self) -> Result<Response<i64>, Error> {
            let mut request = Request::new(Method::POST, "/api/v2/calendar");
            request.text("text/plain", self.body);
            self.client.run(request)?.json()
        }
    }

    /// The request of [`ShiftTradesApi::patch_calendar`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct PatchCalendar<'a> {
        client: &'a Client,
        body: Vec<models::PatchCalendarBody>,
    }

    impl PatchCalendar<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::patch_calendar`].
        pub fn send(self) -> Result<Value, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`ShiftTradesApi::patch_calendar`].
        pub fn send_with_response(self) -> Result<Response<Value>, Error> {
            let mut request = Request::new(Method::PATCH, "/api/v2/calendar");
            request.json("application/json", Some(&self.body));
            self.client.run(request)?.json()
        }
    }

    /// The Builder API; [`Client::builder_`] gives it.
    #[derive(Debug, Clone, Copy)]
    #[must_use = "it does nothing until an operation is called"]
    pub struct BuilderApi<'a> {
        client: &'a Client,
    }

    impl<'a> BuilderApi<'a> {
        /// Calls `match`.
        ///
        /// `GET /api/v2/builder`, match
        ///
        /// Returns [`Dependencies`](models::Dependencies): Ok.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client.builder_().match_().send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn match_(&self) -> Match<'a> {
            Match { client: self.client }
        }

        /// Calls `getResult`.
        ///
        /// `HEAD /api/v2/builder`, getResult
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
        /// client.builder_().get_result_2().send()?;
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn get_result_2(&self) -> GetResult<'a> {
            GetResult { client: self.client }
        }

        /// Calls `get_result`.
        ///
        /// `DELETE /api/v2/builder`, `get_result`
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
        /// client.builder_().get_result().send()?;
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn get_result(&self) -> GetResult2<'a> {
            GetResult2 { client: self.client }
        }
    }

    /// The request of [`BuilderApi::match_`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct Match<'a> {
        client: &'a Client,
    }

    impl Match<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`BuilderApi::match_`].
        pub fn send(self) -> Result<models::Dependencies, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`BuilderApi::match_`].
        pub fn send_with_response(
            self,
        ) -> Result<Response<models::Dependencies>, Error> {
            let request = Request::new(Method::GET, "/api/v2/builder");
            self.client.run(request)?.json()
        }
    }

    /// The request of [`BuilderApi::get_result_2`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetResult<'a> {
        client: &'a Client,
    }

    impl GetResult<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`BuilderApi::get_result_2`].
        pub fn send(self) -> Result<(), Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`BuilderApi::get_result_2`].
        pub fn send_with_response(self) -> Result<Response<()>, Error> {
            let mut request = Request::new(Method::HEAD, "/api/v2/builder");
            request.ignore_body();
            self.client.run(request)?.empty()
        }
    }

    /// The request of [`BuilderApi::get_result`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetResult2<'a> {
        client: &'a Client,
    }

    impl GetResult2<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`BuilderApi::get_result`].
        pub fn send(self) -> Result<(), Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`BuilderApi::get_result`].
        pub fn send_with_response(self) -> Result<Response<()>, Error> {
            let mut request = Request::new(Method::DELETE, "/api/v2/builder");
            request.ignore_body();
            self.client.run(request)?.empty()
        }
    }

    /// The User Management API; [`Client::user_management`] gives it.
    ///
    /// Names that meet.
    #[derive(Debug, Clone, Copy)]
    #[must_use = "it does nothing until an operation is called"]
    pub struct UserManagementApi<'a> {
        client: &'a Client,
    }

    impl<'a> UserManagementApi<'a> {
        /// Users by their state.
        ///
        /// `GET /api/v2/users`, getUsers
        ///
        /// Parameters:
        ///
        /// - `state`, optional: Only those in one of these states.
        /// - `sort_order`, optional: Default: `"ASC"`.
        /// - `interval`, optional: Format: `interval`.
        /// - `interval_2`, optional
        /// - `min_score`, optional: Format: `float`.
        ///
        /// Returns a map, each value a list, each item [`User`](models::User): Lists of users.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client.user_management().get_users().send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn get_users(&self) -> GetUsers<'a> {
            GetUsers {
                client: self.client,
                state: Vec::new(),
                sort_order: None,
                interval: None,
                interval_2: None,
                min_score: None,
            }
        }

        /// Calls `postUsers`.
        ///
        /// `POST /api/v2/users`, postUsers
        ///
        /// Parameters:
        ///
        /// - `body`, required
        ///
        /// Returns [`User`](models::User): Made.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client
        ///     .user_management()
        ///     .post_users(genesys_cloud::models::User::default())
        ///     .send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn post_users(&self, body: models::User) -> PostUsers<'a> {
            PostUsers {
                client: self.client,
                body,
            }
        }

        /// Calls `getUser`.
        ///
        /// `GET /api/v2/users/{userId}`, getUser
        ///
        /// Parameters:
        ///
        /// - `user_id`, required
        /// - `if_none_match`, required
        /// - `x_chunks`, optional
        ///
        /// Returns [`User`](models::User): The user.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client.user_management().get_user("userId", "If-None-Match").send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn get_user(
            &self,
            user_id: impl Into<String>,
            if_none_match: impl Into<String>,
        ) -> GetUser<'a> {
            GetUser {
                client: self.client,
                user_id: user_id.into(),
                if_none_match: if_none_match.into(),
                x_chunks: None,
            }
        }

        /// Calls `patchUser`.
        ///
        /// `PATCH /api/v2/users/{userId}`, patchUser
        ///
        /// Parameters:
        ///
        /// - `user_id`, required: Refused, since they would name another path: `me`.
        /// - `body`, optional
        ///
        /// Returns nothing.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong. Documented are these statuses, with these codes in the body:
        ///
        /// - 409: no codes documented
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// client
        ///     .user_management()
        ///     .patch_user("userId")
        ///     .body(genesys_cloud::models::User::default())
        ///     .send()?;
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn patch_user(&self, user_id: impl Into<String>) -> PatchUser<'a> {
            PatchUser {
                client: self.client,
                user_id: user_id.into(),
                body: None,
            }
        }

        /// Calls `deleteUser`.
        ///
        /// `DELETE /api/v2/users/{userId}`, deleteUser
        ///
        /// Parameters:
        ///
        /// - `user_id`, required: Refused, since they would name another path: `me`.
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
        /// client.user_management().delete_user("userId").send()?;
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn delete_user(&self, user_id: impl Into<String>) -> DeleteUser<'a> {
            DeleteUser {
                client: self.client,
                user_id: user_id.into(),
            }
        }

        /// Calls `getUsersMe`.
        ///
        /// `GET /api/v2/users/me`, getUsersMe
        ///
        /// Works without a token.
        ///
        /// Returns a text (`text/plain`): A name.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client.user_management().get_users_me().send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn get_users_me(&self) -> GetUsersMe<'a> {
            GetUsersMe { client: self.client }
        }

        /// Calls `postTree`.
        ///
        /// `POST /api/v2/tree`, postTree
        ///
        /// Parameters:
        ///
        /// - `body`, required
        ///
        /// Returns [`Everything`](models::Everything): All that is awkward.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client.user_management().post_tree(["text"]).send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn post_tree(
            &self,
            body: impl IntoIterator<Item = impl Into<String>>,
        ) -> PostTree<'a> {
            PostTree {
                client: self.client,
                body: body.into_iter().map(Into::into).collect(),
            }
        }

        /// Calls `putTree`.
        ///
        /// `PUT /api/v2/tree`, putTree
        ///
        /// Parameters:
        ///
        /// - `body`, required
        ///
        /// Returns [`Tree`](models::Tree): The same.
        ///
        /// # Errors
        ///
        /// [`Error`] tells what went wrong.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// let client = genesys_cloud::Client::from_env()?;
        /// let answer = client
        ///     .user_management()
        ///     .put_tree(genesys_cloud::models::Tree::default())
        ///     .send()?;
        /// println!("{answer:?}");
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        pub fn put_tree(&self, body: models::Tree) -> PutTree<'a> {
            PutTree {
                client: self.client,
                body,
            }
        }
    }

    /// The request of [`UserManagementApi::get_users`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetUsers<'a> {
        client: &'a Client,
        state: Vec<models::GetUsersState>,
        sort_order: Option<models::GetUsersSortOrder>,
        interval: Option<String>,
        interval_2: Option<String>,
        min_score: Option<f64>,
    }

    impl GetUsers<'_> {
        /// Only those in one of these states.
        pub fn state(
            mut self,
            values: impl IntoIterator<Item = impl Into<models::GetUsersState>>,
        ) -> Self {
            self.state = values.into_iter().map(Into::into).collect();
            self
        }

        /// The parameter `sortOrder`.
        ///
        /// Default: `"ASC"`.
        pub fn sort_order(
            mut self,
            value: impl Into<models::GetUsersSortOrder>,
        ) -> Self {
            self.sort_order = Some(value.into());
            self
        }

        /// The parameter `interval`.
        ///
        /// Format: `interval`.
        pub fn interval(mut self, value: impl Into<String>) -> Self {
            self.interval = Some(value.into());
            self
        }

        /// The parameter `INTERVAL`.
        pub fn interval_2(mut self, value: impl Into<String>) -> Self {
            self.interval_2 = Some(value.into());
            self
        }

        /// The parameter `minScore`.
        ///
        /// Format: `float`.
        pub fn min_score(mut self, value: f64) -> Self {
            self.min_score = Some(value);
            self
        }

        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::get_users`].
        pub fn send(self) -> Result<BTreeMap<String, Vec<models::User>>, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::get_users`].
        pub fn send_with_response(
            self,
        ) -> Result<Response<BTreeMap<String, Vec<models::User>>>, Error> {
            let mut request = Request::new(Method::GET, "/api/v2/users");
            request.query_list("state", &self.state, ListStyle::Repeated);
            request.query("sortOrder", self.sort_order);
            request.query("interval", self.interval);
            request.query("INTERVAL", self.interval_2);
            request.query("minScore", self.min_score);
            self.client.run(request)?.json()
        }
    }

    /// The request of [`UserManagementApi::post_users`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct PostUsers<'a> {
        client: &'a Client,
        body: models::User,
    }

    impl PostUsers<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::post_users`].
        pub fn send(self) -> Result<models::User, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::post_users`].
        pub fn send_with_response(self) -> Result<Response<models::User>, Error> {
            let mut request = Request::new(Method::POST, "/api/v2/users");
            request.json("application/json", Some(&self.body));
            self.client.run(request)?.json()
        }
    }

    /// The request of [`UserManagementApi::get_user`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetUser<'a> {
        client: &'a Client,
        user_id: String,
        if_none_match: String,
        x_chunks: Option<i64>,
    }

    impl GetUser<'_> {
        /// The parameter `X-Chunks`.
        pub fn x_chunks(mut self, value: i64) -> Self {
            self.x_chunks = Some(value);
            self
        }

        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::get_user`].
        pub fn send(self) -> Result<models::User, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::get_user`].
        pub fn send_with_response(self) -> Result<Response<models::User>, Error> {
            let mut request = Request::new(Method::GET, "/api/v2/users/{userId}");
            request.path("userId", &self.user_id);
            request.header("If-None-Match", Some(self.if_none_match));
            request.header("X-Chunks", self.x_chunks);
            self.client.run(request)?.json()
        }
    }

    /// The request of [`UserManagementApi::patch_user`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct PatchUser<'a> {
        client: &'a Client,
        user_id: String,
        body: Option<models::User>,
    }

    impl PatchUser<'_> {
        /// The body.
        pub fn body(mut self, value: models::User) -> Self {
            self.body = Some(value);
            self
        }

        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::patch_user`].
        pub fn send(self) -> Result<(), Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::patch_user`].
        pub fn send_with_response(self) -> Result<Response<()>, Error> {
            let mut request = Request::new(Method::PATCH, "/api/v2/users/{userId}");
            request.path_except("userId", &self.user_id, &["me"]);
            request.json("application/json", self.body.as_ref());
            request.ignore_body();
            self.client.run(request)?.empty()
        }
    }

    /// The request of [`UserManagementApi::delete_user`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct DeleteUser<'a> {
        client: &'a Client,
        user_id: String,
    }

    impl DeleteUser<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::delete_user`].
        pub fn send(self) -> Result<(), Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::delete_user`].
        pub fn send_with_response(self) -> Result<Response<()>, Error> {
            let mut request = Request::new(Method::DELETE, "/api/v2/users/{userId}");
            request.path_except("userId", &self.user_id, &["me"]);
            request.ignore_body();
            self.client.run(request)?.empty()
        }
    }

    /// The request of [`UserManagementApi::get_users_me`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetUsersMe<'a> {
        client: &'a Client,
    }

    impl GetUsersMe<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::get_users_me`].
        pub fn send(self) -> Result<String, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::get_users_me`].
        pub fn send_with_response(self) -> Result<Response<String>, Error> {
            let mut request = Request::new(Method::GET, "/api/v2/users/me");
            request.without_token();
            request.accept("text/plain");
            self.client.run(request)?.text()
        }
    }

    /// The request of [`UserManagementApi::post_tree`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct PostTree<'a> {
        client: &'a Client,
        body: Vec<String>,
    }

    impl PostTree<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::post_tree`].
        pub fn send(self) -> Result<models::Everything, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::post_tree`].
        pub fn send_with_response(self) -> Result<Response<models::Everything>, Error> {
            let mut request = Request::new(Method::POST, "/api/v2/tree");
            request.json("application/json", Some(&self.body));
            self.client.run(request)?.json()
        }
    }

    /// The request of [`UserManagementApi::put_tree`].
    #[derive(Debug, Clone)]
    #[must_use = "a request does nothing until it is sent"]
    pub struct PutTree<'a> {
        client: &'a Client,
        body: models::Tree,
    }

    impl PutTree<'_> {
        /// Sends the request and gives back what it brought.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::put_tree`].
        pub fn send(self) -> Result<models::Tree, Error> {
            self.send_with_response().map(Response::into_body)
        }

        /// Sends the request and gives back status and headers too.
        ///
        /// # Errors
        ///
        /// Those of [`UserManagementApi::put_tree`].
        pub fn send_with_response(self) -> Result<Response<models::Tree>, Error> {
            let mut request = Request::new(Method::PUT, "/api/v2/tree");
            request.json("application/json", Some(&self.body));
            self.client.run(request)?.json()
        }
    }
}

pub use api::{ShiftTradesApi, BuilderApi, UserManagementApi};
