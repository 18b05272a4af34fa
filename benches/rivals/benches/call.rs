//! Time per call and calls per second, all rivals in one run on one server.
//!
//! Criterion prints each measurement with its interval; the tables at the end hold the medians.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Barrier;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use criterion::{Criterion, Throughput};
use rivals::{Rival, Way, server};

/// What the slow server takes over an answer: long next to a call, so that only calls that wait side by side get more of
/// them done in the same time.
const WORK: Duration = Duration::from_millis(5);

fn main() {
    let output = PathBuf::from(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into())).join("criterion");
    let mut criterion = Criterion::default()
        .output_directory(&output)
        .without_plots()
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(5))
        .configure_from_args();
    let fast = start(Duration::ZERO);
    let slow = start(WORK);
    for way in Way::ALL {
        let client = way.client(fast);
        one(&mut criterion, "get_tokens_me", way, || client.get_tokens_me());
        one(&mut criterion, "put_tokens_timeout", way, || {
            client.put_tokens_timeout();
        });
        for threads in [1, 2, 4, 8] {
            many(&mut criterion, "threads", way, &client, threads);
        }
    }
    let client = Way::Crate.client(slow);
    for threads in [1, 8] {
        many(&mut criterion, "slow server", Way::Crate, &client, threads);
    }
    criterion.final_summary();
    // `cargo test --benches` runs each once and measures nothing.
    if env::args().any(|argument| argument == "--bench") {
        print_tables(&output);
    }
}

fn start(work: Duration) -> SocketAddr {
    server::start((Ipv4Addr::LOCALHOST, 0).into(), work).expect("a port")
}

/// One call after the other.
fn one(criterion: &mut Criterion, group: &str, way: Way, call: impl Fn()) {
    criterion
        .benchmark_group(group)
        .bench_function(way.name(), |bencher| bencher.iter(&call));
}

/// The same client in several threads at once.
fn many(criterion: &mut Criterion, group: &str, way: Way, client: &Rival, threads: u64) {
    let mut group = criterion.benchmark_group(group);
    group.throughput(Throughput::Elements(1));
    group.bench_function(id(way, threads), |bencher| {
        bencher.iter_custom(|calls| side_by_side(client, threads, calls));
    });
}

fn id(way: Way, threads: u64) -> String {
    format!("{} {threads}", way.name())
}

/// The time that it takes until the threads have made all the calls.
fn side_by_side(client: &Rival, threads: u64, calls: u64) -> Duration {
    let ready = Barrier::new(usize::try_from(threads).unwrap_or(1) + 1);
    thread::scope(|scope| {
        for thread in 0..threads {
            let share = calls / threads + u64::from(thread < calls % threads);
            let ready = &ready;
            scope.spawn(move || {
                ready.wait();
                for _ in 0..share {
                    client.get_tokens_me();
                }
            });
        }
        ready.wait();
        Instant::now()
    })
    .elapsed()
}

/// Markdown, made of what criterion left in files.
fn print_tables(output: &std::path::Path) {
    let median = |group: &str, id: &str| -> Option<f64> {
        let path = output.join(group).join(id).join("new").join("estimates.json");
        let estimates: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        estimates.get("median")?.get("point_estimate")?.as_f64()
    };
    println!("\n| µs per call (median), 1 thread | get_tokens_me | put_tokens_timeout |\n|---|---|---|");
    for way in Way::ALL {
        let cell = |group| {
            let (own, ours) = (median(group, way.name())?, median(group, Way::Crate.name())?);
            Some(format!("{:.1} ({:.2} ×)", own / 1000.0, own / ours))
        };
        let cell = |group| cell(group).unwrap_or_default();
        println!(
            "| {} | {} | {} |",
            way.name(),
            cell("get_tokens_me"),
            cell("put_tokens_timeout")
        );
    }
    println!("\n| calls per second (median) | 1 thread | 2 threads | 4 threads | 8 threads |\n|---|---|---|---|---|");
    let row = |name: &str, group: &str, way: Way, threads: &[u64]| {
        let cells = threads.iter().map(|threads| {
            median(group, &id(way, *threads)).map_or(String::new(), |nanoseconds| format!("{:.0}", 1e9 / nanoseconds))
        });
        println!("| {name} | {} |", cells.collect::<Vec<_>>().join(" | "));
    };
    for way in Way::ALL {
        row(way.name(), "threads", way, &[1, 2, 4, 8]);
    }
    println!("\n| calls per second (median), a server that takes 5 ms | 1 thread | 8 threads |\n|---|---|---|");
    row(Way::Crate.name(), "slow server", Way::Crate, &[1, 8]);
}
