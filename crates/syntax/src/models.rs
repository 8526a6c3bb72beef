//! The trained models of each language, read in place from the program itself, and how they are applied in turn.

use std::ops::Range;
use std::sync::LazyLock;

use model::Language;

use crate::lemmas::Lemmas;
use crate::lexicon::Lexicon;
use crate::tagger::Tagger;
use crate::token::Analysis;
use crate::words::is_caseless;

/// What is known of one language.
pub(crate) struct Models {
    lexicon: Option<Lexicon>,
    tagger: Tagger,
    lemmas: Lemmas,
}

static ENGLISH: LazyLock<Models> = LazyLock::new(|| {
    Models::new(None, include_bytes!("../models/en.tagger.bin"), include_bytes!("../models/en.lemmas.bin"))
});
static RUSSIAN: LazyLock<Models> = LazyLock::new(|| {
    Models::new(
        Some(include_bytes!("../models/ru.words.bin")),
        include_bytes!("../models/ru.tagger.bin"),
        include_bytes!("../models/ru.lemmas.bin"),
    )
});

impl Models {
    fn new(words: Option<&'static [u8]>, tagger: &'static [u8], lemmas: &'static [u8]) -> Models {
        let lexicon = words.and_then(Lexicon::new);
        let tagger = Tagger::new(tagger, lexicon.as_ref());
        Models { lexicon, tagger, lemmas: Lemmas::new(lemmas) }
    }

    /// The models of a language, where it has some.
    pub(crate) fn of(language: Language) -> Option<&'static Models> {
        match language {
            Language::EN => Some(&ENGLISH),
            Language::RU => Some(&RUSSIAN),
            _ => None,
        }
    }

    /// Gives every token its part of speech, form and lemma.
    pub(crate) fn annotate(&self, text: &str, analysis: &mut Analysis) {
        let sentences = std::mem::take(&mut analysis.sentences);
        for sentence in &sentences {
            self.annotate_sentence(text, sentence.clone(), analysis);
        }
        analysis.sentences = sentences;
    }

    fn annotate_sentence(&self, text: &str, sentence: Range<usize>, analysis: &mut Analysis) {
        let lexicon = self.lexicon.as_ref();
        let tokens = &mut analysis.tokens[sentence];
        let forms: Vec<&str> = tokens.iter().map(|t| &text[t.start..t.end]).collect();
        let caseless = is_caseless(forms.iter().copied());
        let (words, tags) = self.tagger.tag(&forms, lexicon);
        for (((token, form), word), tag) in tokens.iter_mut().zip(&forms).zip(&words).zip(&tags) {
            token.upos = tag.upos;
            token.feats = tag.feats;
            token.lemma = self.lemmas.lemma(form, word, *tag, caseless, lexicon);
        }
    }
}
