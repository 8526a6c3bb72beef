//! The sequence model: hashed features with small whole-number weights, used as they lie in the file.
//!
//! A file is a head (magic, weights of label pairs, zeros up to a whole bucket) and buckets of four rows, each one line
//! of the processor's cache where the file starts at one; a row is the mark of a feature and a weight for each label. A feature whose mark is in none of the four rows of
//! its bucket weighs nothing.

use std::ops::Range;

use crate::doc::Doc;
use crate::features::Features;
use crate::rules::{Found, Label};

/// Outside, and for each kind of name: begin, inside, last, alone.
pub(crate) const LABELS: usize = 13;
pub(crate) const MAGIC: &[u8; 8] = b"KHNAMES3";
pub(crate) const HEAD: usize = (8 + LABELS * LABELS * 2).next_multiple_of(BUCKET);
pub(crate) const ROW: usize = 16;
pub(crate) const BUCKET: usize = 4 * ROW;

/// The bytes of a file that start where a line of the cache does.
#[repr(align(64))]
pub(crate) struct Aligned<const LENGTH: usize>(pub(crate) [u8; LENGTH]);

/// Label of a kind of name and a part of it: 0 begin, 1 inside, 2 last, 3 alone.
pub(crate) const fn label(kind: Label, part: usize) -> usize {
    1 + kind as usize * 4 + part
}

/// Whether one label may stand behind another; none is the edge of a sentence.
pub(crate) fn may_follow(before: Option<usize>, after: Option<usize>) -> bool {
    let part = |label: usize| if label == 0 { 3 } else { (label - 1) % 4 };
    let open = before.is_some_and(|b| part(b) < 2);
    match (before, after) {
        (Some(b), Some(a)) if open => a != 0 && (b - 1) / 4 == (a - 1) / 4 && matches!(part(a), 1 | 2),
        (_, Some(a)) => matches!(part(a), 0 | 3),
        (_, None) => !open,
    }
}

/// A model, as the bytes of its file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Model<'m> {
    pairs: &'m [u8],
    buckets: &'m [u8],
}

/// The bucket of a feature among so many.
pub(crate) fn bucket(feature: u64, buckets: usize) -> usize {
    (((feature >> 32) * buckets as u64) >> 32) as usize
}

impl<'m> Model<'m> {
    /// A model of the bytes of a file; `None` where they are none.
    pub(crate) fn new(bytes: &'m [u8]) -> Option<Self> {
        let buckets = bytes.get(HEAD..)?;
        let whole = bytes.starts_with(MAGIC) && !buckets.is_empty() && buckets.len() % BUCKET == 0;
        whole.then(|| Model { pairs: &bytes[MAGIC.len()..HEAD], buckets })
    }

    fn pair(&self, before: usize, after: usize) -> i32 {
        let at = (before * LABELS + after) * 2;
        i32::from(i16::from_le_bytes([self.pairs[at], self.pairs[at + 1]]))
    }

    /// The scores of the labels: the sum of the weights of some features. The table is larger than the caches: all
    /// buckets are touched before one is read, so that the processor waits for many at once.
    fn scores(&self, features: &[u64], scores: &mut [i32; LABELS]) {
        let from = |feature: u64| bucket(feature, self.buckets.len() / BUCKET) * BUCKET;
        let touched = features.iter().fold(0, |all, f| all ^ self.buckets[from(*f)]);
        std::hint::black_box(touched);
        for &feature in features {
            let mark = (feature as u16).to_le_bytes();
            let bucket = &self.buckets[from(feature)..][..BUCKET];
            let (rows, _) = bucket.as_chunks::<ROW>();
            let Some(row) = rows.iter().find(|row| row[..2] == mark) else { continue };
            for (label, score) in scores.iter_mut().enumerate() {
                *score += i32::from(row[2 + label] as i8);
            }
        }
    }

    /// The names of a text.
    pub(crate) fn find(&self, doc: &Doc) -> Vec<Found> {
        let features = Features::new(doc);
        let mut found = Vec::new();
        let mut list = Vec::with_capacity(96);
        let steps = Steps::new(|before, after| self.pair(before, after));
        for piece in doc.analysis.sentences.iter().flat_map(pieces) {
            let mut scores = vec![[0; LABELS]; piece.len()];
            for (row, at) in scores.iter_mut().zip(piece.clone()) {
                features.of(&piece, at, &mut list);
                self.scores(&list, row);
            }
            names_of(&best_path(&scores, &steps), piece.start, &mut found);
        }
        found
    }
}

/// The most tokens that are labelled together.
const MOST_TOKENS: usize = 400;

/// A sentence in pieces of bounded length.
pub(crate) fn pieces(sentence: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
    let (start, end) = (sentence.start, sentence.end);
    (start..end).step_by(MOST_TOKENS).map(move |from| from..(from + MOST_TOKENS).min(end))
}

/// What no path is worth.
const NEVER: i32 = i32::MIN / 4;

/// What each step from a label to the next is worth.
pub(crate) struct Steps([[i32; LABELS]; LABELS]);

impl Steps {
    /// The steps between pairs of labels that have these weights; what may not follow is worth nothing.
    pub(crate) fn new(pair: impl Fn(usize, usize) -> i32) -> Steps {
        let step = |before, after| if may_follow(Some(before), Some(after)) { pair(before, after) } else { NEVER };
        Steps(std::array::from_fn(|before| std::array::from_fn(|after| step(before, after))))
    }
}

/// The best sequence of labels (Viterbi).
pub(crate) fn best_path(scores: &[[i32; LABELS]], steps: &Steps) -> Vec<usize> {
    let Some(first) = scores.first() else { return Vec::new() };
    let allowed = |b: Option<usize>, a: Option<usize>| if may_follow(b, a) { 0 } else { NEVER };
    // No sum of a few of these overflows: NEVER is the least that a path is worth.
    let mut best: [i32; LABELS] = std::array::from_fn(|l| first[l] + allowed(None, Some(l)));
    let mut from: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    for row in &scores[1..] {
        let mut next = [NEVER; LABELS];
        let mut back = [0; LABELS];
        for (before, (best, step)) in best.iter().zip(&steps.0).enumerate() {
            for after in 0..LABELS {
                let score = best + step[after];
                if score > next[after] {
                    next[after] = score;
                    back[after] = before as u8;
                }
            }
        }
        for (next, score) in next.iter_mut().zip(row) {
            *next = (*next + score).max(NEVER);
        }
        best = next;
        from.push(back);
    }
    let last = (0..LABELS).max_by_key(|&l| (best[l].saturating_add(allowed(Some(l), None)), LABELS - l)).unwrap_or(0);
    let mut path = vec![last];
    for back in from.iter().rev() {
        path.push(back[path[path.len() - 1]] as usize);
    }
    path.reverse();
    path
}

/// Names of a sequence of labels.
pub(crate) fn names_of(labels: &[usize], start: usize, found: &mut Vec<Found>) {
    let mut from = 0;
    for (i, &l) in labels.iter().enumerate() {
        if l == 0 {
            continue;
        }
        let (kind, part) = ((l - 1) / 4, (l - 1) % 4);
        if matches!(part, 0 | 3) {
            from = i;
        }
        if matches!(part, 2 | 3) {
            let label = [Label::Person, Label::Organisation, Label::Place][kind];
            found.push(Found { tokens: start + from..start + i + 1, label });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_follow_each_other_as_in_a_name() {
        let (begin, last) = (label(Label::Person, 0), label(Label::Person, 2));
        assert!(may_follow(Some(begin), Some(last)) && may_follow(None, Some(begin)) && may_follow(Some(last), None));
        assert!(!may_follow(Some(begin), Some(0)) && !may_follow(None, Some(last)) && !may_follow(Some(begin), None));
        assert!(!may_follow(Some(begin), Some(label(Label::Place, 2))));
    }

    #[test]
    fn a_path_is_whole_names_only() {
        let mut scores = vec![[0; LABELS]; 3];
        scores[0][label(Label::Person, 0)] = 5;
        scores[1][label(Label::Person, 1)] = 3;
        scores[1][label(Label::Person, 2)] = 2;
        let mut found = Vec::new();
        names_of(&best_path(&scores, &Steps::new(|_, _| 0)), 10, &mut found);
        assert_eq!(found.len(), 1);
        assert!(found[0].tokens.start == 10 && found[0].label == Label::Person);
    }

    #[test]
    fn other_bytes_are_no_model() {
        assert!(Model::new(b"").is_none());
        assert!(Model::new(&[0; 4096]).is_none());
    }
}
