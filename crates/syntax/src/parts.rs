//! Parts of speech without a trained model: by the words and endings that a language's `syntax.toml` lists, and by shape.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::token::{Deprel, Feats, Token, Upos};
use crate::words::{Kind, kind};

/// What a language lists of its words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Parts {
    /// Part of speech → lines of a basic form and its other forms, in lower case.
    words: BTreeMap<Upos, Vec<String>>,
    /// Ending → part of speech, and what stands there in the basic form.
    endings: BTreeMap<String, (Upos, String)>,
    /// Form → part of speech and basic form; made of `words`.
    #[serde(skip)]
    forms: BTreeMap<String, (Upos, String)>,
}

impl Parts {
    /// Makes the forms ready for look-up.
    pub(crate) fn ready(mut self) -> Self {
        for (upos, lines) in &self.words {
            for line in lines {
                let lemma = line.split_whitespace().next().unwrap_or_default();
                for form in line.split_whitespace() {
                    self.forms.insert(form.to_owned(), (*upos, lemma.to_owned()));
                }
            }
        }
        self
    }

    /// A word of a text with its part of speech and basic form.
    pub(crate) fn token(&self, text: &str, start: usize, end: usize, opens: bool) -> Token {
        let form = &text[start..end];
        let lower = form.to_lowercase();
        let (upos, lemma) = match kind(form) {
            Kind::Digits => (Upos::Num, lower),
            Kind::Marks => (Upos::Punct, lower),
            Kind::Emoji => (Upos::Sym, lower),
            _ => self.of_word(form, lower, opens),
        };
        Token { start, end, upos, lemma, feats: Feats::default(), head: None, deprel: Deprel::Dep }
    }

    /// A listed word, else a name by its capital inside a sentence, else by its ending.
    fn of_word(&self, form: &str, lower: String, opens: bool) -> (Upos, String) {
        if let Some(known) = self.forms.get(&lower) {
            return known.clone();
        }
        if self.forms.is_empty() {
            return (Upos::X, lower);
        }
        if form.starts_with(char::is_uppercase) && !opens {
            return (Upos::Propn, form.to_owned());
        }
        let endings = lower.char_indices().skip(2).map(|(at, _)| at);
        let known = endings.filter_map(|at| Some((at, self.endings.get(&lower[at..])?))).next();
        known.map_or((Upos::X, lower.clone()), |(at, (upos, instead))| (*upos, format!("{}{instead}", &lower[..at])))
    }
}
