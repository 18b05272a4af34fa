//! The examples of `src/docs/paging.md`. A test of genesys-cloud looks for each of them here.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use genesys_cloud::paging::Scheme;
use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::serde_json::json;
use genesys_cloud::{Client, Method};

use crate::genesys::Apis as _;
use crate::genesys::models::{User, UserEntityListing};

type Outcome = Result<(), Box<dyn Error>>;

/// A sandbox with 60 users, of which the page size of the client makes one page.
fn users() -> Result<(Sandbox, Client), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    let user = |id: i32| json!({"id": id.to_string(), "name": if id == 30 { "Ada" } else { "Grace" }});
    sandbox.list(Method::GET, "/api/v2/users", Scheme::PageNumber, (0..60).map(user));
    let client = sandbox.client();
    Ok((sandbox, client))
}

/// The number of pages that were requested.
fn pages(sandbox: &Sandbox) -> usize {
    let requests = sandbox.requests();
    requests
        .iter()
        .filter(|request| request.path == "/api/v2/users")
        .count()
}

#[test]
fn all_items() -> Outcome {
    let (sandbox, client) = users()?;
    for user in client.users().get_users().items() {
        println!("{:?}", user?.name);
    }
    let active: Vec<User> = client
        .users()
        .get_users()
        .state("active")
        .items()
        .collect::<Result<_, _>>()?;
    assert_eq!((active.len(), pages(&sandbox)), (60, 2));
    Ok(())
}

#[test]
fn the_first_match() -> Outcome {
    let (_sandbox, client) = users()?;
    let mut users = client.users().get_users().items();
    let ada = users
        .find(|user| user.as_ref().map_or(true, |user| user.name.as_deref() == Some("Ada")))
        .transpose()?;
    assert_eq!(ada.and_then(|user| user.id).as_deref(), Some("30"));
    Ok(())
}

#[test]
fn limits() -> Outcome {
    let (sandbox, client) = users()?;
    let first: Vec<_> = client.users().get_users().page_size(10).items().take(10).collect();
    let two_pages: Vec<_> = client.users().get_users().page_size(25).max_pages(2).items().collect();
    assert_eq!((first.len(), two_pages.len(), pages(&sandbox)), (10, 50, 3));
    Ok(())
}

#[test]
fn progress() -> Outcome {
    let (_sandbox, client) = users()?;
    let mut done = 0;
    for page in client.users().get_users().pages() {
        let page = page?;
        let users = page.entities.unwrap_or_default();
        done += users.len();
        println!("{done} of {} users", page.total.unwrap_or_default());
    }
    assert_eq!(done, 60);
    Ok(())
}

fn export(client: &Client, stored: &Path, write: fn(UserEntityListing) -> Outcome) -> Outcome {
    let mut request = client.users().get_users();
    if let Ok(place) = fs::read_to_string(stored) {
        request = request.resume_at(place.parse()?);
    }
    let mut pages = request.pages();
    while let Some(page) = pages.next() {
        write(page?)?;
        fs::write(stored, pages.place().to_string())?;
    }
    Ok(())
}

#[test]
fn resuming() -> Outcome {
    let sandbox = Sandbox::start()?;
    sandbox.list(
        Method::GET,
        "/api/v2/users",
        Scheme::PageNumber,
        (0..250).map(|_| json!({})),
    );
    let client = sandbox.client();
    let stored = std::env::temp_dir().join(format!("genesys-cloud-place-{}", std::process::id()));
    sandbox.at(Method::GET, "/api/v2/users").fail_next(1, 500);
    assert!(export(&client, &stored, |_| Ok(())).is_err());
    assert!(
        export(&client, &stored, |page| page
            .page_number
            .map_or(Err("no number".into()), |_| Ok(())))
        .is_ok()
    );
    assert_eq!(fs::read_to_string(&stored)?, "3");
    fs::remove_file(stored)?;
    Ok(())
}

#[test]
fn several_threads() -> Outcome {
    fn deactivate(user: User) -> Outcome {
        user.id.map(drop).ok_or_else(|| "no id".into())
    }
    let (_sandbox, client) = users()?;
    let (sender, receiver) = mpsc::sync_channel(100);
    let users = client.users().get_users().items();
    let reader = thread::spawn(move || users.map(|user| sender.send(user)).take_while(Result::is_ok).count());
    for user in receiver {
        deactivate(user?)?;
    }
    assert_eq!(reader.join().ok(), Some(60));
    Ok(())
}

#[test]
fn testing() -> Outcome {
    let sandbox = Sandbox::start()?;
    let users = (0..60).map(|id| json!({"id": id.to_string()}));
    sandbox.list(Method::GET, "/api/v2/users", Scheme::PageNumber, users);
    assert_eq!(sandbox.client().users().get_users().items().count(), 60);
    Ok(())
}
