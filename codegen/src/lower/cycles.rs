//! Models that contain themselves other than in a list or a map. A struct cannot contain itself, so such fields are boxed.

/// Returns the number of the cycle of each node: two nodes reach each other exactly if their numbers are equal. The algorithm is
/// Kosaraju's, without recursion, since a chain of models may be longer than the stack is deep.
pub(crate) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut finished = Vec::with_capacity(edges.len());
    let mut seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        visit(start, edges, &mut seen, |node| finished.push(node));
    }

    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for to in targets {
            reversed[*to].push(from);
        }
    }

    let mut component = vec![0; edges.len()];
    let mut seen = vec![false; edges.len()];
    for (number, start) in finished.into_iter().rev().enumerate() {
        visit(start, &reversed, &mut seen, |node| component[node] = number);
    }
    component
}

/// Visits the new nodes depth-first, and calls `leave` for each one after all nodes that it leads to.
fn visit(start: usize, edges: &[Vec<usize>], seen: &mut [bool], mut leave: impl FnMut(usize)) {
    if std::mem::replace(&mut seen[start], true) {
        return;
    }
    let mut path = vec![(start, 0)];
    while let Some((node, next)) = path.last_mut() {
        let Some(target) = edges[*node].get(*next).copied() else {
            leave(*node);
            path.pop();
            continue;
        };
        *next += 1;
        if !std::mem::replace(&mut seen[target], true) {
            path.push((target, 0));
        }
    }
}

#[cfg(test)]
mod tests;
