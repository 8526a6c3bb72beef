//! How Russian names change by case: from a form to the nominatives that it can come from.

use model::Sex;
use syntax::Case;

/// A reading of a form: the nominative, whose name it is, the case of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// In small letters.
    pub(crate) nominative: String,
    /// Grammatical gender; none where the form does not change or fits both.
    pub(crate) sex: Option<Sex>,
    /// None where the form does not change.
    pub(crate) case: Option<Case>,
}

/// Endings of patronymics: ending of the form, ending of the nominative, sex, case.
const PATRONYMIC: &[(&str, &str, Sex, Case)] = &[
    ("вич", "вич", Sex::Male, Case::Nom),
    ("вича", "вич", Sex::Male, Case::Gen),
    ("вичу", "вич", Sex::Male, Case::Dat),
    ("вичем", "вич", Sex::Male, Case::Ins),
    ("виче", "вич", Sex::Male, Case::Loc),
    ("ьич", "ьич", Sex::Male, Case::Nom),
    ("ьича", "ьич", Sex::Male, Case::Gen),
    ("ьичу", "ьич", Sex::Male, Case::Dat),
    ("ьичем", "ьич", Sex::Male, Case::Ins),
    ("ьиче", "ьич", Sex::Male, Case::Loc),
    ("вна", "вна", Sex::Female, Case::Nom),
    ("вны", "вна", Sex::Female, Case::Gen),
    ("вне", "вна", Sex::Female, Case::Dat),
    ("вну", "вна", Sex::Female, Case::Acc),
    ("вной", "вна", Sex::Female, Case::Ins),
    ("ична", "ична", Sex::Female, Case::Nom),
    ("ичны", "ична", Sex::Female, Case::Gen),
    ("ичне", "ична", Sex::Female, Case::Dat),
    ("ичну", "ична", Sex::Female, Case::Acc),
    ("ичной", "ична", Sex::Female, Case::Ins),
];

/// Endings of surnames and other names. Rows of one group are tried together; the first group that fits decides.
/// Form ending, nominative ending, sex (`-` both), case.
type Row = (&'static str, &'static str, char, Case);

const POSSESSIVE: &[Row] = &[
    ("", "", 'm', Case::Nom),
    ("а", "а", 'f', Case::Nom),
    ("а", "", 'm', Case::Gen),
    ("а", "", 'm', Case::Acc),
    ("у", "", 'm', Case::Dat),
    ("у", "а", 'f', Case::Acc),
    ("ым", "", 'm', Case::Ins),
    ("е", "", 'm', Case::Loc),
    ("ой", "а", 'f', Case::Gen),
    ("ой", "а", 'f', Case::Dat),
    ("ой", "а", 'f', Case::Ins),
    ("ой", "а", 'f', Case::Loc),
];

const ADJECTIVE: &[Row] = &[
    ("кий", "кий", 'm', Case::Nom),
    ("кого", "кий", 'm', Case::Gen),
    ("кого", "кий", 'm', Case::Acc),
    ("кому", "кий", 'm', Case::Dat),
    ("ким", "кий", 'm', Case::Ins),
    ("ком", "кий", 'm', Case::Loc),
    ("кая", "кая", 'f', Case::Nom),
    ("кой", "кая", 'f', Case::Gen),
    ("кой", "кая", 'f', Case::Dat),
    ("кой", "кая", 'f', Case::Ins),
    ("кой", "кая", 'f', Case::Loc),
    ("кую", "кая", 'f', Case::Acc),
];

const ADJECTIVE_HARD: &[Row] = &[
    ("ый", "ый", 'm', Case::Nom),
    ("ой", "ой", 'm', Case::Nom),
    ("ого", "ый", 'm', Case::Gen),
    ("ого", "ой", 'm', Case::Gen),
    ("ому", "ый", 'm', Case::Dat),
    ("ому", "ой", 'm', Case::Dat),
    ("ым", "ый", 'm', Case::Ins),
    ("ым", "ой", 'm', Case::Ins),
    ("ом", "ый", 'm', Case::Loc),
    ("ая", "ая", 'f', Case::Nom),
    ("ой", "ая", 'f', Case::Gen),
    ("ую", "ая", 'f', Case::Acc),
];

const NOUN: &[Row] = &[
    ("", "", 'm', Case::Nom),
    ("а", "", 'm', Case::Gen),
    ("а", "", 'm', Case::Acc),
    ("у", "", 'm', Case::Dat),
    ("ом", "", 'm', Case::Ins),
    ("ем", "", 'm', Case::Ins),
    ("е", "", 'm', Case::Loc),
    ("ца", "ец", 'm', Case::Gen),
    ("ца", "ец", 'm', Case::Acc),
    ("цу", "ец", 'm', Case::Dat),
    ("цем", "ец", 'm', Case::Ins),
    ("це", "ец", 'm', Case::Loc),
    ("а", "а", '-', Case::Nom),
    ("ы", "а", '-', Case::Gen),
    ("и", "а", '-', Case::Gen),
    ("е", "а", '-', Case::Dat),
    ("е", "а", '-', Case::Loc),
    ("у", "а", '-', Case::Acc),
    ("ой", "а", '-', Case::Ins),
    ("ей", "а", '-', Case::Ins),
    ("я", "я", '-', Case::Nom),
    ("и", "я", '-', Case::Gen),
    ("е", "я", '-', Case::Dat),
    ("и", "я", '-', Case::Dat),
    ("е", "я", '-', Case::Loc),
    ("ю", "я", '-', Case::Acc),
    ("ей", "я", '-', Case::Ins),
    ("й", "й", 'm', Case::Nom),
    ("я", "й", 'm', Case::Gen),
    ("я", "й", 'm', Case::Acc),
    ("ю", "й", 'm', Case::Dat),
    ("ем", "й", 'm', Case::Ins),
    ("е", "й", 'm', Case::Loc),
    ("и", "й", 'm', Case::Loc),
    ("ь", "ь", 'm', Case::Nom),
    ("я", "ь", 'm', Case::Gen),
    ("я", "ь", 'm', Case::Acc),
    ("ю", "ь", 'm', Case::Dat),
    ("ем", "ь", 'm', Case::Ins),
    ("е", "ь", 'm', Case::Loc),
    ("ь", "ь", 'f', Case::Nom),
    ("и", "ь", 'f', Case::Gen),
    ("и", "ь", 'f', Case::Dat),
    ("и", "ь", 'f', Case::Loc),
    ("ь", "ь", 'f', Case::Acc),
    ("ью", "ь", 'f', Case::Ins),
];

fn sex(letter: char) -> Option<Sex> {
    match letter {
        'm' => Some(Sex::Male),
        'f' => Some(Sex::Female),
        _ => None,
    }
}

fn readings(form: &str, rows: &[Row], fits: impl Fn(&str, &str) -> bool, into: &mut Vec<Reading>) {
    for &(ending, nominative, whose, case) in rows {
        if let Some(stem) = form.strip_suffix(ending)
            && stem.chars().nth(1).is_some()
            && fits(stem, nominative)
        {
            into.push(Reading { nominative: format!("{stem}{nominative}"), sex: sex(whose), case: Some(case) });
        }
    }
}

/// Whether a word in small letters is a patronymic in some case.
pub(crate) fn is_patronymic(lower: &str) -> bool {
    lower.chars().nth(4).is_some() && PATRONYMIC.iter().any(|(ending, ..)| lower.ends_with(ending)) && {
        let stem = lower.trim_end_matches(|c: char| "аеуыойемч".contains(c));
        stem.contains("ови")
            || stem.contains("еви")
            || stem.contains("овн")
            || stem.contains("евн")
            || stem.ends_with("ьи")
            || stem.contains("ичн")
    }
}

/// Readings of a patronymic.
pub(crate) fn patronymic(lower: &str) -> Vec<Reading> {
    let row = |&(ending, nominative, sex, case): &(&str, &str, Sex, Case)| {
        let stem = lower.strip_suffix(ending)?;
        Some(Reading { nominative: format!("{stem}{nominative}"), sex: Some(sex), case: Some(case) })
    };
    PATRONYMIC.iter().filter_map(row).collect()
}

const CONSONANTS: &str = "бвгджзклмнпрстфхцчшщ";

pub(crate) fn ends_in_consonant(stem: &str) -> bool {
    stem.chars().next_back().is_some_and(|c| CONSONANTS.contains(c))
}

/// Surnames in -ов, -ев, -ин, -ын.
fn is_possessive(stem: &str) -> bool {
    ["ов", "ев", "ёв", "ин", "ын"].iter().any(|e| stem.ends_with(e)) && stem.chars().nth(2).is_some()
}

/// Readings of a surname.
pub(crate) fn surname(lower: &str) -> Vec<Reading> {
    let mut out = Vec::new();
    readings(lower, POSSESSIVE, |stem, _| is_possessive(stem), &mut out);
    if !out.is_empty() {
        return out;
    }
    readings(lower, ADJECTIVE, |stem, _| stem.ends_with(['с', 'ц']), &mut out);
    if out.is_empty() {
        readings(lower, ADJECTIVE_HARD, |stem, _| stem.chars().nth(2).is_some() && ends_in_consonant(stem), &mut out);
    }
    noun(lower, &mut out);
    if lower.ends_with(|c: char| CONSONANTS.contains(c)) && !is_possessive(lower) {
        out.push(Reading { nominative: lower.to_owned(), sex: Some(Sex::Female), case: None });
    }
    out
}

/// Readings of a given name or another noun.
pub(crate) fn noun(lower: &str, out: &mut Vec<Reading>) {
    readings(lower, NOUN, noun_fits, out);
    if lower.ends_with(['о', 'е', 'и', 'у', 'ю', 'э', 'ы', 'х', 'а', 'я']) {
        out.push(Reading { nominative: lower.to_owned(), sex: None, case: None });
    }
}

fn noun_fits(stem: &str, ending: &str) -> bool {
    let last = stem.chars().next_back().unwrap_or(' ');
    match ending {
        "й" => "аеёиоуыэюя".contains(last),
        "ь" => CONSONANTS.contains(last) && !"гжкхцчшщ".contains(last),
        "ец" => CONSONANTS.contains(last) && last != 'р',
        "" | "а" => CONSONANTS.contains(last),
        _ => CONSONANTS.contains(last) || "аеиоуьй".contains(last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, nominative: &str, whose: Option<Sex>, case: Case) {
        let found = surname(form);
        let wanted = Reading { nominative: nominative.to_owned(), sex: whose, case: Some(case) };
        assert!(found.contains(&wanted), "{form}: {found:?}");
    }

    #[test]
    fn surnames() {
        check("ветровой", "ветрова", Some(Sex::Female), Case::Gen);
        check("ветрова", "ветров", Some(Sex::Male), Case::Gen);
        check("ветровым", "ветров", Some(Sex::Male), Case::Ins);
        check("озерского", "озерский", Some(Sex::Male), Case::Gen);
        check("озерской", "озерская", Some(Sex::Female), Case::Gen);
        check("черного", "черный", Some(Sex::Male), Case::Gen);
        check("штольцем", "штольц", Some(Sex::Male), Case::Ins);
        check("кунинца", "кунинец", Some(Sex::Male), Case::Gen);
        assert!(surname("ветровым").iter().all(|r| r.nominative == "ветров"));
        assert!(surname("мороз").iter().all(|r| r.nominative == "мороз"));
    }

    #[test]
    fn patronymics() {
        assert!(is_patronymic("петровичем") && is_patronymic("ильиничны") && is_patronymic("андреевной"));
        assert!(!is_patronymic("москвич") && !is_patronymic("равна"));
        assert_eq!(patronymic("андреевной").first().map(|r| r.nominative.as_str()), Some("андреевна"));
    }
}
