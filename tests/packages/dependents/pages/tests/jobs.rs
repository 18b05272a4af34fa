//! The code of the page on batch jobs, at the sandbox.

use std::sync::{Mutex, mpsc};
use std::time::Duration;
use std::{env, fs, process, thread};

use genesys_cloud::sandbox::{Reply, Sandbox};
use genesys_cloud::serde_json::json;
use genesys_cloud::{Error, Method, RetryPolicy};
use pages::batch_jobs;

#[test]
fn a_job_resumes_after_an_error() {
    use batch_jobs::a_whole_job::{job_client, revoke_all};

    let sandbox = Sandbox::start().unwrap();
    let ids = sandbox.add_users(250);
    let journal = env::temp_dir().join(format!("genesys-cloud-journal-{}", process::id()));
    job_client(sandbox.client_builder()).unwrap();
    // The rate is as high as the sandbox allows, so that the test is short.
    let builder = sandbox.client_builder().requests_per_minute(60_000);
    let client = builder.retry(RetryPolicy::for_jobs()).build().unwrap();

    // The program waits for the rate limit; a 500 ends the first run.
    sandbox.limit_next(2, Duration::ZERO);
    sandbox.at(Method::DELETE, "/api/v2/tokens/{userId}").fail_next(1, 500);
    let error = revoke_all(&client, &ids, &journal).unwrap_err();
    assert_eq!(error.downcast_ref::<Error>().unwrap().status(), Some(500));
    assert!(ids.iter().any(|id| !sandbox.is_revoked(id)));

    revoke_all(&client, &ids, &journal).unwrap();
    assert!(ids.iter().all(|id| sandbox.is_revoked(id)));

    let before = sandbox.requests().len();
    revoke_all(&client, &ids, &journal).unwrap();
    assert_eq!(sandbox.requests().len(), before, "nothing is left");
    assert_eq!(fs::read_to_string(&journal).unwrap().lines().count(), ids.len());
    fs::remove_file(&journal).unwrap();
}

#[test]
fn progress_shows_a_wait() {
    static MESSAGE: Mutex<String> = Mutex::new(String::new());

    let sandbox = Sandbox::start().unwrap();
    let builder = batch_jobs::progress_and_metrics::with_progress(sandbox.client_builder(), &MESSAGE);
    let client = builder.build().unwrap();
    sandbox.limit_next(1, Duration::from_secs(1));
    let (done, is_done) = mpsc::channel();
    let call = thread::spawn(move || done.send(client.tokens().get_tokens_me().send().is_ok()));
    // The message shows the wait while the call is waiting.
    while !MESSAGE.lock().unwrap().starts_with("rate limit, waiting 1 s") {
        assert!(is_done.try_recv().is_err(), "the wait was not shown");
        thread::yield_now();
    }
    assert!(is_done.recv().unwrap());
    assert!(MESSAGE.lock().unwrap().is_empty());
    call.join().unwrap().unwrap();
}

#[test]
fn requests_are_counted() {
    use batch_jobs::progress_and_metrics_2::{Counters, text, with_counters};

    let sandbox = Sandbox::start().unwrap();
    let counters = Counters::default();
    let client = with_counters(sandbox.client_builder(), &counters).build().unwrap();
    sandbox.fail_next(1, 503);
    client.tokens().get_tokens_me().send().unwrap();
    let expected = "\
genesys_requests_total{method=\"GET\",path=\"/api/v2/tokens/me\",status=\"200\"} 1
genesys_requests_total{method=\"GET\",path=\"/api/v2/tokens/me\",status=\"503\"} 1
genesys_requests_total{method=\"POST\",path=\"/oauth/token\",status=\"200\"} 1
";
    assert_eq!(text(&counters), expected);
}

#[test]
fn pages_are_read_until_one_is_empty() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.on(Method::GET, "/api/v2/users", |request| {
        let page: usize = request.query("pageNumber")[0].parse().unwrap();
        let ids = ["a", "b", "c"].chunks(2).nth(page - 1).unwrap_or_default();
        let users: Vec<_> = ids.iter().map(|id| json!({"id": id})).collect();
        Reply::json(200, json!({"entities": users}))
    });
    let ids = batch_jobs::reading_many_entities::inactive_users(&sandbox.client()).unwrap();
    assert_eq!(ids, ["a", "b", "c"]);
}
