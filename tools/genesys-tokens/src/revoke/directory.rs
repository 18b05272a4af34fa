//! Users, as the organization knows them: by their e-mail addresses, or all of them.

use std::collections::HashMap;

use genesys_cloud::paging::Items;
use genesys_cloud::{Client, Error};

use super::list::{Input, Line};
use super::user_id::UserId;
use crate::failure::Failure;
use crate::holder::{Holder, Who};
use crate::users::Apis as _;
use crate::users::models::{User, UserSearchCriteria, UserSearchRequest, UserState, UsersSearchResponse};

/// How many e-mail addresses a request asks for.
pub(super) const BATCH: usize = 50;
const PAGE_SIZE: i32 = 100;

/// The users with an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    None,
    One(UserId),
    Several(usize),
}

/// The users by e-mail address.
#[derive(Debug, Default)]
pub(super) struct Addresses(HashMap<String, Vec<UserId>>);

impl Addresses {
    /// Asks for the users with these addresses, in batches.
    pub(super) fn look_up<'a>(client: &Client, addresses: impl Iterator<Item = &'a str>) -> Result<Self, Failure> {
        let mut found: HashMap<String, Vec<UserId>> = addresses.map(|address| (key(address), Vec::new())).collect();
        let mut asked: Vec<String> = found.keys().cloned().collect();
        asked.sort();
        for batch in asked.chunks(BATCH) {
            let is_one_of_them = UserSearchCriteria::default()
                .with_type("EXACT")
                .with_fields(["email"])
                .with_values(batch.to_vec());
            for user in search(client, UserSearchRequest::default().with_query([is_one_of_them])) {
                let user = user.map_err(|error| refused("the e-mail addresses cannot be looked up", &error))?;
                let (Some(email), Some(id)) = (&user.email, id_of(&user)?) else {
                    continue;
                };
                // A search may find more than was asked for.
                if let Some(ids) = found.get_mut(&key(email)) {
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
            }
        }
        Ok(Self(found))
    }

    pub(super) fn get(&self, address: &str) -> Found {
        match self.0.get(&key(address)).map(Vec::as_slice) {
            None | Some([]) => Found::None,
            Some([id]) => Found::One(*id),
            Some(ids) => Found::Several(ids.len()),
        }
    }
}

/// Returns a line for each user of the organization. If the token belongs to one of them, that one is the last: the token ends with it.
pub(super) fn all_users(client: &Client) -> Result<Vec<Line>, Failure> {
    let holder = Holder::read(client)?;
    let own = match &holder.who {
        Who::User(user) => id_of(user)?,
        Who::Client | Who::UnknownUser(_) => None,
    };
    let mut ids = Vec::new();
    for user in search(client, UserSearchRequest::default()) {
        let user = user.map_err(|error| refused("the users cannot be listed", &error))?;
        ids.extend(id_of(&user)?.filter(|id| Some(*id) != own));
    }
    ids.extend(own);
    let lines = (1..).zip(ids);
    Ok(lines
        .map(|(number, id)| Line {
            number,
            input: Input::Id(id),
        })
        .collect())
}

fn search(client: &Client, request: UserSearchRequest) -> Items<UsersSearchResponse> {
    client
        .users()
        .post_users_search(request.with_page_size(PAGE_SIZE))
        .items()
}

/// Returns the id of a user, unless the user is deleted.
fn id_of(user: &User) -> Result<Option<UserId>, Failure> {
    if user.state == Some(UserState::Deleted) {
        return Ok(None);
    }
    let Some(id) = &user.id else { return Ok(None) };
    match UserId::parse(id) {
        Some(id) => Ok(Some(id)),
        None => Err(Failure::failed(format!(
            "the response of the search has {id:?} as the id of a user, which is not a UUID; nothing was revoked"
        ))),
    }
}

fn refused(what: &str, error: &Error) -> Failure {
    Failure::failed(format!("{what}, so nothing was revoked: {error}"))
}

/// Addresses differ in more than case.
fn key(address: &str) -> String {
    address.trim().to_lowercase()
}
