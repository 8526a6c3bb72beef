//! Finds the words of a text that could name a place, with the places that they may mean. It chooses none of them
//! and knows no names of persons or organisations.

use std::ops::Range;

use model::{Language, PlaceType};
use syntax::Analysis;

use crate::Lexicon;
use crate::fold::{fold, fold_into, is_hyphen};
use crate::gazetteer::{Candidate, NAMES, by_value};

pub(crate) mod evidence;
pub(crate) mod phrases;
pub(crate) mod pieces;
mod streets;
mod variants;

use pieces::{Piece, pieces};

/// Most pieces of a name.
const LONGEST: usize = 9;

/// Words that could name a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Toponym {
    /// The tokens.
    pub tokens: Range<usize>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The name in its basic form, in the language of the text; of a phrase ("the Chechen capital") the place's name.
    pub name: String,
    /// The places that the name may mean, the most likely first.
    pub candidates: Vec<Candidate>,
    /// What kind of place the words beside it say ("the city of …", "… region").
    pub kind: Option<PlaceType>,
    /// Index, in the same list, of the place that the text says it lies in ("Grozny, Chechnya").
    pub within: Option<usize>,
    /// Whether it describes the place instead of naming it ("the Chechen capital").
    pub is_phrase: bool,
    /// Whether it is a part of a street's name ("Bourbon Street"): it looks like a place and means none.
    pub is_of_a_street: bool,
    /// How sure it is that the words name a place at all, from 0 to 1.
    pub score: f64,
}

/// Every place of a text where words could name a place: the longest match at each, in the text's order, without
/// overlaps.
pub fn toponyms(text: &str, analysis: &Analysis, lexicon: &Lexicon) -> Vec<Toponym> {
    let pieces = pieces(text, analysis);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match longest(&pieces, at, lexicon) {
            Some(hit) => {
                at = hit.pieces.end;
                found.push(hit);
            }
            None => at += 1,
        }
    }
    let scene = phrases::Scene { text, analysis, pieces: &pieces, lexicon };
    let found = variants::with_misspelt(&scene, found);
    phrases::complete(&scene, found)
}

/// A match of pieces with the gazetteer.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) pieces: Range<usize>,
    pub(crate) name: String,
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) is_phrase: bool,
}

/// A way through the map of names.
struct Way {
    node: usize,
    output: u64,
    name: String,
    changed: bool,
}

fn longest(pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Option<Hit> {
    let first = &pieces[at];
    if !first.capital || !first.may_start {
        return None;
    }
    let fst = NAMES.as_fst();
    let mut ways = vec![Way { node: fst.root().addr(), output: 0, name: String::new(), changed: false }];
    let mut best = None;
    for end in at..pieces.len().min(at + LONGEST) {
        let piece = &pieces[end];
        if end > at && (piece.breaks || piece.sentence != first.sentence) {
            break;
        }
        ways = step(&ways, piece, end > at && piece.spaced, lexicon);
        if ways.is_empty() {
            break;
        }
        if !may_end(pieces, at, end, lexicon) {
            continue;
        }
        let (mut candidates, mut name) = (Vec::new(), None);
        let in_capitals = pieces[at..=end].iter().all(|p| p.in_capitals || !p.is_word);
        let is_acronym =
            in_capitals && !first.shouted && pieces[at..=end].iter().map(|p| p.folded.len()).sum::<usize>() <= 4;
        for way in &ways {
            let node = fst.node(way.node);
            if !node.is_final() {
                continue;
            }
            let mut places = by_value(way.output + node.final_output().value(), in_capitals);
            places.retain(|place| !is_acronym || place.by_acronym());
            if name.is_none() || evidence::weight(places.first()) > evidence::weight(candidates.first()) {
                name = places.first().map(|place| basic(way, place, lexicon)).or(name);
            }
            candidates.extend(places);
        }
        evidence::sort_by_weight(&mut candidates);
        if let Some(name) = name.filter(|_| !candidates.is_empty()) {
            best = Some(Hit { pieces: at..end + 1, name, candidates, is_phrase: false });
        }
    }
    best
}

/// The basic form of a name: as the gazetteer writes it where that is the same name, without shouting otherwise.
fn basic(way: &Way, place: &Candidate, lexicon: &Lexicon) -> String {
    let known = place.name(lexicon.language);
    let is_shouted = way.name.chars().filter(|c| c.is_alphabetic()).take(3).filter(|c| c.is_uppercase()).count() == 3;
    if !place.by_acronym() && (way.changed || is_shouted) {
        if fold(known) == fold(&way.name) {
            return known.to_owned();
        }
        if is_shouted {
            return title_case(&way.name);
        }
    }
    way.name.clone()
}

fn title_case(name: &str) -> String {
    let mut starts = true;
    let mut title = String::with_capacity(name.len());
    for c in name.chars() {
        if starts {
            title.push(c)
        } else {
            title.extend(c.to_lowercase())
        }
        starts = !c.is_alphanumeric();
    }
    title
}

/// Whether a name may end with a piece: with a capital, or with a word for a kind of place after one.
fn may_end(pieces: &[Piece], at: usize, end: usize, lexicon: &Lexicon) -> bool {
    let piece = &pieces[end];
    if !piece.is_word {
        return false;
    }
    if pieces.get(end + 1).is_some_and(|next| next.token == piece.token && next.is_word && next.capital) {
        return false;
    }
    piece.capital || piece.text.contains(char::is_uppercase) || (end > at && lexicon.kind_of(&piece.folded).is_some())
}

fn step(ways: &[Way], piece: &Piece, spaced: bool, lexicon: &Lexicon) -> Vec<Way> {
    let mut next = Vec::new();
    let long = lexicon.short.get(&piece.folded);
    let forms = if piece.is_word { lexicon.nominatives(&piece.folded) } else { Vec::new() };
    for way in ways {
        let start = if spaced { follow(way.node, way.output, " ") } else { Some((way.node, way.output)) };
        let Some((node, output)) = start else { continue };
        let mut push = |folded: &str, written: &str, changed: bool| {
            if let Some((node, output)) = follow(node, output, folded) {
                let gap = if spaced { piece.gap } else { "" };
                let name = format!("{}{gap}{written}", way.name);
                next.push(Way { node, output, name, changed: way.changed || changed });
            }
        };
        if !piece.is_word {
            push(&piece.folded, piece.text, false);
        }
        for form in &forms {
            push(&form.of(&piece.folded), &form.of(piece.text), form.cut > 0 || !form.add.is_empty());
        }
        if let Some((bare, folded)) = &piece.without_possessive {
            push(folded, bare, true);
        }
        if let Some(long) = long {
            push(long, piece.text, true);
        }
    }
    next
}

fn follow(node: usize, mut output: u64, bytes: &str) -> Option<(usize, u64)> {
    let fst = NAMES.as_fst();
    let mut node = fst.node(node);
    for byte in bytes.bytes() {
        let transition = node.transition(node.find_input(byte)?);
        output += transition.out.value();
        node = fst.node(transition.addr);
    }
    Some((node.addr(), output))
}

/// The places that a name may mean, the most likely first: any alias, script and case ending.
pub fn lookup(name: &str, language: Language) -> Vec<Candidate> {
    let lexicon = Lexicon::of(language);
    let mut ways = vec![Way { node: NAMES.as_fst().root().addr(), output: 0, name: String::new(), changed: false }];
    let in_capitals = !name.chars().any(char::is_lowercase);
    for (i, word) in name.split(|c: char| c.is_whitespace() || is_hyphen(c)).filter(|w| !w.is_empty()).enumerate() {
        ways = step(&ways, &Piece::alone(word), i > 0, lexicon);
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    for way in ways {
        let node = NAMES.as_fst().node(way.node);
        if node.is_final() {
            candidates.extend(by_value(way.output + node.final_output().value(), in_capitals));
        }
    }
    evidence::sort_by_weight(&mut candidates);
    candidates
}

/// Folds a word into a new string.
fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str, language: Language) -> Vec<Toponym> {
        toponyms(text, &syntax::analyse(text, language, &[]), Lexicon::of(language))
    }

    /// Words in the text, basic form and English name of the likeliest place of each toponym that is rather one.
    fn check(text: &str, language: Language, expected: &[(&str, &str, &str)]) {
        let found = found(text, language);
        let sure = found.iter().filter(|t| t.score > 0.3);
        let got: Vec<_> = sure.map(|t| (&text[t.start..t.end], t.name.as_str(), t.candidates[0].name_en())).collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn english_names_are_found() {
        check(
            "They fled from Nizhny Novgorod to Gomel.",
            Language::EN,
            &[("Nizhny Novgorod", "Nizhny Novgorod", "Nizhny Novgorod"), ("Gomel", "Gomel", "Gomel")],
        );
        check(
            "He was held in Bosnia and Herzegovina, not in Zamfara state.",
            Language::EN,
            &[
                ("Bosnia and Herzegovina", "Bosnia and Herzegovina", "Bosnia and Herzegovina"),
                ("Zamfara state", "Zamfara state", "Zamfara State"),
            ],
        );
        check("The Ukrainian police came on Sunday and told us to wait.", Language::EN, &[]);
        check("She came to the US on a bus.", Language::EN, &[("US", "US", "United States")]);
    }

    #[test]
    fn russian_case_endings_are_removed() {
        check(
            "Он ехал из Махачкалы в Набережные Челны и Ростов-на-Дону.",
            Language::RU,
            &[
                ("Махачкалы", "Махачкала", "Makhachkala"),
                ("Набережные Челны", "Набережные Челны", "Naberezhnye Chelny"),
                ("Ростов-на-Дону", "Ростов-на-Дону", "Rostov-on-Don"),
            ],
        );
        check(
            "Жители Свердловской области уехали в Елец, а потом из Ельца в Химки.",
            Language::RU,
            &[
                ("Свердловской области", "Свердловская область", "Sverdlovsk Oblast"),
                ("Елец", "Елец", "Yelets"),
                ("Ельца", "Елец", "Yelets"),
                ("Химки", "Химки", "Khimki"),
            ],
        );
        check("В мае человек ждал суда.", Language::RU, &[]);
    }

    #[test]
    fn capitals_may_be_described() {
        for (text, language, words) in [
            ("A bomb went off in the Dagestani capital on Monday.", Language::EN, "Dagestani capital"),
            ("A bomb went off in the capital of Dagestan.", Language::EN, "capital"),
            ("Взрыв прогремел в столице Дагестана.", Language::RU, "столице"),
            ("Взрыв прогремел в дагестанской столице.", Language::RU, "дагестанской столице"),
        ] {
            let found = found(text, language);
            let phrase = found.iter().find(|t| t.is_phrase).expect(text);
            assert_eq!(
                (&text[phrase.start..phrase.end], phrase.candidates[0].name_en()),
                (words, "Makhachkala"),
                "{text}"
            );
        }
        assert!(found("He raised the capital for a bank.", Language::EN).is_empty());
    }

    #[test]
    fn a_misspelt_name_is_the_place_beside_it() {
        check(
            "In Makhachkala it rained. Makhachakla was wet.",
            Language::EN,
            &[("Makhachkala", "Makhachkala", "Makhachkala"), ("Makhachakla", "Makhachkala", "Makhachkala")],
        );
    }

    #[test]
    fn names_are_looked_up_in_any_spelling() {
        for (name, language, place) in [
            ("Grosny", Language::EN, "Grozny"),
            ("Грозного", Language::RU, "Grozny"),
            ("Чечне", Language::RU, "Chechnya"),
            ("U.S.", Language::EN, "United States"),
            ("san jose", Language::EN, "San Jose"),
            ("Нижнем Новгороде", Language::RU, "Nizhny Novgorod"),
        ] {
            assert_eq!(lookup(name, language).first().map(|c| c.name_en()), Some(place), "{name}");
        }
        assert!(lookup("", Language::EN).is_empty());
        assert!(lookup("us", Language::EN).iter().all(|place| place.kind() != PlaceType::Country));
    }

    proptest! {
        #[test]
        fn any_text_gives_toponyms_in_order(text in "(\\PC|Grozny|, |Ill\\.|Москвы | - |\n){0,60}", russian: bool) {
            let language = if russian { Language::RU } else { Language::EN };
            let found = found(&text, language);
            for pair in found.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
            for toponym in &found {
                prop_assert!(toponym.start < toponym.end && text.is_char_boundary(toponym.start));
                prop_assert!(toponym.within.is_none_or(|at| at < found.len()));
                prop_assert!((0.0..=1.0).contains(&toponym.score) && !toponym.candidates.is_empty());
            }
            prop_assert_eq!(crate::resolve(&text, &found, &crate::Context::default()).len(), found.len());
        }
    }
}
