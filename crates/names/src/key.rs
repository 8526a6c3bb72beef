//! Normal forms of names in one Latin script, so that spellings, cases and languages meet.
//!
//! A normal form is no spelling: case endings and final vowels are gone, letters that transcriptions write in
//! several ways are one. Two names with a form in common are the same name; it says nothing of who bears it.

use crate::lexicon::Lexicon;

/// Small words that a name has in one spelling and lacks in another.
const LEFT_OUT: &[&str] = &["the", "a", "an", "of", "for", "and", "in", "to", "и", "по", "в", "на", "за", "для", "им"];

/// Endings of Russian words in a name, the longest first.
const CYRILLIC_ENDINGS: &[&str] = &[
    "ьями", "иями", "ого", "его", "ому", "ему", "ыми", "ими", "ами", "ями", "ией", "иям", "иях", "ая", "яя", "ое",
    "ее", "ые", "ие", "ый", "ий", "ой", "ей", "ую", "юю", "ых", "их", "ым", "им", "ом", "ем", "ём", "ам", "ям", "ах",
    "ях", "ью", "ья", "ьи", "ье", "ию", "ия", "ии", "а", "я", "о", "е", "ё", "у", "ю", "ы", "и", "й", "ь",
];

/// What transcriptions write in several ways, in the order in which it is replaced.
const SPELLINGS: &[(&str, &str)] = &[
    ("shch", "sh"),
    ("sch", "sh"),
    ("dzh", "j"),
    ("dj", "j"),
    ("tch", "ch"),
    ("tsch", "ch"),
    ("kh", "h"),
    ("gh", "g"),
    ("zh", "j"),
    ("ph", "f"),
    ("ts", "c"),
    ("tz", "c"),
    ("x", "ks"),
    ("q", "k"),
    ("ck", "k"),
    ("w", "v"),
    ("ya", "ia"),
    ("yu", "iu"),
    ("yo", "e"),
    ("ye", "e"),
    ("ie", "e"),
    ("y", "i"),
];

/// Normal forms of a name, the most telling first: the whole name with its words in alphabetical order.
///
/// ```
/// let meet = |a: &str, b: &str| khronika_names::key(a).iter().any(|form| khronika_names::key(b).contains(form));
/// assert!(meet("Groznyy", "Грозного") && meet("Oleg Vetrovskiy", "Ветровского Олега"));
/// assert!(!meet("Omsk", "Tomsk"));
/// ```
pub fn key(name: &str) -> Vec<String> {
    let mut words: Vec<String> = words(name);
    words.sort();
    let whole = words.join(" ");
    if whole.is_empty() { Vec::new() } else { vec![whole] }
}

/// Normal form of a body's name with its common words as the languages share them; none where it has none of them.
pub(crate) fn shared(name: &str, lexicon: &Lexicon) -> Option<String> {
    let lower = name.to_lowercase();
    let mut told = false;
    let mut word_of = |lower: &str| match lexicon.key_word(lower) {
        Some(shared) => {
            told = true;
            shared.to_owned()
        }
        None => word(lower),
    };
    let mut words: Vec<String> = plain_words(&lower).map(&mut word_of).filter(|w| !w.is_empty()).collect();
    words.sort();
    told.then(|| words.join(" "))
}

/// Normal forms of the words of a name, in its order.
pub(crate) fn words(name: &str) -> Vec<String> {
    plain_words(&name.to_lowercase()).map(word).filter(|w| !w.is_empty()).collect()
}

/// The words of a name in small letters but for small ones.
fn plain_words(lower: &str) -> impl Iterator<Item = &str> {
    let parts = lower.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | 'ʼ' | '`'));
    parts.map(|w| w.trim_end_matches("'s").trim_end_matches("’s")).filter(|w| !w.is_empty() && !LEFT_OUT.contains(w))
}

/// Normal form of one word in small letters.
pub(crate) fn word(lower: &str) -> String {
    let latin = latin(strip_cyrillic(lower));
    let mut text: String = latin.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    let mut has = letters(&text);
    for (from, to) in SPELLINGS {
        let looked_for = letters(from);
        if has & looked_for == looked_for && text.contains(from) {
            text = text.replace(from, to);
            has = letters(&text);
        }
    }
    strip_vowels(&without_fleeting(undouble(&text)))
}

/// The Latin letters of a text as a set of bits.
fn letters(text: &str) -> u32 {
    text.bytes().filter(u8::is_ascii_lowercase).fold(0, |set, b| set | 1 << (b - b'a'))
}

/// "Kunin|e|c" as "Kuninc", which is what its other cases leave of it.
fn without_fleeting(mut text: String) -> String {
    let fleeting =
        text.strip_suffix("ec").is_some_and(|stem| stem.len() > 2 && !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    if fleeting {
        text.truncate(text.len() - 2);
        text.push('c');
    }
    text
}

fn strip_cyrillic(lower: &str) -> &str {
    if !lower.chars().any(|c| ('а'..='ё').contains(&c)) {
        return lower;
    }
    let fits = |ending: &&&str| lower.strip_suffix(**ending).is_some_and(|stem| stem.chars().nth(2).is_some());
    let stem = CYRILLIC_ENDINGS.iter().find(fits).map_or(lower, |e| &lower[..lower.len() - e.len()]);
    if stem.chars().nth(3).is_some() { stem.trim_end_matches('ь') } else { stem }
}

fn latin(lower: &str) -> String {
    let letter = |c: char| match c {
        'х' => "kh".to_owned(),
        'ц' => "ts".to_owned(),
        'щ' => "shch".to_owned(),
        'ё' | 'э' => "e".to_owned(),
        'ю' => "yu".to_owned(),
        'я' => "ya".to_owned(),
        'й' => "y".to_owned(),
        'ь' | 'ъ' => String::new(),
        'ø' | 'ö' => "o".to_owned(),
        'å' | 'ä' => "a".to_owned(),
        'ü' => "u".to_owned(),
        'ß' => "ss".to_owned(),
        c => any_ascii::any_ascii_char(c).to_lowercase(),
    };
    lower.chars().take(60).map(letter).collect()
}

fn undouble(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !out.ends_with(c) || c.is_ascii_digit() {
            out.push(c);
        }
    }
    out
}

fn strip_vowels(text: &str) -> String {
    let stem = text.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
    if stem.len() >= 3 { stem.to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(a: &str, b: &str) -> bool {
        key(a).iter().any(|form| key(b).contains(form))
    }

    #[test]
    fn spellings_cases_and_scripts_meet() {
        for (a, b) in [
            ("Groznyy", "Grozny"),
            ("Grozny", "Грозный"),
            ("Grozny", "в Грозном".trim_start_matches("в ")),
            ("Vetrovsky", "Vetrovskiy"),
            ("Vetrovskiy", "Ветровского"),
            ("Khamid Zhukov", "Хамида Жукова"),
            ("Hamid Zukov".replace("Zu", "Zhu").as_str(), "Хамид Жуков"),
            ("Natalya Ozerova", "Натальи Озеровой"),
            ("Natalia Ozerova", "Наталье Озеровой"),
            ("Sergey Alekseev", "Сергеем Алексеевым"),
            ("Alexey Sergeev", "Aleksei Sergeyev"),
            ("Igor Petrenko", "Игорь Петренко"),
            ("Dzhamal Umarov", "Jamal Umarov"),
            ("Bjørn Hansen", "Bjorn Hansen"),
            ("Oleg Kuninets", "Олега Кунинца"),
            ("the Committee for Memory", "Committee for Memory"),
            ("Мемориала", "Мемориал"),
        ] {
            assert!(meet(a, b), "{a} {:?}, {b} {:?}", key(a), key(b));
        }
    }

    #[test]
    fn other_names_stay_apart() {
        for (a, b) in [("Omsk", "Tomsk"), ("Petrov", "Petrenko"), ("Игорь", "Олег"), ("Ali", "Alla"), ("JMG", "LMG")]
        {
            assert!(!meet(a, b), "{a} {:?}, {b} {:?}", key(a), key(b));
        }
        assert!(key("«»").is_empty());
    }
}
