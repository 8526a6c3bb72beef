//! Makes the models: compiles the dictionary and learns the weights from treebanks. Bytes in, bytes out; it reads
//! no files, and the same input and seed give the same bytes.

mod dictionary;
mod lemmas;
mod perceptron;
mod random;
mod tagger;
mod treebank;

pub use dictionary::{BadDictionary, DictionarySource, compile_dictionary};
pub use treebank::Scheme;

use crate::lexicon::Lexicon;
use crate::tagger::Tagger;

/// One treebank to learn from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'b> {
    /// CoNLL-U.
    pub text: &'b str,
    /// Its conventions.
    pub scheme: Scheme,
    /// How often a round goes over it.
    pub times: usize,
}

/// What to learn from.
#[derive(Debug, Clone, Copy)]
pub struct Job<'b> {
    /// Treebanks.
    pub sources: &'b [Source<'b>],
    /// The compiled dictionary of the language, where it has one.
    pub dictionary: Option<&'static [u8]>,
    /// Where the order of sentences comes from.
    pub seed: u64,
    /// Most weights that are kept.
    pub most_weights: usize,
}

impl Job<'_> {
    fn sentences(&self) -> Vec<(usize, treebank::Sentence)> {
        let read = |s: &Source<'_>| treebank::read(s.text, s.scheme, self.dictionary.is_some());
        self.sources.iter().flat_map(|s| read(s).into_iter().map(|t| (s.times, t))).collect()
    }
}

/// Learns a tagger; the bytes of its file.
pub fn learn_tagger(job: &Job<'_>) -> Vec<u8> {
    let lexicon = job.dictionary.and_then(Lexicon::new);
    tagger::learn(job, &job.sentences(), lexicon.as_ref())
}

/// Learns rules for basic forms; the bytes of their file.
pub fn learn_lemmas(job: &Job<'_>) -> Vec<u8> {
    let lexicon = job.dictionary.and_then(Lexicon::new);
    let universal = Job {
        sources: &job.sources.iter().filter(|s| s.scheme == Scheme::Universal).copied().collect::<Vec<_>>(),
        ..*job
    };
    let sentences: Vec<_> = universal.sentences().into_iter().map(|(_, s)| s).collect();
    lemmas::learn(&sentences, lexicon.as_ref())
}

/// Share of words of a treebank, in per cent, whose part of speech, and whose part of speech, case, number and
/// gender a tagger finds, cut as the treebank cuts them.
pub fn score_tagger(file: &'static [u8], dictionary: Option<&'static [u8]>, text: &str, show: usize) -> (f64, f64) {
    let lexicon = dictionary.and_then(Lexicon::new);
    let tagger = Tagger::new(file, lexicon.as_ref());
    let (mut all, mut upos, mut both) = (0, 0, 0);
    let mut wrong = std::collections::BTreeMap::new();
    for sentence in treebank::read(text, Scheme::Universal, dictionary.is_some()) {
        let forms: Vec<&str> = sentence.iter().map(|r| r.form.as_str()).collect();
        let (_, tags) = tagger.tag(&forms, lexicon.as_ref());
        for (row, tag) in sentence.iter().zip(tags) {
            all += 1;
            upos += usize::from(row.tag.upos == tag.upos);
            let (a, b) = (row.tag.feats, tag.feats);
            both += usize::from(
                row.tag.upos == tag.upos && a.case == b.case && a.number == b.number && a.gender == b.gender,
            );
            if row.tag.upos != tag.upos {
                *wrong.entry((row.tag.upos, tag.upos, row.form.to_lowercase())).or_insert(0usize) += 1;
            }
        }
    }
    if show > 0 {
        let mut pairs = std::collections::BTreeMap::new();
        for ((a, b, form), n) in wrong {
            let entry: &mut (usize, Vec<(usize, String)>) = pairs.entry((a, b)).or_default();
            entry.0 += n;
            entry.1.push((n, form));
        }
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        pairs.sort_by_key(|p| std::cmp::Reverse(p.1.0));
        for (pair, (n, mut forms)) in pairs.into_iter().take(show) {
            forms.sort_by(|a, b| b.cmp(a));
            forms.truncate(14);
            eprintln!("{pair:?} {n} {forms:?}");
        }
    }
    let percent = |n: usize| 100.0 * n as f64 / f64::from(u32::try_from(all).unwrap_or(1).max(1));
    (percent(upos), percent(both))
}

/// Joins the parts of a file ([`crate::linear::section`] reads them).
fn join(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = (sections.len() as u32).to_le_bytes().to_vec();
    for section in sections {
        bytes.extend((section.len() as u32).to_le_bytes());
    }
    for section in sections {
        bytes.extend(section);
    }
    bytes
}
