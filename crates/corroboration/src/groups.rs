//! Average-link grouping of what candidates connect. Independent of order: members come sorted by content, ties go
//! to the first.

use rayon::prelude::*;

use crate::thresholds::{CONNECTS, LARGEST_SET};

/// A pair of members, and how alike they are.
pub(crate) type Edge = (u32, u32, f32);

/// Those of candidate pairs that are at least so much alike.
pub(crate) fn edges<F>(pairs: &[(u32, u32)], least: f32, score: F) -> Vec<Edge>
where
    F: Fn(usize, usize) -> f32 + Sync,
{
    let scored = pairs.par_iter().map(|(a, b)| (*a, *b, score(*a as usize, *b as usize)));
    scored.filter(|(_, _, s)| *s >= least).collect()
}

/// Groups of members (sorted, each member in one), from the edges of candidate pairs and a score for any pair.
pub(crate) fn groups<F>(count: usize, edges: &[Edge], least: f32, score: F) -> Vec<Vec<usize>>
where
    F: Fn(usize, usize) -> f32 + Sync,
{
    let most = edges.iter().map(|e| e.2).fold(least, f32::max);
    let all: Vec<usize> = (0..count).collect();
    let mut found: Vec<Vec<usize>> = sets(&all, edges, CONNECTS * least, most)
        .into_par_iter()
        .flat_map_iter(|set| average_link(&set, least, &score))
        .collect();
    found.sort();
    found
}

/// Sets connected by edges from a likeness on; one that is too large is cut at a higher likeness.
fn sets(members: &[usize], edges: &[Edge], least: f32, most: f32) -> Vec<Vec<usize>> {
    let at = |n: u32| members.binary_search(&(n as usize)).expect("an edge joins members");
    let mut root: Vec<usize> = (0..members.len()).collect();
    for (a, b, _) in edges.iter().filter(|e| e.2 >= least) {
        let (a, b) = (find(&mut root, at(*a)), find(&mut root, at(*b)));
        root[a.max(b)] = a.min(b);
    }
    let mut of_root: Vec<Vec<usize>> = vec![Vec::new(); members.len()];
    for n in 0..members.len() {
        of_root[find(&mut root, n)].push(members[n]);
    }
    let mut out = Vec::new();
    for set in of_root.into_iter().filter(|s| !s.is_empty()) {
        if set.len() <= LARGEST_SET || least > 0.95 * most {
            out.push(set);
        } else {
            let inside = |e: &&Edge| set.binary_search(&(e.0 as usize)).is_ok();
            let edges: Vec<_> = edges.iter().filter(inside).copied().collect();
            out.extend(sets(&set, &edges, least + 0.05 * most, most));
        }
    }
    out
}

fn find(root: &mut [usize], mut n: usize) -> usize {
    while root[n] != n {
        root[n] = root[root[n]];
        n = root[n];
    }
    n
}

/// Average-link groups of a set (nearest-neighbour chain: Murtagh 1983). A group whose nearest is too far stays as it
/// is for good: joining others can only bring the mean down.
fn average_link<F>(set: &[usize], least: f32, score: &F) -> Vec<Vec<usize>>
where
    F: Fn(usize, usize) -> f32 + Sync,
{
    let n = set.len();
    if n == 1 || n > LARGEST_SET {
        return vec![set.to_vec()];
    }
    let mut like = vec![0.0f32; n * n];
    for a in 0..n {
        for b in a + 1..n {
            let s = score(set[a], set[b]);
            (like[a * n + b], like[b * n + a]) = (s, s);
        }
    }
    let mut groups: Vec<Vec<usize>> = set.iter().map(|m| vec![*m]).collect();
    let mut chain: Vec<usize> = Vec::new();
    let mut closed = vec![false; n];
    while let Some(start) = chain.last().copied().or_else(|| (0..n).find(|g| !closed[*g] && !groups[*g].is_empty())) {
        if chain.is_empty() {
            chain.push(start);
        }
        let nearest = nearest(start, &like, &groups, chain.len().checked_sub(2).map(|p| chain[p]));
        let Some((next, _)) = nearest.filter(|(_, s)| *s >= least) else {
            closed[start] = true;
            chain.clear();
            continue;
        };
        if chain.len() >= 2 && chain[chain.len() - 2] == next {
            chain.truncate(chain.len() - 2);
            join(next.min(start), next.max(start), &mut like, &mut groups);
        } else {
            chain.push(next);
        }
    }
    groups.retain(|g| !g.is_empty());
    groups.iter_mut().for_each(|g| g.sort_unstable());
    groups
}

/// The most alike group; the one before in the chain wins a tie, then the first.
fn nearest(of: usize, like: &[f32], groups: &[Vec<usize>], before: Option<usize>) -> Option<(usize, f32)> {
    let n = groups.len();
    let others = (0..n).filter(|g| *g != of && !groups[*g].is_empty());
    others
        .map(|g| (g, like[of * n + g]))
        .max_by(|a, b| a.1.total_cmp(&b.1).then((Some(a.0) == before).cmp(&(Some(b.0) == before))).then(b.0.cmp(&a.0)))
}

fn join(into: usize, from: usize, like: &mut [f32], groups: &mut [Vec<usize>]) {
    let n = groups.len();
    let (i, f) = (groups[into].len() as f32, groups[from].len() as f32);
    for g in 0..n {
        let mean = (i * like[into * n + g] + f * like[from * n + g]) / (i + f);
        (like[into * n + g], like[g * n + into]) = (mean, mean);
    }
    let moved = std::mem::take(&mut groups[from]);
    groups[into].extend(moved);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_decides_not_the_single_link() {
        // 0-1-2 are alike; 3 is like 2 only.
        let like = |a: usize, b: usize| match (a.min(b), a.max(b)) {
            (0, 1) | (1, 2) | (0, 2) => 0.6,
            (2, 3) => 0.25,
            _ => 0.0,
        };
        let edges = edges(&[(0, 1), (1, 2), (2, 3)], 0.2, like);
        assert_eq!(groups(4, &edges, 0.2, like), [vec![0, 1, 2], vec![3]]);
    }
}
