//! The code of the page on paging, at the sandbox.

use std::cell::Cell;
use std::{env, fs, process};

use genesys_cloud::paging::Scheme;
use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::serde_json::json;
use genesys_cloud::{Client, Method};
use pages::paging;

/// Returns a sandbox with this many users, of which number 30 is Ada.
fn users(count: u32) -> (Sandbox, Client) {
    let sandbox = Sandbox::start().unwrap();
    let user = |id: u32| json!({"id": id.to_string(), "name": if id == 30 { "Ada" } else { "Grace" }});
    sandbox.list(Method::GET, "/api/v2/users", Scheme::PageNumber, (0..count).map(user));
    let client = sandbox.client();
    (sandbox, client)
}

/// Returns the number of pages that were requested.
fn requested(sandbox: &Sandbox) -> usize {
    let requests = sandbox.requests();
    requests
        .iter()
        .filter(|request| request.path == "/api/v2/users")
        .count()
}

#[test]
fn all_users_are_read() {
    let (sandbox, client) = users(60);
    paging::all_items::print_names(&client).unwrap();
    assert_eq!(paging::all_items_2::active_users(&client).unwrap().len(), 60);
    assert_eq!(requested(&sandbox), 2);
}

#[test]
fn the_pages_after_a_match_are_not_requested() {
    let (sandbox, client) = users(250);
    let ada = paging::the_first_match::find_by_name(&client, "Ada").unwrap();
    assert_eq!(ada.and_then(|user| user.id).as_deref(), Some("30"));
    assert_eq!(requested(&sandbox), 1);
    assert!(paging::the_first_match::find_by_name(&client, "Eve").unwrap().is_none());
}

#[test]
fn limits_hold() {
    let (sandbox, client) = users(60);
    assert_eq!(paging::limits::first_ten(&client).unwrap().len(), 10);
    assert_eq!(paging::limits::two_pages(&client).unwrap().len(), 50);
    assert_eq!(requested(&sandbox), 3);
}

#[test]
fn progress_is_shown() {
    let (_sandbox, client) = users(60);
    paging::progress::show_progress(&client).unwrap();
}

#[test]
fn an_export_resumes_after_an_error() {
    let (_sandbox, client) = users(250);
    let stored = env::temp_dir().join(format!("genesys-cloud-place-{}", process::id()));
    let written = Cell::new(0);
    let write = |users: Vec<_>| {
        written.set(written.get() + users.len());
        Ok(())
    };
    let is_first = Cell::new(true);
    let fails_at_the_second_page = |users: Vec<_>| {
        if is_first.replace(false) {
            write(users)
        } else {
            Err("full disk".into())
        }
    };
    assert!(paging::resuming::export(&client, &stored, fails_at_the_second_page).is_err());
    assert_eq!(
        (written.get(), fs::read_to_string(&stored).unwrap().as_str()),
        (100, "2")
    );
    paging::resuming::export(&client, &stored, write).unwrap();
    assert_eq!((written.get(), stored.exists()), (250, false));
    paging::resuming::export(&client, &stored, write).unwrap();
    assert_eq!(written.get(), 500, "a complete list begins at its beginning");
}

#[test]
fn a_thread_reads_ahead() {
    let (_sandbox, client) = users(60);
    let count = Cell::new(0);
    let deactivate = |_| {
        count.set(count.get() + 1);
        Ok(())
    };
    paging::several_threads::deactivate_all(&client, deactivate).unwrap();
    assert_eq!(count.get(), 60);
    let stopped = paging::several_threads::deactivate_all(&client, |_| Err("stopped".into()));
    assert_eq!(stopped.unwrap_err().to_string(), "stopped");
}
