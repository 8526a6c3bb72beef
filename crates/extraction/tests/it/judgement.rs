//! What learnt tables judge, from the outside.

use crate::extraction::{self, Options};
use model::{EntityKind, Extracted, Language, Value};

fn rules_of(extracted: &Extracted) -> Vec<&str> {
    extracted.claims.iter().filter_map(|c| c.rule.as_deref()).collect()
}

const TELEX: &str = "BOGOTA, 3 MAY -- UNIDENTIFIED GUNMEN MURDERED THE TRADE UNION LEADER JORGE ALBEIRO RUEDAS IN MEDELLIN \
LAST NIGHT. THE GUNMEN FIRED MACHINE GUNS FROM A CAR. A BOMB DAMAGED THE HEADQUARTERS OF THE UNION ON THE SAME DAY.";

#[test]
fn a_telex_has_its_roles_from_a_model_and_every_value_points_at_words() {
    let telex = super::extract(TELEX, Language::EN);
    assert!(rules_of(&telex).contains(&"telex model"), "{:?}", rules_of(&telex));
    let victims: Vec<&str> = telex
        .claims
        .iter()
        .filter_map(|c| if let Value::Victim(v) = &c.value { v.name.as_deref() } else { None })
        .collect();
    assert!(victims.iter().any(|v| v.to_lowercase().contains("ruedas")), "{victims:?}");
    for claim in &telex.claims {
        assert!(claim.spans.iter().all(|s| !s.quote.is_empty()));
    }
}

#[test]
fn the_same_words_in_small_letters_are_no_telex() {
    let text = TELEX.to_lowercase();
    assert!(!rules_of(&super::extract(&text, Language::EN)).contains(&"telex model"));
}

#[test]
fn without_models_nothing_is_judged() {
    let options = Options { model_free: true, ..Options::default() };
    for text in [TELEX, "Police detained the journalist Ann Lind in Riga on 3 May 2019."] {
        let extracted = extraction::extract(super::report(text, Language::EN, None), &options);
        let judged = |rule: &&str| rule.ends_with(" model");
        assert!(!rules_of(&extracted).iter().any(judged));
    }
}

#[test]
fn a_place_in_the_name_of_a_body_serves_where_no_other_is_named() {
    let text = "Журналиста Андрея Ткача оштрафовал Мирабадский суд Ташкента.";
    let extracted = super::extract(text, Language::RU);
    let countries: Vec<&str> = extracted
        .claims
        .iter()
        .filter_map(|c| if let Value::Where(w) = &c.value { w.country.as_deref() } else { None })
        .collect();
    assert_eq!(countries, ["UZ"]);
    assert!(extracted.entities.iter().all(|e| e.kind != EntityKind::Place));
}
