//! What a run has to do: whose tokens it revokes, and which rows are known already.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::directory::{Addresses, Found};
use super::list::{Kind, Line};
use super::outcome::{Counts, Outcome};
use super::resume::Earlier;
use super::user_id::UserId;

/// The work of a run.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The users, in the order in which they come first in the list.
    pub(super) users: Vec<User>,
    /// The line before this one that has the same user, by the index of the line.
    before: Vec<Option<u32>>,
    /// Rows that no request is needed for.
    pub(super) known: Vec<Known>,
    /// The outcomes of the lines that earlier runs have done.
    pub(super) earlier: Counts,
}

/// A user whose tokens are to be revoked.
#[derive(Debug, Clone, Copy)]
pub(super) struct User {
    pub(super) id: UserId,
    /// The index of the last line that has this user.
    last_line: u32,
}

/// A line whose outcome is known.
#[derive(Debug)]
pub(super) struct Known {
    /// The index of the line.
    pub(super) line: usize,
    pub(super) id: Option<UserId>,
    pub(super) outcome: Outcome,
    pub(super) status: Option<u16>,
    /// What is to be said about the line, if it is not about a run before.
    pub(super) problem: Option<String>,
}

/// What is known of a user.
enum State {
    /// The index in the plan.
    Planned(usize),
    Finished(Outcome, Option<u16>),
}

impl Plan {
    pub(super) fn new(lines: &[Line], addresses: &Addresses, earlier: Earlier) -> Self {
        let finished = earlier.users.into_iter();
        let mut users: HashMap<UserId, State> = finished
            .map(|(id, (outcome, status))| (id, State::Finished(outcome, status)))
            .collect();
        let mut plan = Self {
            before: vec![None; lines.len()],
            earlier: earlier.counts,
            ..Self::default()
        };
        for (index, line) in lines.iter().enumerate() {
            if earlier.is_done.get(index) == Some(&true) {
                continue;
            }
            match user_of(line, addresses) {
                Ok(id) => plan.add(index, id, &mut users),
                Err((outcome, problem)) => plan.known.push(Known {
                    line: index,
                    id: None,
                    outcome,
                    status: None,
                    problem: Some(problem),
                }),
            }
        }
        plan
    }

    /// Adds a line that has this user.
    fn add(&mut self, line: usize, id: UserId, users: &mut HashMap<UserId, State>) {
        match users.entry(id) {
            Entry::Vacant(user) => {
                user.insert(State::Planned(self.users.len()));
                self.users.push(User {
                    id,
                    last_line: short(line),
                });
            }
            Entry::Occupied(user) => match *user.get() {
                State::Finished(outcome, status) => self.known.push(Known {
                    line,
                    id: Some(id),
                    outcome,
                    status,
                    problem: None,
                }),
                State::Planned(planned) => {
                    // Both indexes are in range: the elements were counted above.
                    let last = std::mem::replace(&mut self.users[planned].last_line, short(line));
                    self.before[line] = Some(last);
                }
            },
        }
    }

    /// Returns the indexes of the lines that have this user, the last one first.
    pub(super) fn lines_of(&self, user: &User) -> impl Iterator<Item = usize> {
        let mut next = Some(user.last_line);
        std::iter::from_fn(move || {
            let line = next? as usize;
            next = self.before.get(line).copied().flatten();
            Some(line)
        })
    }
}

/// Returns the user of a line, or why no request can be sent for it.
fn user_of(line: &Line, addresses: &Addresses) -> Result<UserId, (Outcome, String)> {
    let address = match line.input.kind() {
        Kind::Id(id) => return Ok(id),
        Kind::Email(address) => address,
        Kind::Invalid => {
            let problem = "is neither the id of a user nor an e-mail address".to_owned();
            return Err((Outcome::Invalid, problem));
        }
    };
    match addresses.get(address) {
        Found::One(id) => Ok(id),
        Found::None => Err((Outcome::NotFound, "no user has this e-mail address".to_owned())),
        Found::Several(count) => {
            let problem = format!("{count} users have this e-mail address: use the id of one of them");
            Err((Outcome::Ambiguous, problem))
        }
    }
}

/// Returns an index in less memory. A list of more than four billion lines does not fit into the memory of a machine.
fn short(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
