//! Clients that make the same calls.

use std::fmt;
use std::hint::black_box;
use std::sync::Mutex;

use genesys_cloud::Client;
use genesys_cloud::models::IdleTokenTimeout;
use serde::de::DeserializeOwned;

use crate::raw::Raw;
use crate::{Operation, TOKEN, USER, models};

/// A client.
pub enum Rival {
    /// This crate.
    Crate(Client),
    /// A connection with prepared requests.
    Raw(Box<Mutex<Raw>>),
    /// ureq, by hand.
    Hand {
        /// The agent, configured.
        agent: ureq::Agent,
        /// The base URL.
        base: String,
        /// Whether the body is decoded with `read_json`. Otherwise its bytes are read first.
        read_json: bool,
    },
    /// `reqwest::blocking`.
    Reqwest {
        /// The client, configured.
        client: reqwest::blocking::Client,
        /// The base URL.
        base: String,
    },
}

impl Rival {
    /// Makes a call and decodes the response.
    ///
    /// # Panics
    ///
    /// If the call fails.
    pub fn call(&self, operation: Operation) {
        match self {
            Self::Crate(client) => call(client, operation),
            Self::Raw(raw) => raw
                .lock()
                .expect("no panic before")
                .call(operation)
                .expect("a response"),
            Self::Hand { agent, base, read_json } => call_by_hand(agent, base, *read_json, operation),
            Self::Reqwest { client, base } => call_with_reqwest(client, base, operation),
        }
    }

    /// Closes the connection of `Raw`, which does not find out that the server has closed it. The others do.
    ///
    /// # Panics
    ///
    /// If a call has panicked.
    pub fn close_raw(&self) {
        if let Self::Raw(raw) = self {
            raw.lock().expect("no panic before").close();
        }
    }
}

fn call(client: &Client, operation: Operation) {
    let tokens = client.tokens();
    match operation {
        Operation::GetTokensMe => {
            black_box(tokens.get_tokens_me().send().expect("a response"));
        }
        Operation::PutTokensTimeout => {
            let body = IdleTokenTimeout::default()
                .with_idle_token_timeout_seconds(900)
                .with_enable_idle_token_timeout(true);
            black_box(tokens.put_tokens_timeout().body(body).send().expect("a response"));
        }
        Operation::DeleteToken => tokens.delete_token(USER).send().expect("a response"),
    }
}

fn call_by_hand(agent: &ureq::Agent, base: &str, read_json: bool, operation: Operation) {
    let bearer = format!("Bearer {TOKEN}");
    match operation {
        Operation::GetTokensMe => {
            let mut response = agent
                .get(format!("{base}/api/v2/tokens/me"))
                .header("Accept", "application/json")
                .header("Authorization", bearer)
                .call()
                .expect("a response");
            black_box::<models::TokenInfo>(read(response.body_mut(), read_json));
        }
        Operation::PutTokensTimeout => {
            let body = serde_json::to_vec(&models::IdleTokenTimeout::from_seconds(900)).expect("JSON");
            let mut response = agent
                .put(format!("{base}/api/v2/tokens/timeout"))
                .header("Accept", "application/json")
                .header("Authorization", bearer)
                .header("Content-Type", "application/json")
                .send(&body)
                .expect("a response");
            black_box::<models::IdleTokenTimeout>(read(response.body_mut(), read_json));
        }
        Operation::DeleteToken => {
            agent
                .delete(format!("{base}/api/v2/tokens/{USER}"))
                .header("Accept", "application/json")
                .header("Authorization", bearer)
                .call()
                .expect("a response");
        }
    }
}

fn read<T: DeserializeOwned>(body: &mut ureq::Body, read_json: bool) -> T {
    if read_json {
        body.read_json().expect("JSON")
    } else {
        serde_json::from_slice(&body.read_to_vec().expect("a body")).expect("JSON")
    }
}

fn call_with_reqwest(client: &reqwest::blocking::Client, base: &str, operation: Operation) {
    let request = match operation {
        Operation::GetTokensMe => client.get(format!("{base}/api/v2/tokens/me")),
        Operation::PutTokensTimeout => client
            .put(format!("{base}/api/v2/tokens/timeout"))
            .json(&models::IdleTokenTimeout::from_seconds(900)),
        Operation::DeleteToken => client.delete(format!("{base}/api/v2/tokens/{USER}")),
    };
    let response = request
        .header("Accept", "application/json")
        .bearer_auth(TOKEN)
        .send()
        .expect("a response");
    match operation {
        Operation::GetTokensMe => {
            black_box::<models::TokenInfo>(response.json().expect("a TokenInfo"));
        }
        Operation::PutTokensTimeout => {
            black_box::<models::IdleTokenTimeout>(response.json().expect("an IdleTokenTimeout"));
        }
        Operation::DeleteToken => {
            response.bytes().expect("no body");
        }
    }
}

impl fmt::Debug for Rival {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Crate(_) => "Crate",
            Self::Raw(_) => "Raw",
            Self::Hand { .. } => "Hand",
            Self::Reqwest { .. } => "Reqwest",
        };
        f.debug_tuple("Rival").field(&name).finish()
    }
}
