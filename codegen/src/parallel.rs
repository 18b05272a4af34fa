//! Work on all processors: half of the time of a generation is formatting, and the pieces do not depend on each other.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// Items per block: formatting a block takes longer than starting a thread.
const AT_ONCE: usize = 32;

/// Returns the results of `work` for each block of items, in the order of the items.
pub(crate) fn each_block<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let blocks: Vec<&[T]> = items.chunks(AT_ONCE).collect();
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(block) = blocks.get(index) else { return done };
            done.push((index, work(block)));
        }
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let mut done = thread::scope(|scope| {
        // This thread also works, and does everything if no other thread can be started.
        let helpers: Vec<_> = (1..processors.min(blocks.len()))
            .map_while(|_| Builder::new().spawn_scoped(scope, worker).ok())
            .collect();
        let mut done = worker();
        for helper in helpers {
            done.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// A size that is enough for a document that is nested as deeply as `serde_json` allows, in a build script without optimization.
const LARGE_STACK: usize = 64 << 20;

/// Runs `work` in a thread with a large stack, or in this one if no thread can be started.
pub(crate) fn on_large_stack<T: Send>(mut work: impl FnMut() -> T + Send) -> T {
    let result = thread::scope(|scope| {
        let thread = Builder::new().stack_size(LARGE_STACK).spawn_scoped(scope, &mut work);
        let joined = thread.ok()?.join();
        Some(joined.unwrap_or_else(|panic| resume_unwind(panic)))
    });
    result.unwrap_or_else(work)
}

#[cfg(test)]
mod tests;
