//! Times of whole sentences: text in, `words = value` out.

use khronika_times::{Basis, Found, Lexicon, resolve_again, times};
use model::{Edtf, Language};
use proptest::prelude::*;

fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).expect("a valid date")
}

fn language(text: &str) -> Language {
    let russian = text.chars().any(|c| ('а'..='я').contains(&c.to_ascii_lowercase()));
    if russian { Language::RU } else { Language::EN }
}

fn find(text: &str, published: Option<&str>) -> (Vec<Found>, Vec<String>) {
    let language = language(text);
    let analysis = syntax::analyse(text, language, &[]);
    let (found, doubts) = times(text, &analysis, Lexicon::of(language), published.map(edtf).as_ref());
    (found, doubts.iter().map(|d| d.code.to_string()).collect())
}

/// Each time as `words = date clock`, with a dash for what it does not say.
fn shown(text: &str, found: &[Found]) -> Vec<String> {
    let or_dash = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    found
        .iter()
        .map(|f| {
            let day = or_dash(f.edtf.as_ref().map(Edtf::to_string));
            let clock = f.clock.map(|c| format!(" {c}")).unwrap_or_default();
            format!("{} = {day}{clock}", &text[f.start..f.end])
        })
        .collect()
}

fn check(text: &str, published: &str, expect: &[&str]) {
    let published = (!published.is_empty()).then_some(published);
    assert_eq!(shown(text, &find(text, published).0), expect, "{text}");
}

#[test]
fn days_by_themselves() {
    check(
        "On 3 June 2015, at around 11.30am, men broke in.",
        "",
        &["3 June 2015, at around 11.30am = 2015-06-03 11:30"],
    );
    check("He was held from 3 to 5 June 2015.", "", &["from 3 to 5 June 2015 = 2015-06-03/2015-06-05"]);
    check(
        "It burnt on the night of 13 to 14 December 2014.",
        "",
        &["the night of 13 to 14 December 2014 = 2014-12-13/2014-12-14"],
    );
    check("It was so in the 1990s.", "", &["the 1990s = 199X"]);
    check("They met on 25 October (7 November) 1917.", "", &["25 October (7 November) 1917 = 1917-11-07"]);
    check("В ночь на 5 июня 2015 года дом подожгли.", "", &["ночь на 5 июня 2015 года = 2015-06-05"]);
    check("С 3 по 5 июня 2015 года шёл суд.", "", &["С 3 по 5 июня 2015 года = 2015-06-03/2015-06-05"]);
    check("Так было в 90-х годах.", "", &["90-х годах = 199X"]);
}

#[test]
fn a_year_that_nothing_tells_stays_open() {
    check("Earlier today on 3 June a crowd gathered.", "", &["Earlier today on 3 June = XXXX-06-03"]);
    check("On 3 June a crowd gathered.", "2015-06-05", &["3 June = 2015-06-03"]);
    check("On 3 June a crowd gathered.", "2015-01-20", &["3 June = 2014-06-03"]);
    check("The trial will begin on 3 June.", "2015-01-20", &["3 June = 2015-06-03"]);
    check(
        "On 3 June 2015 men broke in. After 3 June all was quiet.",
        "",
        &["3 June 2015 = 2015-06-03", "3 June = 2015-06-03"],
    );
    check(
        "It burnt on 3 June 2014 and 3 June 2015. So 3 June is kept.",
        "",
        &["3 June 2014 = 2014-06-03", "3 June 2015 = 2015-06-03", "3 June = XXXX-06-03"],
    );
    check("3 июня собралась толпа.", "", &["3 июня = XXXX-06-03"]);
}

#[test]
fn counted_from_the_publication() {
    check("Two weeks ago she was warned.", "2015-06-03", &["Two weeks ago = 2015-05-20~"]);
    check("He was beaten less than six months ago.", "2015-06-03", &["less than six months ago = 2014-12/2015-06"]);
    check("He was beaten on Wednesday.", "2015-06-05", &["Wednesday = 2015-06-03"]);
    check("He will appear in court on Wednesday.", "2015-06-05", &["Wednesday = 2015-06-10"]);
    check("Менее полугода назад офис подожгли.", "2015-06-03", &["Менее полугода назад = 2014-12/2015-06"]);
    check("В прошлый вторник его избили.", "2015-06-05", &["прошлый вторник = 2015-06-02"]);
}

#[test]
fn counted_from_the_text() {
    check(
        "At 9.30pm on 2 June 2015 shots were heard. Half an hour later they stopped. The next day he died.",
        "",
        &[
            "9.30pm on 2 June 2015 = 2015-06-02 21:30",
            "Half an hour later = 2015-06-02 22:00",
            "The next day = 2015-06-03",
        ],
    );
    check(
        "2 июня 2015 года в 23:30 раздались выстрелы. Через час приехала полиция.",
        "",
        &["2 июня 2015 года в 23:30 = 2015-06-02 23:30", "Через час = 2015-06-03 00:30"],
    );
}

#[test]
fn times_of_day() {
    check("It began at 1300 GMT.", "2015-06-05", &["1300 GMT = 2015-06-05 13:00"]);
    check(
        "It began at half past nine in the evening.",
        "2015-06-05",
        &["half past nine in the evening = 2015-06-05 21:30"],
    );
    check("Всё началось в половине десятого вечера.", "2015-06-05", &["половине десятого вечера = 2015-06-05 21:30"]);
    check("Всё началось около 21 часа.", "2015-06-05", &["около 21 часа = 2015-06-05 21:00"]);
    check("Всё началось в 15:40 мск.", "2015-06-05", &["15:40 мск = 2015-06-05 15:40"]);
    let (found, _) = find("Between 10pm and midnight he was beaten.", Some("2015-06-05"));
    assert_eq!(found[0].clock_end.map(|c| c.to_string()).as_deref(), Some("00:00"));
}

#[test]
fn what_is_no_time() {
    for text in [
        "They may march on, and the Sun may shine.",
        "The 12-year-old boy won 3-2 and paid 1,500 dollars.",
        "He worked there for two years.",
        "She trains every Monday and twice a week.",
        "Shares rose by 0.16% to 2.35 million.",
        "Битый час они искали дорогу через лес, окружающая среда молчала.",
        "12-летний мальчик ходит туда по средам.",
    ] {
        check(text, "2015-06-05", &[]);
    }
}

#[test]
fn doubts() {
    for (text, codes) in [
        ("He was seized on Thursday, 3 June 2015.", &["weekday-mismatch"][..]),
        ("He was seized on Wednesday, 3 June 2015.", &[]),
        ("He was seized on 31 June 2015.", &["date-impossible"]),
        ("He was seized on 6/3/2015.", &["date-ambiguous"]),
        ("He was seized on 6/13/2015.", &[]),
        ("Его схватили в четверг, 3 июня 2015 года.", &["weekday-mismatch"]),
    ] {
        assert_eq!(find(text, None).1, codes, "{text}");
    }
    let (found, _) = find("He was seized on 31 June 2015.", None);
    assert_eq!(found[0].edtf, None);
}

#[test]
fn resolved_again_when_the_day_is_known() {
    for (text, basis, anchor, expect) in [
        ("He died two days later.", Basis::Text, "2015-06-03", Some("2015-06-05")),
        ("He was beaten two days before the trial.", Basis::Text, "2015-06-03", Some("2015-06-01")),
        ("He was beaten yesterday.", Basis::Publication, "2015-06-03", Some("2015-06-02")),
        ("He was beaten on 3 June.", Basis::Itself, "2015", Some("2015-06-03")),
        ("He was beaten at 11.30am.", Basis::Clock, "2015-06-03", Some("2015-06-03")),
        ("He was beaten in 2014.", Basis::Itself, "2015-06-03", Some("2014")),
        ("He was beaten yesterday.", Basis::Publication, "2015", None),
    ] {
        let (found, _) = find(text, None);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].basis, basis, "{text}");
        assert_eq!(resolve_again(&found[0], &edtf(anchor)).as_ref().map(Edtf::as_str), expect, "{text}");
    }
}

fn properties(text: &str) {
    for language in [Language::EN, Language::RU] {
        let analysis = syntax::analyse(text, language, &[]);
        let (found, doubts) = times(text, &analysis, Lexicon::of(language), Some(&edtf("2015-06-05")));
        let mut last = 0;
        for time in &found {
            assert!(time.start >= last && time.end > time.start && time.end <= text.len());
            assert!(!text[time.start..time.end].is_empty());
            let tokens = &analysis.tokens[time.tokens.clone()];
            assert_eq!(tokens.first().map(|t| t.start), Some(time.start));
            assert_eq!(tokens.last().map(|t| t.end), Some(time.end));
            resolve_again(time, &edtf("2015"));
            last = time.end;
        }
        assert!(doubts.iter().all(|d| text.get(d.start..d.end).is_some()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_fine(text in "\\PC{0,200}") {
        properties(&text);
    }

    #[test]
    fn any_row_of_time_words_is_fine(words in proptest::collection::vec(
        prop::sample::select(vec![
            "3", "31", "2015", "99", "0", "24", "June", "May", "Monday", "from", "to", "of", "the", "next", "last",
            "week", "years", "ago", "before", "at", "pm", "-", "/", ".", ":", "(", ")", "first", "quarter", "hour",
            "later", "июня", "года", "в", "ночь", "на", "с", "по", "через", "час", "половине", "десятого", "назад", "\n\n",
        ]), 0..40)) {
        properties(&words.join(" "));
        properties(&words.concat());
    }
}
