//! The trained models of each language, read in place from the program itself, and how they are applied in turn.

use std::sync::LazyLock;

use model::Language;

use crate::lemmas::{Lemmas, cased};
use crate::lexicon::Lexicon;
use crate::linear::Linear;
use crate::parser::{Node, parse};
use crate::tagger::Tagger;
use crate::tags::Tag;
use crate::token::{Analysis, Deprel};
use crate::words::is_caseless;

/// What is known of one language.
pub(crate) struct Models {
    lexicon: Option<Lexicon>,
    tagger: Tagger,
    lemmas: Lemmas,
    parser: Linear,
}

/// The files of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Files {
    pub(crate) words: Option<&'static [u8]>,
    pub(crate) tagger: &'static [u8],
    pub(crate) lemmas: &'static [u8],
    pub(crate) parser: &'static [u8],
}

/// What the models say of a word.
#[derive(Debug, Clone)]
pub(crate) struct Annotated {
    pub(crate) tag: Tag,
    pub(crate) lemma: String,
    /// Index of the head in the sentence.
    pub(crate) head: Option<usize>,
    pub(crate) deprel: Deprel,
}

/// Bytes that start at a multiple of eight, as [`crate::linear`] has them best.
#[repr(align(8))]
struct Aligned<const LENGTH: usize>([u8; LENGTH]);

/// The bytes of a file of `models`.
macro_rules! file {
    ($name:literal) => {{
        static FILE: Aligned<{ include_bytes!(concat!("../models/", $name)).len() }> =
            Aligned(*include_bytes!(concat!("../models/", $name)));
        &FILE.0
    }};
}

static ENGLISH: LazyLock<Models> = LazyLock::new(|| {
    Models::new(Files {
        words: None,
        tagger: file!("en.tagger.bin"),
        lemmas: file!("en.lemmas.bin"),
        parser: file!("en.parser.bin"),
    })
});
static RUSSIAN: LazyLock<Models> = LazyLock::new(|| {
    Models::new(Files {
        words: Some(file!("ru.words.bin")),
        tagger: file!("ru.tagger.bin"),
        lemmas: file!("ru.lemmas.bin"),
        parser: file!("ru.parser.bin"),
    })
});

impl Models {
    /// The models in some files.
    pub(crate) fn new(files: Files) -> Models {
        let lexicon = files.words.and_then(Lexicon::new);
        let tagger = Tagger::new(files.tagger, lexicon.as_ref());
        Models { lexicon, tagger, lemmas: Lemmas::new(files.lemmas), parser: Linear::new(files.parser) }
    }

    /// The models of a language, where it has some.
    pub(crate) fn of(language: Language) -> Option<&'static Models> {
        match language {
            Language::EN => Some(&ENGLISH),
            Language::RU => Some(&RUSSIAN),
            _ => None,
        }
    }

    /// Gives every token its part of speech, form, lemma and head.
    pub(crate) fn annotate(&self, text: &str, analysis: &mut Analysis) {
        for sentence in &analysis.sentences {
            let tokens = &mut analysis.tokens[sentence.clone()];
            let forms: Vec<&str> = tokens.iter().map(|t| &text[t.start..t.end]).collect();
            for (token, found) in tokens.iter_mut().zip(self.sentence(&forms)) {
                token.upos = found.tag.upos;
                token.feats = found.tag.feats;
                token.lemma = found.lemma;
                token.head = found.head.map(|h| h + sentence.start);
                token.deprel = found.deprel;
            }
        }
    }

    /// What the models say of the words of a sentence.
    pub(crate) fn sentence(&self, forms: &[&str]) -> Vec<Annotated> {
        let lexicon = self.lexicon.as_ref();
        let caseless = is_caseless(forms.iter().copied());
        let (words, tags) = self.tagger.tag(forms, lexicon);
        let mut nodes = Vec::with_capacity(forms.len());
        let mut found = Vec::with_capacity(forms.len());
        for ((form, word), tag) in forms.iter().zip(&words).zip(tags) {
            let lemma = self.lemmas.lower(form, word, tag, lexicon);
            nodes.push(Node::new(&lemma, word, tag));
            let lemma = cased(lemma, form, tag, caseless);
            found.push(Annotated { tag, lemma, head: None, deprel: Deprel::Dep });
        }
        for (found, (head, deprel)) in found.iter_mut().zip(parse(&self.parser, &nodes)) {
            (found.head, found.deprel) = (head, deprel);
        }
        found
    }
}
