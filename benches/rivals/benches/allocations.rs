//! Allocations per call, counted in the whole process, since `reqwest::blocking` makes its calls in another thread.
//!
//! The server in this process does not allocate once a connection is open.

use std::alloc::System;
use std::net::Ipv4Addr;
use std::time::Duration;

use rivals::{Way, server};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const CALLS: usize = 1_000;

fn main() {
    let address = server::start((Ipv4Addr::LOCALHOST, 0).into(), Duration::ZERO).expect("a port");
    println!("| allocations (bytes) per call | get_tokens_me | put_tokens_timeout |\n|---|---|---|");
    for way in Way::ALL {
        let client = way.client(address);
        let get = count(|| client.get_tokens_me());
        let put = count(|| client.put_tokens_timeout());
        println!("| {} | {get} | {put} |", way.name());
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
