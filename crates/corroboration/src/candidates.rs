//! Which pairs are worth comparing: those that share a key. Never all pairs; a key that too many share is refined by
//! a second one, so that the work stays near linear.

use rayon::prelude::*;

use crate::hash::Hash;
use crate::thresholds::{PAIRS_A_KEY, WINDOW_DAYS};

/// What is to be paired: keys, and the days by which strangers are told apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keyed {
    /// Under each of these it meets others.
    pub(crate) keys: Vec<u64>,
    /// What an overfull key is refined by.
    pub(crate) second: Vec<u64>,
    /// The days, where known; it meets those that have one of theirs near one of these.
    pub(crate) days: Vec<i32>,
}

/// All pairs (lower index first, sorted, each once) that share a key and lie within the window.
pub(crate) fn candidates(all: &[Keyed]) -> Vec<(u32, u32)> {
    let places: Vec<(u64, u32)> =
        all.par_iter().enumerate().flat_map_iter(|(n, k)| k.keys.iter().map(move |key| (*key, n as u32))).collect();
    let mut pairs = paired(all, places, 0);
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// How often an overfull key is refined before its members are only compared with their neighbours.
const DEPTH: u32 = 2;

fn paired(all: &[Keyed], mut places: Vec<(u64, u32)>, depth: u32) -> Vec<(u32, u32)> {
    places.par_sort_unstable();
    places.dedup();
    let blocks: Vec<&[(u64, u32)]> = places.chunk_by(|a, b| a.0 == b.0).filter(|b| b.len() > 1).collect();
    let done: Vec<Block> = blocks.into_par_iter().map(|block| pairs_of(all, block, depth)).collect();
    let (mut pairs, mut refined) = (Vec::new(), Vec::new());
    for block in done {
        match block {
            Block::Pairs(found) => pairs.extend(found),
            Block::Overfull(more) => refined.extend(more),
        }
    }
    if !refined.is_empty() {
        pairs.extend(paired(all, refined, depth + 1));
    }
    pairs
}

enum Block {
    Pairs(Vec<(u32, u32)>),
    Overfull(Vec<(u64, u32)>),
}

/// The pairs of one block inside the window, or its members under finer keys where those were too many.
fn pairs_of(all: &[Keyed], block: &[(u64, u32)], depth: u32) -> Block {
    let dated = |n: u32| {
        let days = &all[n as usize].days;
        let unknown = days.is_empty().then_some((i32::MIN, n));
        days.iter().map(move |day| (*day, n)).chain(unknown)
    };
    let mut members: Vec<(i32, u32)> = block.iter().flat_map(|(_, n)| dated(*n)).collect();
    members.sort_unstable();
    let limit = PAIRS_A_KEY * members.len();
    let mut found = Vec::new();
    for (at, (day, a)) in members.iter().enumerate() {
        let reach = if *day == i32::MIN { i32::MAX } else { day + WINDOW_DAYS };
        let near = members[at + 1..].iter().take_while(|(other, _)| *other <= reach);
        found.extend(near.filter(|(_, b)| a != b).map(|(_, b)| (*a.min(b), *a.max(b))));
        if found.len() > limit {
            return if depth < DEPTH { Block::Overfull(finer(all, block)) } else { Block::Pairs(neighbours(&members)) };
        }
    }
    found.sort_unstable();
    found.dedup();
    Block::Pairs(found)
}

fn finer(all: &[Keyed], block: &[(u64, u32)]) -> Vec<(u64, u32)> {
    let under = |(key, n): &(u64, u32)| {
        let (key, n) = (*key, *n);
        all[n as usize].second.iter().map(move |second| (Hash::new().number(key).number(*second).end(), n))
    };
    block.iter().flat_map(under).collect()
}

/// Each with the few that follow: what cannot be told apart by any key is one after the other anyway.
fn neighbours(members: &[(i32, u32)]) -> Vec<(u32, u32)> {
    let few = PAIRS_A_KEY / 4;
    let next = |(at, (_, a)): (usize, &(i32, u32))| {
        let a = *a;
        members[at + 1..].iter().take(few).filter(move |(_, b)| a != *b).map(move |(_, b)| (a.min(*b), a.max(*b)))
    };
    members.iter().enumerate().flat_map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyed(keys: &[u64], day: Option<i32>) -> Keyed {
        Keyed { keys: keys.to_vec(), second: keys.to_vec(), days: day.into_iter().collect() }
    }

    #[test]
    fn pairs_share_a_key_and_a_time() {
        let all = [
            keyed(&[1, 2], Some(0)),
            keyed(&[2], Some(3)),
            keyed(&[2], Some(100)),
            keyed(&[3], Some(0)),
            keyed(&[2], None),
        ];
        assert_eq!(candidates(&all), [(0, 1), (0, 4), (1, 4), (2, 4)]);
    }

    #[test]
    fn an_overfull_key_does_not_make_all_pairs() {
        let all: Vec<Keyed> = (0..2000).map(|n| keyed(&[7, 1000 + n / 2], Some(0))).collect();
        let pairs = candidates(&all);
        assert!(pairs.len() < 2000 * PAIRS_A_KEY, "{}", pairs.len());
        assert!((0..1000).all(|n| pairs.contains(&(2 * n, 2 * n + 1))));
    }
}
