//! The language of a text or a paragraph: by its letters where they tell, by common words and trigrams else.

use std::sync::LazyLock;

use model::Language;
use whatlang::{Detector, Lang};

use crate::markers::{self, Markers};

/// Code points of a text that are looked at.
const LOOKED_AT: usize = 4000;
/// Letters below which trigrams tell nothing.
const LETTERS_FOR_TRIGRAMS: usize = 60;
/// Words among which common ones are counted.
const WORDS_COUNTED: usize = 60;
/// Code points whose trigrams are counted.
const TRIGRAMS_OF: usize = 600;
/// One in so many words must be a common one of a language.
const COMMON_ONE_IN: usize = 7;

/// Languages among which the trigrams choose: those of the reports and of the pages around them. A longer list makes
/// short texts guess wrong.
static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
    use Lang::*;
    Detector::with_allowlist(vec![
        Eng, Deu, Fra, Spa, Por, Ita, Nld, Pol, Ces, Swe, Dan, Nob, Fin, Tur, Hun, Ron, Aze, Est, Lit, Lav,
    ])
});

/// The alphabet of most letters of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Other,
}

/// The alphabet of most letters; `None` for a text without letters.
pub(crate) fn script(text: &str) -> Option<Script> {
    let (mut latin, mut cyrillic, mut other) = (0usize, 0usize, 0usize);
    for c in text.chars().take(LOOKED_AT).filter(|c| c.is_alphabetic()) {
        match c {
            '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => latin += 1,
            '\u{400}'..='\u{52F}' => cyrillic += 1,
            _ => other += 1,
        }
    }
    match (latin, cyrillic, other) {
        (0, 0, 0) => None,
        _ if latin >= cyrillic && latin >= other => Some(Script::Latin),
        _ if cyrillic >= other => Some(Script::Cyrillic),
        _ => Some(Script::Other),
    }
}

/// The language, as far as the text tells.
pub(crate) fn language(text: &str, markers: &Markers) -> Option<Language> {
    match script(text)? {
        Script::Latin => by_common_words(text, markers).or_else(|| by_trigrams(text, markers)),
        Script::Other => whatlang::detect(head(text)).and_then(|found| Language::new(two_letters(found.lang()))),
        Script::Cyrillic => quick_language(text, markers),
    }
}

/// The language by letters and common words alone, for the pieces of a text that has very many.
pub(crate) fn quick_language(text: &str, markers: &Markers) -> Option<Language> {
    match script(text)? {
        Script::Cyrillic => Language::new(cyrillic(text)),
        Script::Latin => by_common_words(text, markers),
        Script::Other => None,
    }
}

fn head(text: &str) -> &str {
    text.char_indices().nth(LOOKED_AT).map_or(text, |(end, _)| &text[..end])
}

/// Languages in Cyrillic by the letters that only they have.
fn cyrillic(text: &str) -> &'static str {
    let mut counts = [0usize; 6];
    let [ru, uk, be, kk, sr, letters] = &mut counts;
    for c in head(text).chars().flat_map(char::to_lowercase) {
        match c {
            'ы' | 'э' | 'ё' => *ru += 1,
            'ї' | 'є' | 'ґ' => *uk += 2,
            'і' => *uk += 1,
            'ў' => *be += 3,
            'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'ӣ' | 'ӯ' | 'ҷ' | 'ҳ' => *kk += 1,
            'ђ' | 'ј' | 'љ' | 'њ' | 'ћ' | 'џ' => *sr += 1,
            _ => {}
        }
        *letters += usize::from(c.is_alphabetic());
    }
    let often = |count: usize| count * 50 >= *letters;
    match () {
        () if often(*be) => "be",
        () if often(*uk) && uk > ru => "uk",
        () if often(*kk) => "kk",
        () if often(*sr) => "sr",
        // Russian has one "ы" or "э" in forty letters; Bulgarian has none in any length.
        () if *letters > 400 && *ru * 400 < *letters => "bg",
        () => "ru",
    }
}

fn by_common_words(text: &str, markers: &Markers) -> Option<Language> {
    let head: Vec<&str> = text.split_whitespace().take(WORDS_COUNTED).collect();
    let words = markers::words(&head.join(" "));
    let (code, count) = markers.common_counts(&words).max_by_key(|(_, count)| *count)?;
    (count >= 2 && count * COMMON_ONE_IN >= words.len()).then(|| Language::new(code)).flatten()
}

fn by_trigrams(text: &str, markers: &Markers) -> Option<Language> {
    let head = text.char_indices().nth(TRIGRAMS_OF).map_or(text, |(end, _)| &text[..end]);
    let words = markers::words(head);
    let common = markers.common_counts(&words).map(|(_, count)| count).max().unwrap_or(0);
    let Lower { words: lower, foreign } = Lower::count(head);
    let letters = head.chars().filter(|c| c.is_alphabetic()).take(LETTERS_FOR_TRIGRAMS).count();
    if foreign >= 2 && common == 0 && lower * 2 >= words.len() {
        return DETECTOR.detect_lang(head).and_then(|lang| Language::new(two_letters(lang)));
    }
    // Lists of names look like any language to trigrams.
    if letters < LETTERS_FOR_TRIGRAMS || lower * 2 < words.len() {
        return None;
    }
    let found = DETECTOR.detect(head).filter(whatlang::Info::is_reliable)?;
    Language::new(two_letters(found.lang()))
}

/// Words that start with a small letter: all, and those with letters that English lacks.
struct Lower {
    words: usize,
    foreign: usize,
}

impl Lower {
    fn count(text: &str) -> Lower {
        let small = text.split_whitespace().filter(|word| word.starts_with(char::is_lowercase));
        small.fold(Lower { words: 0, foreign: 0 }, |count, word| Lower {
            words: count.words + 1,
            foreign: count.foreign + usize::from(word.chars().any(|c| c.is_alphabetic() && !c.is_ascii())),
        })
    }
}

fn two_letters(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Aze => "az",
        Lang::Est => "et",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let found = language(text, Markers::shipped());
        assert_eq!(found.map(|l| l.to_string()).as_deref(), expect, "{text}");
    }

    #[test]
    fn letters_and_common_words_tell_the_language() {
        check("The office was searched by the police in the morning.", Some("en"));
        check("Полиция провела обыск в офисе", Some("ru"));
        check("Поліція провела обшук у приміщенні організації", Some("uk"));
        check("Міліцыя правяла ператрус у офісе арганізацыі, паведаміў яе старшыня ў сераду", Some("be"));
        check("Die Polizei durchsuchte am Morgen das Büro und nahm zwei Mitarbeiter der Organisation mit.", Some("de"));
        check("Joint Mobile Group", None);
        check("12:30", None);
        check("Önce bunu okumak için tıklayın", Some("tr"));
        check("İpek Şahin, Gül Çelik, Özge Yılmaz, Şule Öztürk, İnci Güneş, Ümit Çağlar, Ayşe Gündüz", None);
    }
}
