//! Texts all in capitals, as telexes are: which letters would be small in an ordinary text.

use std::borrow::Cow;
use std::ops::Range;

use crate::lexicon::Lexicon;

/// A text with less than one small letter for this many capitals is a telex: names do not stand out in it.
const SMALL_LETTERS: usize = 20;

/// Whether a text is all in capitals.
pub(crate) fn is_telex(text: &str) -> bool {
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    let (small, capital) = (count(char::is_lowercase), count(char::is_uppercase));
    small * SMALL_LETTERS <= capital && capital > 0
}

/// A text as the layers of words, names and times read it: one all in capitals with small letters in the words that
/// are common ones, byte for byte as long, any other as it is.
pub(crate) fn restored<'t>(text: &'t str, names: &names::Lexicon, lexicon: &Lexicon) -> Cow<'t, str> {
    if !names.knows_common_words() || !is_telex(text) {
        return Cow::Borrowed(text);
    }
    let words = words(text);
    let is_common = |word: &Range<usize>| {
        let small = text[word.clone()].to_lowercase();
        is_common(&small, names, lexicon)
    };
    let common: Vec<bool> = words.iter().map(is_common).collect();
    let mut restored = String::with_capacity(text.len());
    for (at, word) in words.iter().enumerate() {
        let gap = &text[restored.len()..word.start];
        restored.push_str(gap);
        let (begin, form) = (restored.is_empty() || ends_sentence(gap), &text[word.clone()]);
        let beside =
            |other: usize, gap: &dyn Fn(usize) -> &'t str| common.get(other) == Some(&false) && gap(other) == " ";
        // "Luis Grey Maya": a common word that is a name beside another.
        let name = names.is_name(&form.to_lowercase())
            && (beside(at + 1, &|o| &text[word.end..words[o].start])
                || at > 0 && beside(at - 1, &|o| &text[words[o].end..word.start]));
        // "3 MAY", "MAY 3"
        let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let beside_number =
            number(gap.trim_end().chars().next_back()) || number(text[word.end..].trim_start().chars().next());
        let month = beside_number && lexicon.months.single(&form.to_lowercase()).is_some();
        let name = name || month;
        let letters =
            gap.ends_with('(') && text[word.end..].starts_with(')') || !form.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
        let first = form.chars().next().map_or(0, char::len_utf8);
        match common[at] {
            true if !begin && !name => restored.push_str(&small(form)),
            false if letters => restored.push_str(form),
            _ => {
                restored.push_str(&form[..first]);
                restored.push_str(&small(&form[first..]));
            }
        }
    }
    restored.push_str(&text[restored.len()..]);
    Cow::Owned(restored)
}

/// The words of a text: runs of letters.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
        match words.last_mut() {
            Some(last) if last.end == at => last.end += c.len_utf8(),
            _ => words.push(at..at + c.len_utf8()),
        }
    }
    words
}

fn ends_sentence(gap: &str) -> bool {
    gap.contains(['.', '!', '?', '\n', '['])
}

/// A word in small letters, where they are as many bytes.
fn small(word: &str) -> String {
    let small = word.to_lowercase();
    if small.len() == word.len() { small } else { word.to_owned() }
}

/// Whether a word is one of the language, in one of its forms; a single letter is one too ("'S").
fn is_common(small: &str, names: &names::Lexicon, lexicon: &Lexicon) -> bool {
    let known = |word: &str| names.is_common(word) || lexicon.people.single(word).is_some() || lexicon.tells(word);
    let plural = ["s", "es"].iter().any(|end| small.strip_suffix(end).is_some_and(known));
    small.chars().nth(1).is_none() || known(small) || plural || lexicon.verb_of(small).is_some()
}
