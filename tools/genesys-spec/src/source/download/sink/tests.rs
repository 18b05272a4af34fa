use std::io::Write;

use super::{Sink, bar};
use crate::limit::MAX_SOURCE;
use crate::terminal::Progress;

#[test]
fn the_bar_grows_with_what_is_received() {
    let size = 10 << 20;
    assert_eq!(
        bar(0, Some(size)),
        "downloading [..............................] 0.0 MiB of 10.0 MiB"
    );
    assert_eq!(
        bar(size / 2, Some(size)),
        "downloading [###############...............] 5.0 MiB of 10.0 MiB"
    );
    assert_eq!(
        bar(size, Some(size)),
        "downloading [##############################] 10.0 MiB of 10.0 MiB"
    );
}

#[test]
fn without_a_size_that_can_be_true_only_the_number_is_shown() {
    for size in [None, Some(0), Some(1)] {
        assert_eq!(bar(3 << 20, size), "downloading 3.0 MiB");
    }
}

#[test]
fn a_document_that_never_ends_is_cut_off() {
    let progress = Progress::hidden();
    let mut sink = Sink::new(None, &progress);
    let part = vec![b' '; 16 << 20];
    for _ in 0..MAX_SOURCE / part.len() {
        sink.write_all(&part).unwrap();
    }
    assert!(!sink.is_too_large());
    assert!(sink.write_all(&part).is_err() && sink.is_too_large());
    assert_eq!(sink.into_bytes().len(), MAX_SOURCE);
}
