use std::collections::HashMap;

use super::Plan;
use crate::revoke::directory::Addresses;
use crate::revoke::list::{Input, Line};
use crate::revoke::outcome::{Counts, Outcome};
use crate::revoke::resume::Earlier;
use crate::revoke::user_id::UserId;

const ADA: &str = "7f0c2a8e-91b3-4c5d-8e6f-0a1b2c3d4e5f";
const GRACE: &str = "0a91bc52-91b3-4c5d-8e6f-0a1b2c3d4e5f";

fn lines(texts: &[&str]) -> Vec<Line> {
    let lines = (1..).zip(texts);
    lines
        .map(|(number, text)| Line {
            number,
            input: Input::new(text),
        })
        .collect()
}

/// The lines of each user of a plan.
fn planned(plan: &Plan) -> Vec<(String, Vec<usize>)> {
    let users = plan.users.iter();
    users
        .map(|user| (user.id.to_string(), plan.lines_of(user).collect()))
        .collect()
}

#[test]
fn a_user_is_planned_once_for_all_of_its_lines() {
    let upper = ADA.to_uppercase();
    let lines = lines(&[ADA, GRACE, &upper, "me", ADA]);
    let plan = Plan::new(&lines, &Addresses::default(), Earlier::default());
    assert_eq!(
        planned(&plan),
        [(ADA.to_owned(), vec![4, 2, 0]), (GRACE.to_owned(), vec![1])]
    );
    assert_eq!(plan.known.len(), 1);
    assert_eq!((plan.known[0].line, plan.known[0].outcome), (3, Outcome::Invalid));
}

#[test]
fn a_user_of_an_earlier_run_is_not_revoked_again_for_another_line() {
    let upper = ADA.to_uppercase();
    let lines = lines(&[ADA, GRACE, &upper]);
    let earlier = Earlier {
        is_done: vec![true, false, false],
        users: HashMap::from([(UserId::parse(ADA).unwrap(), (Outcome::Revoked, Some(204)))]),
        counts: Counts::default(),
        length: 0,
    };
    let plan = Plan::new(&lines, &Addresses::default(), earlier);
    assert_eq!(planned(&plan), [(GRACE.to_owned(), vec![1])]);
    let known = &plan.known[0];
    assert_eq!(
        (known.line, known.outcome, known.status),
        (2, Outcome::Revoked, Some(204))
    );
}
