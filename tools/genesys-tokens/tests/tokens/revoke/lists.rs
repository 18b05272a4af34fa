//! The list of users, and what becomes of each line.

use genesys_cloud::Method;
use genesys_cloud::paging::Scheme;
use genesys_cloud::sandbox::{Reply, Sandbox};
use genesys_cloud::serde_json::{Value, json};

use super::{address, counts, deleted, list, outcomes, revoke, rows, with_server};
use crate::program::Program;
use crate::server::{self, Server};

#[test]
fn users_are_revoked_by_id_and_by_address() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("revoke_both", &sandbox);
    let users = sandbox.add_users(3);
    let by_address = address(&users[2]).to_uppercase();
    let ran = revoke(&program, &[&users[0], &users[1], &by_address]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert!(users.iter().all(|user| sandbox.is_revoked(user)));
    let report = program.read("report.csv");
    assert_eq!(outcomes(&report), counts([("revoked", 3)]));
    let row = report.lines().find(|line| line.starts_with(&by_address)).unwrap();
    let fields: Vec<_> = row.split(',').collect();
    assert_eq!((fields[1], fields[3]), (users[2].as_str(), "204"));
    assert_eq!(fields[4].len(), 36, "a correlation id: {row}");
    assert!(fields[5].parse::<genesys_cloud::jiff::Timestamp>().is_ok(), "{row}");
    let last = ran.out.lines().last().unwrap();
    assert!(
        last.contains("users who sign in through SSO come back unless they are inactive"),
        "{last}"
    );
}

#[test]
fn it_says_first_how_many_users_how_fast_and_how_long() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("revoke_announced", &sandbox);
    program.file("list.txt", list(1_000));
    let ran = program.run(&["revoke", "--file", "list.txt", "--dry-run"]);
    assert!(
        ran.out
            .contains("1,000 users (1,000 lines), 300 requests a minute: about 3 min"),
        "{}",
        ran.out
    );
}

#[test]
fn what_is_neither_an_id_nor_an_address_is_not_sent_and_is_named() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("revoke_invalid", &sandbox);
    let user = sandbox.user_id();
    program.file(
        "list.txt",
        format!("me\ntimeout\n# a comment\n\n../users\n{user}\n7f0c\n"),
    );
    let ran = revoke(&program, &["--file", "list.txt"]);
    assert_eq!(ran.code, 3, "{}", ran.log);
    for line in ["line 1: me", "line 2: timeout", "line 5: ../users", "line 7: 7f0c"] {
        assert!(ran.log.contains(line), "{line}: {}", ran.log);
    }
    assert_eq!(deleted(&sandbox), [format!("/api/v2/tokens/{user}")]);
    assert_eq!(
        outcomes(&program.read("report.csv")),
        counts([("invalid", 4), ("revoked", 1)])
    );
}

#[test]
fn an_address_without_a_user_or_with_several_is_named() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("revoke_ambiguous", &sandbox);
    let users = sandbox.add_users(3);
    let found = [
        ("ada@example.com", &users[0]),
        ("Bob@Example.com", &users[1]),
        ("bob@example.com", &users[2]),
    ];
    let found = found.map(|(email, id)| json!({"email": email, "id": id}));
    sandbox.list(Method::POST, "/api/v2/users/search", Scheme::PageNumberInBody, found);
    let arguments = ["ADA@example.com", "bob@EXAMPLE.com", "eve@example.com"];

    let dry = program.run(&[&["revoke", "--dry-run"][..], &arguments].concat());
    let ran = revoke(&program, &arguments);
    for ran in [&dry, &ran] {
        assert_eq!(ran.code, 3, "{}", ran.log);
        assert!(ran.log.contains("line 2: bob@EXAMPLE.com: 2 users have"), "{}", ran.log);
        assert!(ran.log.contains("line 3: eve@example.com: no user has"), "{}", ran.log);
    }
    assert_eq!(deleted(&sandbox), [format!("/api/v2/tokens/{}", users[0])]);
    let expected = counts([("ambiguous", 1), ("not_found", 1), ("revoked", 1)]);
    assert_eq!(outcomes(&program.read("report.csv")), expected);
}

#[test]
fn addresses_are_looked_up_in_batches_and_on_all_pages() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("revoke_pages", &sandbox);
    let users = sandbox.add_users(120);
    let listed: Vec<_> = users.iter().map(|id| json!({"email": address(id), "id": id})).collect();
    // Pages that are smaller than the request asks for.
    sandbox.on(Method::POST, "/api/v2/users/search", move |request| {
        let body: Value = request.json().unwrap();
        let number = body["pageNumber"].as_u64().unwrap();
        let values = body["query"][0]["values"].as_array().unwrap();
        assert!(values.len() <= 50);
        let found: Vec<_> = listed.iter().filter(|user| values.contains(&user["email"])).collect();
        let page: Vec<_> = found
            .chunks(20)
            .nth(usize::try_from(number).unwrap() - 1)
            .unwrap()
            .to_vec();
        Reply::json(
            200,
            json!({"results": page, "pageNumber": number, "pageCount": found.len().div_ceil(20)}),
        )
    });
    let text: String = users.iter().map(|id| address(id) + "\n").collect();
    program.file("list.txt", text);
    let ran = revoke(&program, &["--file", "list.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert!(users.iter().all(|user| sandbox.is_revoked(user)));
    // Two batches of 50 with 3 pages each, and one of 20.
    let searches = sandbox
        .requests()
        .into_iter()
        .filter(|request| request.method == "POST");
    assert_eq!(searches.filter(|request| request.path.ends_with("search")).count(), 7);
}

#[test]
fn a_user_of_ten_thousand_lines_is_revoked_once() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("revoke_duplicates", &sandbox);
    let user = sandbox.user_id();
    program.file("list.txt", format!("{user}\n{}\n", user.to_uppercase()).repeat(5_000));
    let ran = revoke(&program, &["--file", "list.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert_eq!(deleted(&sandbox).len(), 1);
    assert_eq!(outcomes(&program.read("report.csv")), counts([("revoked", 10_000)]));
}

#[test]
fn an_address_and_an_id_of_one_user_are_revoked_once() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("revoke_same_user", &sandbox);
    let user = sandbox.user_id();
    assert_eq!(revoke(&program, &[&address(user), user]).code, 0);
    assert_eq!(deleted(&sandbox).len(), 1);
    let report = program.read("report.csv");
    assert_eq!(outcomes(&report), counts([("revoked", 2)]));
}

#[test]
fn a_user_that_does_not_exist_is_not_found_and_the_others_are_revoked() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("revoke_not_found", &sandbox);
    let unknown = "00000000-0000-4000-8000-000000000000";
    let ran = revoke(&program, &[unknown, sandbox.user_id(), unknown]);
    assert_eq!(ran.code, 3, "{}", ran.log);
    assert!(ran.out.contains("1 revoked, 2 not found"), "{}", ran.out);
    assert_eq!(
        outcomes(&program.read("report.csv")),
        counts([("not_found", 2), ("revoked", 1)])
    );
}

#[test]
fn a_list_may_come_from_standard_input() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("revoke_stdin", &sandbox);
    let input = format!("\u{feff}# leavers\r\n  {}\r\n", sandbox.user_id());
    let arguments = ["revoke", "--file", "-", "--report", "report.csv"];
    let ran = program.run_with(&arguments, &input);
    assert!(ran.code == 2 && ran.log.contains("--yes"), "{}", ran.log);
    assert!(sandbox.requests().is_empty());
    let ran = program.run_with(&[&arguments[..], &["--yes"]].concat(), &input);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert!(sandbox.is_revoked(sandbox.user_id()));
}

#[test]
fn a_column_of_a_table_has_the_list() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("revoke_column", &sandbox);
    let users = sandbox.add_users(2);
    let text = format!(
        "name;mail;left\r\nAda;{};2026\r\n\"Grace; Hopper\";{};\r\nEve;;\r\n",
        users[0],
        address(&users[1])
    );
    program.file("leavers.csv", text);
    let ran = revoke(&program, &["--file", "leavers.csv", "--column", "mail"]);
    assert_eq!(ran.code, 3, "{}", ran.log);
    assert!(ran.log.contains("line 4: (empty)"), "{}", ran.log);
    assert!(users.iter().all(|user| sandbox.is_revoked(user)));
    assert_eq!(rows(&program.read("report.csv")).len(), 3);
}

#[test]
fn a_list_that_cannot_be_read_sends_nothing_and_leaves_no_report() {
    let server = Server::start(|_, _| server::Reply::status(500));
    let program = with_server("revoke_bad_lists", &server);
    program.file("empty.txt", "\n# nothing\n");
    program.file("latin1.txt", b"ada@example.com\nj\xf6rg@example.com\n");
    program.file("table.csv", "name,id\nAda,1\n");
    program.file("empty.csv", "");
    for (arguments, code, part) in [
        (&["--file", "empty.txt"][..], 1, "empty.txt has no user"),
        (&["--file", "missing.txt"], 1, "missing.txt cannot be read"),
        (
            &["--file", "latin1.txt"],
            1,
            "latin1.txt: line 2 is not UTF-8, but perhaps Latin-1",
        ),
        (
            &["--file", "table.csv", "--column", "mail"],
            2,
            "table.csv has no column \"mail\"; it has \"name\", \"id\"",
        ),
        (&["--file", "empty.csv", "--column", "mail"], 2, "has no column"),
        (&["--column", "mail", "7f0c"], 2, "--file"),
        (&["--file", "table.csv", "7f0c"], 2, "cannot be used with"),
        (&["--all-users", "7f0c"], 2, "cannot be used with"),
        (&[], 2, "required"),
    ] {
        let before = program.names();
        let ran = revoke(&program, arguments);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{arguments:?}: {}", ran.log);
        assert!(ran.log.contains(part), "{arguments:?}: {}", ran.log);
        assert_eq!(program.names(), before, "{arguments:?}");
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn a_dry_run_revokes_nothing_and_ends_as_the_run_would() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("revoke_dry_run", &sandbox);
    let user = address(sandbox.user_id());
    for (arguments, code) in [
        (&[user.as_str()][..], 0),
        (&[&user, "me"], 3),
        (&[&user, "eve@example.com"], 3),
    ] {
        // Without --yes and without a terminal: there is no question.
        let ran = program.run(&[&["revoke", "--dry-run"][..], arguments].concat());
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.log);
        let ran = program.run(&[&["revoke", "--dry-run", "--json"][..], arguments].concat());
        let document: Value = ran.out.parse().unwrap();
        assert_eq!((&document["users"], &document["exit_code"]), (&json!(1), &json!(code)));
    }
    assert!(deleted(&sandbox).is_empty());
    assert!(program.names().is_empty());
}

#[test]
fn all_users_are_revoked_with_the_own_one_last() {
    let sandbox = Sandbox::start().unwrap();
    let users = sandbox.add_users(230);
    let program = Program::with_sandbox("revoke_all", &sandbox);
    assert_eq!(revoke(&program, &["--all-users"]).code, 0);
    assert!(users.iter().all(|user| sandbox.is_revoked(user)));
    assert_eq!(rows(&program.read("report.csv")).len(), 231);

    // The token of a user: it ends when the tokens of that user are revoked.
    let server = Server::start(|request, _| match request.line.as_str() {
        "GET /api/v2/tokens/me?preserveIdleTTL=true" => {
            server::Reply::json(r#"{"OAuthClient": {"authorizedGrantType": "CODE"}}"#)
        }
        "GET /api/v2/users/me" => server::Reply::json(&format!("{{\"id\": \"{}\"}}", super::id(0))),
        "POST /api/v2/users/search" => {
            let user = |number| json!({"id": super::id(number), "state": "active"});
            let deleted = json!({"id": super::id(9), "state": "deleted"});
            let page = json!({"pageNumber": 1, "pageCount": 1, "results": [user(0), user(1), deleted, user(2)]});
            server::Reply::json(&page.to_string())
        }
        _ => server::Reply::revoked(),
    });
    let program = with_server("revoke_all_as_user", &server);
    assert_eq!(revoke(&program, &["--all-users", "--threads", "1"]).code, 0);
    let lines = server.lines();
    let deletes = lines.iter().filter(|line| line.starts_with("DELETE"));
    let order: Vec<_> = deletes
        .map(|line| line.rsplit('/').next().unwrap().to_owned())
        .collect();
    assert_eq!(order, [super::id(1), super::id(2), super::id(0)]);
}

#[test]
fn json_is_one_document_with_the_number_of_each_outcome() {
    let sandbox = Sandbox::start().unwrap();
    let program = Program::with_sandbox("revoke_json", &sandbox);
    let ran = revoke(&program, &[sandbox.user_id(), "me", "eve@example.com", "--json"]);
    let document: Value = ran.out.parse().unwrap();
    assert_eq!((ran.code, &document["exit_code"]), (3, &json!(3)));
    let expected = json!({"revoked": 1, "not_found": 1, "ambiguous": 0, "invalid": 1, "failed": 0, "skipped": 0});
    assert_eq!(document["outcomes"], expected);
    assert_eq!(document["report"], "report.csv");
}
