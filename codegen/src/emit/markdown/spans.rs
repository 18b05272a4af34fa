//! Code spans: runs of backticks, as Markdown reads them.

use std::collections::BTreeMap;
use std::iter::once;
use std::ops::Range;

/// Returns a text as one code span, whatever is in it.
pub(super) fn code_span(text: &str) -> String {
    let longest = runs(text).map(|run| run.len()).max().unwrap_or_default();
    let delimiter = "`".repeat(longest + 1);
    // One space at each end is not shown, unless there is nothing else.
    let loses_spaces = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let padding = if text.is_empty() || text.contains('`') || loses_spaces {
        " "
    } else {
        ""
    };
    [&delimiter, padding, text, padding, &delimiter].concat()
}

/// Returns the text in a code span.
pub(super) fn content(span: &str) -> &str {
    // A text that begins or ends with a backtick is padded, so all backticks at the ends are delimiters.
    let text = span.trim_matches('`');
    match text.strip_prefix(' ').and_then(|text| text.strip_suffix(' ')) {
        Some(unpadded) if !text.trim().is_empty() => unpadded,
        _ => text,
    }
}

/// Returns the words of a text. A space in a code span does not end a word.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut begin, mut end) = (0, 0);
    for span in spans(text).into_iter().chain(once(text.len()..text.len())) {
        for (at, _) in text[end..span.start].match_indices(' ') {
            words.push(&text[begin..end + at]);
            begin = end + at + 1;
        }
        end = span.end;
    }
    words.push(&text[begin..]);
    words.retain(|word| !word.is_empty());
    words
}

/// Returns the code spans of a text, with their delimiters. A run of backticks without another one of its length is no delimiter.
pub(super) fn spans(text: &str) -> Vec<Range<usize>> {
    let runs: Vec<Range<usize>> = runs(text).collect();
    if runs.iter().all(|run| run.len() == 1) {
        let pairs = runs.chunks_exact(2).map(|pair| pair[0].start..pair[1].end);
        return pairs.collect();
    }
    let mut by_length: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for run in &runs {
        by_length.entry(run.len()).or_default().push(run.start);
    }
    let mut spans: Vec<Range<usize>> = Vec::new();
    for run in runs {
        if spans.last().is_some_and(|span| run.start < span.end) {
            continue;
        }
        let same = by_length.get(&run.len()).map_or(&[][..], Vec::as_slice);
        let later = same.partition_point(|start| *start <= run.start);
        if let Some(closer) = same.get(later) {
            spans.push(run.start..closer + run.len());
        }
    }
    spans
}

/// Returns the runs of backticks.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let starts = text.match_indices('`').map(|(at, _)| at);
    let starts = starts.filter(|at| !text[..*at].ends_with('`'));
    starts.map(|start| {
        let length = text[start..].bytes().take_while(|byte| *byte == b'`').count();
        start..start + length
    })
}
