//! Chooses the element that holds the report: the one whose text outweighs its links and its crumbs most, or the one
//! that says that it is the body and holds most of that.

use std::ops::Range;

use super::flow::{Role, Run, breaks_lines};
use super::names;
use super::tree::Tree;

/// An inner element that has this share of the best one's worth is taken instead (per cent).
const NEARLY_ALL: i64 = 80;
/// An element that calls itself the body of an article is believed from this share on (per cent).
const BELIEVED: i64 = 45;
/// Words from which a run of text counts for what it is.
const REAL_TEXT: usize = 8;

/// The runs of the report, as a range of all runs. What stands before the title is worth nothing.
pub(crate) fn choose(tree: &Tree, runs: &[Run], title: Option<usize>) -> Range<usize> {
    let mut sums = Vec::with_capacity(runs.len() + 1);
    sums.push(0i64);
    for (at, run) in runs.iter().enumerate() {
        let worth = if title.is_some_and(|title| at < title) { worth(run).min(-1) } else { worth(run) };
        sums.push(sums[sums.len() - 1] + worth);
    }
    let within = |node: usize| {
        let end = if node == 0 { usize::MAX } else { tree.nodes[node].end };
        runs.partition_point(|run| run.at < node)..runs.partition_point(|run| run.at < end)
    };
    let worth_of = |node: usize| {
        let range = within(node);
        sums[range.end] - sums[range.start]
    };
    let blocks: Vec<(usize, i64)> = (0..tree.nodes.len())
        .filter(|at| *at == 0 || breaks_lines(&tree.nodes[*at].name))
        .map(|at| (at, worth_of(at)))
        .collect();
    let Some(best) = blocks.iter().map(|(_, worth)| *worth).max().filter(|best| *best > 0) else {
        return 0..runs.len();
    };
    let says_body = |at: usize| names::is_body(&tree.nodes[at]);
    let is_article = |at: usize| &*tree.nodes[at].name == "article";
    let most = |wanted: &dyn Fn(usize) -> bool| {
        let believed = blocks.iter().filter(|(at, worth)| wanted(*at) && worth * 100 >= best * BELIEVED);
        believed.rev().max_by_key(|(_, worth)| *worth).map(|(at, _)| *at)
    };
    if let Some(body) = most(&says_body) {
        return within(body);
    }
    let outer = most(&is_article).map_or(0..usize::MAX, |at| at..tree.nodes[at].end);
    let inner = blocks.iter().filter(|(at, _)| outer.contains(at));
    let top = inner.clone().map(|(_, worth)| *worth).max().unwrap_or(best);
    let deepest = inner.rev().find(|(_, worth)| worth * 100 >= top * NEARLY_ALL);
    deepest.map_or(0..runs.len(), |(at, _)| within(*at))
}

/// What a run adds to the element around it, in words.
fn worth(run: &Run) -> i64 {
    let (words, linked) = (run.words as i64, run.linked as i64);
    match run.role {
        _ if run.aside.is_some() => -1,
        _ if run.is_links() => -1 - linked,
        Role::Heading(_) => 0,
        _ if run.words < REAL_TEXT => -1,
        _ => words - 2 * linked,
    }
}
