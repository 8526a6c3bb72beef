//! A language is data: a third one of a few dozen words, read by every layer and extracted from.

use crate::extraction::{self, Files, Lexicon, Options, Tables};
use model::{Claim, Extracted, Language, Polarity, Value};

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../toy/", $name))
    };
}

/// The tables of the toy language. They live as long as the program, like those of every language.
fn toy() -> Tables {
    let files = Files {
        acts: file!("acts.toml"),
        people: file!("people.toml"),
        things: file!("things.toml"),
        said: file!("said.toml"),
        aftermath: file!("aftermath.toml"),
        grammar: file!("grammar.toml"),
    };
    let words = names::Lexicon::parse(file!("names.toml"), file!("given_names.tsv"), file!("surnames.tsv"));
    Tables {
        models: None,
        syntax: Box::leak(Box::new(syntax::Rules::parse(file!("syntax.toml")).expect("syntax.toml"))),
        names: names::Tables {
            words: Box::leak(Box::new(words.expect("names.toml"))),
            places: Box::leak(Box::new(places::Lexicon::parse(file!("places.toml")).expect("places.toml"))),
        },
        times: Box::leak(Box::new(times::Lexicon::parse(file!("times.toml")).expect("times.toml"))),
        acts: Box::leak(Box::new(Lexicon::parse("toy", &files).expect("acts.toml and the others"))),
    }
}

fn read(text: &str) -> Extracted {
    let language = Language::new("qtx").expect("a code");
    extraction::extract_with(super::report(text, language, None), &toy(), &Options::default())
}

fn claims(extracted: &Extracted) -> Vec<(&Claim, String)> {
    let shown = |claim: &Claim| match &claim.value {
        Value::Act(act) => Some(format!("act {}", act.code)),
        Value::Victim(victim) => Some(format!("victim {}", victim.name.as_deref()?)),
        Value::Perpetrator(p) => Some(format!("perpetrator {}", p.kind)),
        Value::When(when) => Some(format!("when {}", when.edtf.as_ref()?)),
        Value::Where(place) => Some(format!("where {}", place.city.as_deref()?)),
        _ => None,
    };
    extracted.claims.iter().filter_map(|claim| Some((claim, shown(claim)?))).collect()
}

#[test]
fn who_did_what_to_whom_when_and_where() {
    let found = read("La polico arestis la advokaton Karlo Belo en Oslo la 3an de majo 2019.");
    let found: Vec<String> = claims(&found).into_iter().map(|(_, shown)| shown).collect();
    for value in ["act detention", "victim Karlo Belo", "when 2019-05-03", "where Oslo", "perpetrator state"] {
        assert!(found.iter().any(|f| f == value), "{value} in {found:?}");
    }
}

#[test]
fn an_act_needs_its_target() {
    let found = read("La polico arestis Karlo Belo. Karlo bruligis la arbon.");
    let acts: Vec<_> = claims(&found).into_iter().filter(|(_, shown)| shown.starts_with("act ")).collect();
    assert_eq!(acts.len(), 1, "{acts:?}");
    assert!(acts[0].1 == "act detention" && acts[0].0.polarity == Polarity::Affirmed);
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_place() {
    let syntax = syntax::Rules::parse("[parts.words]\nVERBO = [\"x\"]").expect_err("no part of speech");
    assert!(syntax.to_string().contains("VERBO"), "{syntax}");
    let names = names::Lexicon::parse("titels = []", "", "").expect_err("no such list");
    assert!(names.contains("titels"), "{names}");
}
