//! Makes the models: compiles the dictionary and learns the weights from treebanks. Bytes in, bytes out; it reads
//! no files, and the same input and seed give the same bytes.

mod dictionary;
mod lemmas;
mod parser;
mod perceptron;

mod random;
mod tagger;
mod treebank;

pub use dictionary::{BadDictionary, DictionarySource, compile_dictionary};
pub use treebank::Scheme;

use crate::lemmas::Lemmas;
use crate::lexicon::Lexicon;
use crate::models::{Files, Models};
use crate::parser::Node;
use crate::tagger::Tagger;
use crate::tags::Tag;
use crate::token::Deprel;
use crate::words::{Word, plain};

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

/// Rounds of a tagger over its sentences.
const TAGGER_ROUNDS: usize = 8;
/// Rounds of a tagger that only tags what a parser learns from.
const HELPER_ROUNDS: usize = 3;
/// Parts that the sentences of a parser are tagged in, each by a tagger that has not seen it.
const FOLDS: usize = 3;

/// Learns a tagger; the bytes of its file.
pub fn learn_tagger(job: &Job<'_>) -> Vec<u8> {
    let lexicon = job.dictionary.and_then(Lexicon::new);
    tagger::learn(job, &job.sentences(), lexicon.as_ref(), TAGGER_ROUNDS)
}

/// Learns rules for basic forms; the bytes of their file.
pub fn learn_lemmas(job: &Job<'_>) -> Vec<u8> {
    let lexicon = job.dictionary.and_then(Lexicon::new);
    let universal: Vec<_> = job.sources.iter().filter(|s| s.scheme == Scheme::Universal).copied().collect();
    let universal = Job { sources: &universal, ..*job };
    let sentences: Vec<_> = universal.sentences().into_iter().map(|(_, s)| s).collect();
    lemmas::learn(&sentences, lexicon.as_ref())
}

/// Learns a parser on tags that a tagger found which had not seen the sentence; the bytes of its file. A step that leads
/// by `clear` (in weights of the file) after the first features is taken without the others; 0 for never.
pub fn learn_parser(job: &Job<'_>, lemmas: &'static [u8], clear: u32) -> Vec<u8> {
    let lexicon = job.dictionary.and_then(Lexicon::new);
    let lemmas = Lemmas::new(lemmas);
    let sentences = job.sentences();
    let has_tree = |s: &treebank::Sentence| s.iter().any(|r| r.deprel == Deprel::Root);
    let mut trees = Vec::new();
    for fold in 0..FOLDS {
        let held = |k: usize, s: &treebank::Sentence| has_tree(s) && k % FOLDS == fold;
        let rest = sentences.iter().enumerate().filter(|(k, s)| !held(*k, &s.1));
        let rest: Vec<_> = rest.map(|(_, s)| s.clone()).collect();
        let file = tagger::learn(job, &rest, lexicon.as_ref(), HELPER_ROUNDS).leak();
        let tagger = Tagger::new(file, lexicon.as_ref());
        for (_, (_, sentence)) in sentences.iter().enumerate().filter(|(k, s)| held(*k, &s.1)) {
            trees.push(tree(sentence, &tagger, &lemmas, lexicon.as_ref()));
        }
    }
    parser::learn(&trees, job.seed, job.most_weights, clear)
}

fn tree(sentence: &[treebank::Row], tagger: &Tagger, lemmas: &Lemmas, lexicon: Option<&Lexicon>) -> parser::Tree {
    let forms: Vec<&str> = sentence.iter().map(|r| r.form.as_str()).collect();
    let (words, tags) = tagger.tag(&forms, lexicon);
    let node =
        |((word, tag), form): ((&Word, Tag), &&str)| Node::new(&lemmas.lower(form, word, tag, lexicon), word, tag);
    let root = sentence.len() as u32;
    parser::Tree {
        nodes: words.iter().zip(tags).zip(&forms).map(node).collect(),
        heads: sentence.iter().map(|r| r.head.map_or(root, |h| h as u32)).collect(),
        relations: sentence.iter().map(|r| r.deprel).collect(),
    }
}

/// The files of one language to be measured.
#[derive(Debug, Clone, Copy)]
pub struct Made {
    /// The dictionary.
    pub words: Option<&'static [u8]>,
    /// The tagger.
    pub tagger: &'static [u8],
    /// The rules for basic forms.
    pub lemmas: &'static [u8],
    /// The parser.
    pub parser: &'static [u8],
}

/// How well models do on a treebank, cut as the treebank cuts it, in per cent of its words.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Figures {
    /// Right part of speech.
    pub upos: f64,
    /// Right part of speech, case, number and gender.
    pub form: f64,
    /// Right lemma, but for capitals.
    pub lemma: f64,
    /// Right head.
    pub head: f64,
    /// Right head and main type of relation.
    pub relation: f64,
}

/// Measures models on a treebank.
pub fn measure(made: Made, text: &str) -> Figures {
    let models =
        Models::new(Files { words: made.words, tagger: made.tagger, lemmas: made.lemmas, parser: made.parser });
    let mut sums = [0usize; 5];
    let mut all = 0usize;
    let main = |r: Deprel| r.as_str().split(':').next().unwrap_or_default();
    for sentence in treebank::read(text, Scheme::Universal, made.words.is_some()) {
        let forms: Vec<&str> = sentence.iter().map(|r| r.form.as_str()).collect();
        for (row, found) in sentence.iter().zip(models.sentence(&forms)) {
            let (a, b) = (row.tag.feats, found.tag.feats);
            let upos = row.tag.upos == found.tag.upos;
            let head = row.head == found.head;
            all += 1;
            sums[0] += usize::from(upos);
            sums[1] += usize::from(upos && a.case == b.case && a.number == b.number && a.gender == b.gender);
            sums[2] += usize::from(plain(&row.lemma) == plain(&found.lemma));
            sums[3] += usize::from(head);
            sums[4] += usize::from(head && main(row.deprel) == main(found.deprel));
        }
    }
    let percent = |k: usize| (10_000.0 * sums[k] as f64 / all.max(1) as f64).round() / 100.0;
    Figures { upos: percent(0), form: percent(1), lemma: percent(2), head: percent(3), relation: percent(4) }
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
