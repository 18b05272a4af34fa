//! A list with one user on each line.

use std::io::{BufRead, Read as _};

use super::{Input, Line, Problem, utf8};

/// A longer line is not one of a list.
const MAX_LINE: u64 = 64 * 1024;

/// Reads the lines. Empty ones and comments, which begin with `#`, are left out.
pub(super) fn read(mut input: impl BufRead) -> Result<Vec<Line>, Problem> {
    let mut lines = Vec::new();
    let mut bytes = Vec::new();
    let mut number = 0;
    loop {
        bytes.clear();
        if read_line(&mut input, &mut bytes, number + 1)? == 0 {
            return Ok(lines);
        }
        number += 1;
        let text = utf8(&bytes, number)?.trim();
        if !text.is_empty() && !text.starts_with('#') {
            let input = Input::new(text);
            lines.push(Line { number, input });
        }
    }
}

/// Reads a line with its end. Returns 0 at the end of the file.
pub(super) fn read_line(input: &mut impl BufRead, bytes: &mut Vec<u8>, number: u32) -> Result<usize, Problem> {
    let read = input.by_ref().take(MAX_LINE).read_until(b'\n', bytes)?;
    if read as u64 == MAX_LINE {
        let problem = format!("line {number} is longer than 64 KiB, so this is not a list of users");
        return Err(Problem::Content(problem));
    }
    if number == 1 && (bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])) {
        let problem = "the file is UTF-16 (line 1): save it as UTF-8";
        return Err(Problem::Content(problem.to_owned()));
    }
    Ok(read)
}
