//! Time per call, all ways in one run with one server.
//!
//! Client and server share one core. Only one of them works at a time, and waking another core would take three times as long as the
//! call, depending on where the threads run.

use std::net::Ipv4Addr;
use std::time::Duration;

use criterion::Criterion;
use rivals::server::{self, Settings};
use rivals::{Operation, Way, tables};

const OPERATIONS: [Operation; 2] = [Operation::GetTokensMe, Operation::PutTokensTimeout];

fn main() {
    // Threads that are started from here on inherit this.
    if let Some(core) = core_affinity::get_core_ids().and_then(|cores| cores.into_iter().next_back()) {
        core_affinity::set_for_current(core);
    }
    let mut criterion = Criterion::default()
        .output_directory(&tables::directory())
        .without_plots()
        .warm_up_time(Duration::from_secs(1))
        .configure_from_args();
    for is_tls in [false, true] {
        let settings = Settings {
            is_tls,
            ..Settings::default()
        };
        let server = server::start((Ipv4Addr::LOCALHOST, 0).into(), settings).expect("a port");
        for way in Way::ALL {
            let client = way.client(&server);
            for operation in OPERATIONS {
                criterion
                    .benchmark_group(group(operation, is_tls))
                    .bench_function(way.name(), |bencher| bencher.iter(|| client.call(operation)));
            }
        }
    }
    criterion.final_summary();
    if tables::is_wanted() {
        print_table();
    }
}

fn group(operation: Operation, is_tls: bool) -> String {
    let tls = if is_tls { " over TLS" } else { "" };
    format!("{}{tls}", operation.name())
}

fn print_table() {
    let groups = [false, true].map(|is_tls| OPERATIONS.map(|operation| group(operation, is_tls)));
    let groups = groups.as_flattened();
    println!("\n| µs per call (median; to genesys-cloud) | {} |", groups.join(" | "));
    println!("|---|{}", "---|".repeat(groups.len()));
    for way in Way::ALL {
        let cell = |group: &String| {
            let own = tables::median(group, way.name())?;
            let ours = tables::median(group, Way::Crate.name())?;
            Some(format!("{:.1} ({:.2} ×)", own / 1000.0, own / ours))
        };
        let cells: Vec<_> = groups.iter().map(|group| cell(group).unwrap_or_default()).collect();
        println!("| {} | {} |", way.name(), cells.join(" | "));
    }
}
