//! Time per call, all ways in one run with one server.
//!
//! Client and server share one core. Only one of them works at a time, and waking another core would take three times as long as the
//! call, depending on where the threads run.

use std::net::Ipv4Addr;
use std::time::Duration;

use criterion::Criterion;
use rivals::{Rival, Way, server, tables};

fn main() {
    // Threads that are started from here on inherit this.
    if let Some(core) = core_affinity::get_core_ids().and_then(|cores| cores.into_iter().next_back()) {
        core_affinity::set_for_current(core);
    }
    let address = server::start((Ipv4Addr::LOCALHOST, 0).into(), Duration::ZERO).expect("a port");
    let mut criterion = Criterion::default()
        .output_directory(&tables::directory())
        .without_plots()
        .warm_up_time(Duration::from_secs(1))
        .configure_from_args();
    for way in Way::ALL {
        let client = way.client(address);
        measure(&mut criterion, "get_tokens_me", way, &client, Rival::get_tokens_me);
        measure(
            &mut criterion,
            "put_tokens_timeout",
            way,
            &client,
            Rival::put_tokens_timeout,
        );
    }
    criterion.final_summary();
    if tables::is_wanted() {
        print_table();
    }
}

fn measure(criterion: &mut Criterion, group: &str, way: Way, client: &Rival, call: fn(&Rival)) {
    criterion
        .benchmark_group(group)
        .bench_function(way.name(), |bencher| bencher.iter(|| call(client)));
}

fn print_table() {
    println!("\n| µs per call (median; to genesys-cloud) | get_tokens_me | put_tokens_timeout |\n|---|---|---|");
    for way in Way::ALL {
        let cell = |group| {
            let (own, ours) = (
                tables::median(group, way.name())?,
                tables::median(group, Way::Crate.name())?,
            );
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
}
