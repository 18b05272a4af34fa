use super::whole_rows;

#[test]
fn a_row_that_is_not_whole_is_what_follows_the_last_end_outside_of_quotes() {
    for (report, whole) in [
        ("", ""),
        ("input,i", ""),
        ("a,b\n", "a,b\n"),
        ("a,b\nc,", "a,b\n"),
        ("a,b\n\"x\ny\",c\n\"z\n", "a,b\n\"x\ny\",c\n"),
        // The quotes are open: the row continues in a line that is not there.
        ("a,b\n\"q\"\"\n", "a,b\n"),
        ("a,b\n\"q\"\"r\ns", "a,b\n"),
    ] {
        let (length, rest) = whole_rows(report.as_bytes()).unwrap();
        assert_eq!(
            (length, rest.as_slice()),
            (whole.len() as u64, &report.as_bytes()[whole.len()..]),
            "{report:?}"
        );
    }
}
