//! Calls per second of one client in several threads.
//!
//! Client and server share all cores. A second server waits before each response: its number of calls per second grows only if the
//! threads wait at the same time, whatever the number of cores.

use std::net::Ipv4Addr;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput};
use rivals::server::{self, Settings};
use rivals::{Operation, Rival, Way, tables};

const THREADS: [u64; 4] = [1, 2, 4, 8];

/// The time that the slow server waits before a response.
const WORK: Duration = Duration::from_millis(5);

const FAST_SERVER: &str = "threads";
const SLOW_SERVER: &str = "threads, slow server";
const TLS_SERVER: &str = "threads, TLS";

const WAYS: [Way; 4] = [Way::Crate, Way::Hand, Way::HandLimits, Way::Reqwest];

fn main() {
    let mut criterion = Criterion::default()
        .output_directory(&tables::directory())
        .without_plots()
        .warm_up_time(Duration::from_secs(1))
        .configure_from_args();
    let fast = Settings::default();
    let slow = Settings { work: WORK, ..fast };
    let tls = Settings { is_tls: true, ..fast };
    for (group, settings) in [(FAST_SERVER, fast), (SLOW_SERVER, slow), (TLS_SERVER, tls)] {
        let server = server::start((Ipv4Addr::LOCALHOST, 0).into(), settings).expect("a port");
        for way in WAYS {
            let client = way.client(&server);
            for threads in THREADS {
                measure(&mut criterion, group, way, &client, threads);
            }
        }
    }
    criterion.final_summary();
    if tables::is_wanted() {
        print_table("a server that responds at once", FAST_SERVER);
        print_table("a server that takes 5 ms", SLOW_SERVER);
        print_table("a server that responds at once, over TLS", TLS_SERVER);
    }
}

fn measure(criterion: &mut Criterion, group: &str, way: Way, client: &Rival, threads: u64) {
    let mut group = criterion.benchmark_group(group);
    group.throughput(Throughput::Elements(1)).sample_size(20);
    group.bench_function(id(way, threads), |bencher| {
        bencher.iter_custom(|calls| side_by_side(client, threads, calls));
    });
}

fn id(way: Way, threads: u64) -> String {
    format!("{} {threads}", way.name())
}

/// Returns the time that the threads take for all the calls.
fn side_by_side(client: &Rival, threads: u64, calls: u64) -> Duration {
    let ready = Barrier::new(usize::try_from(threads).unwrap_or(1) + 1);
    thread::scope(|scope| {
        for thread in 0..threads {
            let share = calls / threads + u64::from(thread < calls % threads);
            let ready = &ready;
            scope.spawn(move || {
                ready.wait();
                for _ in 0..share {
                    client.call(Operation::GetTokensMe);
                }
            });
        }
        ready.wait();
        Instant::now()
    })
    .elapsed()
}

fn print_table(server: &str, group: &str) {
    println!("\n| calls per second (median), {server} | 1 thread | 2 threads | 4 threads | 8 threads |");
    println!("|---|---|---|---|---|");
    for way in WAYS {
        let cells = THREADS.map(|threads| {
            tables::median(group, &id(way, threads))
                .map_or(String::new(), |nanoseconds| format!("{:.0}", 1e9 / nanoseconds))
        });
        println!("| {} | {} |", way.name(), cells.join(" | "));
    }
}
