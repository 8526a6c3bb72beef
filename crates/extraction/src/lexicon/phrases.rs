//! Lists of words of one or several lemmas, as the files of a language have them.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// A list of words of one or several lemmas, by their first lemma.
#[derive(Debug, Clone)]
pub(crate) struct Phrases<T>(HashMap<String, Vec<(Vec<String>, T)>, FixedState>);

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases(HashMap::default())
    }
}

impl<T: Clone> Phrases<T> {
    /// Adds an entry, in all its spellings.
    pub(super) fn add(&mut self, words: &str, value: T) {
        for words in spellings(words) {
            if let Some(first) = words.first().cloned() {
                let list = self.0.entry(first).or_default();
                list.push((words, value.clone()));
                list.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
            }
        }
    }

    /// The phrases that begin with a lemma, the longest first.
    pub(crate) fn starting(&self, lemma: &str) -> &[(Vec<String>, T)] {
        self.0.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// What a phrase of this one word says.
    pub(crate) fn single(&self, lemma: &str) -> Option<&T> {
        self.starting(lemma).iter().find(|(w, _)| w.len() == 1).map(|(_, v)| v)
    }
}

/// Adds entries that all say the same.
pub(super) fn fill<T: Clone>(phrases: &mut Phrases<T>, words: &[String], value: T) {
    for word in words {
        phrases.add(word, value.clone());
    }
}

/// The words of an entry; one with a hyphen also as it stands where the hyphen is a token of its own.
pub(super) fn spellings(words: &str) -> Vec<Vec<String>> {
    let split = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    let mut all = vec![split(words)];
    if words.contains('-') {
        all.push(split(&words.replace('-', " - ")));
    }
    all
}
