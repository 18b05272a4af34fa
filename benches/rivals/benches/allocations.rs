//! Allocations per call, counted in the whole process, since `reqwest::blocking` makes its calls in another thread.
//!
//! The server in this process does not allocate once a connection is open.

use std::alloc::System;
use std::net::Ipv4Addr;

use rivals::server::{self, Settings};
use rivals::{Operation, Way};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const CALLS: usize = 1_000;

fn main() {
    let server = server::start((Ipv4Addr::LOCALHOST, 0).into(), Settings::default()).expect("a port");
    println!(
        "| allocations (bytes) per call | {} |",
        Operation::ALL.map(Operation::name).join(" | ")
    );
    println!("|---|{}", "---|".repeat(Operation::ALL.len()));
    for way in Way::ALL {
        let client = way.client(&server);
        let cells = Operation::ALL.map(|operation| count(|| client.call(operation)));
        println!("| {} | {} |", way.name(), cells.join(" | "));
    }
}

fn count(call: impl Fn()) -> String {
    // The first calls open the connection and fill the caches.
    for _ in 0..10 {
        call();
    }
    let region = Region::new(ALLOCATOR);
    for _ in 0..CALLS {
        call();
    }
    let change = region.change();
    // A vector that grows also allocates memory.
    let allocations = (change.allocations + change.reallocations) / CALLS;
    let bytes = change.bytes_allocated / CALLS;
    format!("{allocations} ({bytes})")
}
