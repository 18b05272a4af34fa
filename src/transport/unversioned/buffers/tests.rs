use super::*;

/// Appends as much as there is room for, and returns how much that is.
fn fill(buffers: &mut GrowingBuffers, byte: u8) -> usize {
    let room = buffers.input_append_buf();
    room.fill(byte);
    let length = room.len();
    buffers.input_appended(length);
    length
}

#[test]
fn nothing_is_allocated_before_it_is_needed() {
    let buffers = GrowingBuffers::default();
    assert_eq!((buffers.output.len(), buffers.input.len()), (0, 0));
}

#[test]
fn output_has_the_size_that_the_request_needs() {
    let mut buffers = GrowingBuffers::default();
    assert_eq!(buffers.output().len(), FIRST_SIZE);
    attempt_scope::set_output_size(100_000);
    assert_eq!(buffers.output().len(), 100_000);
    let (_, output) = buffers.tmp_and_output();
    assert_eq!(output.len(), 100_000);
    attempt_scope::set_output_size(0);
    assert_eq!(buffers.output().len(), 100_000, "it does not shrink while it is in use");
}

#[test]
fn output_that_is_held_is_kept_while_more_is_written() {
    let mut buffers = GrowingBuffers::default();
    buffers.output()[..4].copy_from_slice(b"head");
    assert_eq!(buffers.hold(4), 4);
    attempt_scope::set_output_size(100_000);
    assert_eq!(buffers.output().len(), 100_000, "behind what is held");
    let (_, output) = buffers.tmp_and_output();
    output[..4].copy_from_slice(b"body");
    assert_eq!(buffers.hold(4), 8);
    assert_eq!(buffers.take_held(), b"headbody");
    assert_eq!(buffers.take_held(), b"");
    attempt_scope::set_output_size(0);
}

#[test]
fn input_grows_while_more_arrives_than_fits_up_to_a_limit() {
    let mut buffers = GrowingBuffers::default();
    let mut size = FIRST_SIZE;
    while size < MAX_INPUT {
        assert_eq!(buffers.input.len().max(FIRST_SIZE), size);
        let count = fill(&mut buffers, b'x');
        assert_eq!(count, size, "everything was consumed before");
        buffers.input_consume(count);
        buffers.input_append_buf();
        size *= 2;
    }
    assert_eq!(buffers.input.len(), MAX_INPUT);
    fill(&mut buffers, b'x');
    assert!(buffers.input_append_buf().is_empty(), "nothing was consumed");
}

#[test]
fn input_that_is_not_consumed_is_kept() {
    let mut buffers = GrowingBuffers::default();
    fill(&mut buffers, b'a');
    buffers.input_consume(FIRST_SIZE - 3);
    assert!(buffers.can_use_input());
    assert_eq!(buffers.input(), b"aaa");
    let room = fill(&mut buffers, b'b');
    assert_eq!(buffers.input().len(), 3 + room);
    assert_eq!(&buffers.input()[..5], b"aaabb");
    buffers.input_consume(0);
    assert!(!buffers.can_use_input(), "ureq needs more of it");
}

#[test]
fn an_idle_connection_keeps_small_buffers_only() {
    let mut buffers = GrowingBuffers::default();
    buffers.output();
    let count = fill(&mut buffers, b'x');
    buffers.input_consume(count);
    buffers.shrink();
    assert_eq!((buffers.output.len(), buffers.input.len()), (FIRST_SIZE, FIRST_SIZE));

    attempt_scope::set_output_size(100_000);
    buffers.output();
    for _ in 0..3 {
        let count = fill(&mut buffers, b'x');
        buffers.input_consume(count);
    }
    buffers.shrink();
    assert_eq!((buffers.output.len(), buffers.input.len()), (0, 0));
    assert_eq!(buffers.input(), b"");
    attempt_scope::set_output_size(0);
}
