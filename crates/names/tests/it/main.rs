//! Entities of short texts, in both languages. All people are invented.

use khronika_names::{Context, Draft, Form, Names, Tables, names};
use model::{DoubtCode, EntityKind, Language, Occupation, Sex};
use proptest::prelude::*;

fn found(text: &str, language: Language, model_free: bool) -> Names {
    let analysis = syntax::analyse(text, language, &[]);
    let model = Some(language).filter(|_| !model_free);
    names(text, false, &analysis, Tables::of(language), model, &Context::default())
}

fn entity(text: &str, language: Language, name: &str) -> Draft {
    let names = found(text, language, false);
    let listed: Vec<String> = names.entities.iter().map(|e| format!("{} {}", e.kind, e.name)).collect();
    names.entities.into_iter().find(|e| e.name == name).unwrap_or_else(|| panic!("no {name} in {listed:?}"))
}

fn forms(draft: &Draft) -> Vec<Form> {
    draft.mentions.iter().map(|m| m.form).collect()
}

#[test]
fn acronyms_belong_to_the_name_that_they_stand_for() {
    let text = "The Rivers Watch Group (RXG) works in Kazan. In 2015 RWG moved to Perm.";
    for model_free in [false, true] {
        let names = found(text, Language::EN, model_free);
        let bodies: Vec<&Draft> = names.entities.iter().filter(|e| e.kind == EntityKind::Organisation).collect();
        assert_eq!(bodies.len(), 1, "{bodies:?}");
        assert_eq!(bodies[0].aliases, ["RXG", "RWG"]);
        let doubts: Vec<DoubtCode> = names.doubts.iter().map(|d| d.code).collect();
        assert_eq!(doubts, [DoubtCode::AcronymMismatch]);
    }
}

#[test]
fn a_surname_and_a_pronoun_are_the_person_named_before() {
    let text = "The lawyer Anna Petrova left. Petrova said that she was safe.";
    let anna = entity(text, Language::EN, "Anna Petrova");
    assert_eq!(forms(&anna), [Form::Name, Form::Surname, Form::Pronoun]);
    assert_eq!((anna.occupation, anna.sex), (Some(Occupation::Lawyer), Some(Sex::Female)));
}

#[test]
fn a_post_gives_the_occupation_of_its_body() {
    let text = "Police came late, said Oleg Ivanov, the head of the Committee against Noise in Kazan.";
    let oleg = entity(text, Language::EN, "Oleg Ivanov");
    assert_eq!(oleg.role.as_deref(), Some("head of the Committee against Noise in Kazan"));
    assert_eq!(oleg.kind, EntityKind::Person);
    assert_eq!(entity(text, Language::EN, "police").kind, EntityKind::Authority);
}

#[test]
fn russian_names_are_in_the_nominative() {
    let text = "Адвокат Наталья Озерова живёт в Казани. Полиция задержала Наталью Озерову. Она в безопасности.";
    let natalya = entity(text, Language::RU, "Наталья Озерова");
    assert_eq!(forms(&natalya), [Form::Name, Form::Name, Form::Pronoun]);
    assert_eq!((natalya.occupation, natalya.sex), (Some(Occupation::Lawyer), Some(Sex::Female)));
    assert_eq!(entity(text, Language::RU, "Казань").kind, EntityKind::Place);
    assert_eq!(entity(text, Language::RU, "полиция").kind, EntityKind::Authority);
    let text = "О задержании Олега Ветрова сообщили представители Следственного комитета.";
    assert_eq!(entity(text, Language::RU, "Олег Ветров").sex, Some(Sex::Male));
    assert_eq!(entity(text, Language::RU, "Следственный комитет").kind, EntityKind::Authority);
}

#[test]
fn an_organisation_is_known_by_its_quoted_name_and_its_kind() {
    let text =
        "Правозащитный центр «Родник» сообщил о нападении. Сотрудники «Родника» уехали. Организация работает давно.";
    let names = found(text, Language::RU, false);
    let spring: Vec<&Draft> = names.entities.iter().filter(|e| e.keys.iter().any(|k| k.contains("rodnik"))).collect();
    assert_eq!(spring.len(), 1, "{spring:?}");
    assert!(forms(spring[0]).contains(&Form::Descriptor));
}

#[test]
fn they_are_not_the_last_organisation_when_people_without_a_name_came_between() {
    let text = "The Rivers Watch Group was attacked by masked men. They broke the window.";
    let group = entity(text, Language::EN, "Rivers Watch Group");
    assert_eq!(forms(&group), [Form::Name]);
}

#[test]
fn long_shouting_and_mixed_texts_are_read() {
    for text in ["ANNA PETROVA LEFT KAZAN ".repeat(2000), "Ивaн 🙂 (((".repeat(1500), "Anna, Oleg and ".repeat(2500)]
    {
        for language in [Language::EN, Language::RU] {
            let _ = found(&text, language, false);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn mentions_lie_in_the_text_and_in_its_order(text in "(\\PC{0,12}|The |Anna |Петров |\\(|\\)|[A-Z]{2,4} |said |, |\\. ){0,24}") {
        for language in [Language::EN, Language::RU] {
            for model_free in [false, true] {
                for entity in found(&text, language, model_free).entities {
                    prop_assert!(!entity.mentions.is_empty());
                    let starts: Vec<usize> = entity.mentions.iter().map(|m| m.start).collect();
                    prop_assert!(starts.is_sorted());
                    for mention in &entity.mentions {
                        prop_assert!(text.get(mention.start..mention.end).is_some_and(|words| !words.is_empty()));
                    }
                }
            }
        }
    }
}

/// The persons of an English text, in the order of their first mention.
fn persons(text: &str) -> Vec<String> {
    let names = found(text, Language::EN, false);
    names.entities.into_iter().filter(|e| e.kind == EntityKind::Person).map(|e| e.name).collect()
}

#[test]
fn persons_are_found_whatever_people_they_are_of() {
    for (text, expected) in [
        // Burmese names have no family name and two to four words.
        ("Htun Nyan Lwin was detained in Yangon on Tuesday, his wife said.", &["Htun Nyan Lwin"][..]),
        (
            "Police in Mandalay arrested Daw Khin Thiri Moe and her son Aung Zaw Paing.",
            &["Khin Thiri Moe", "Aung Zaw Paing"],
        ),
        // In Chinese and Vietnamese names the family name stands first.
        ("Geng Minqing, 20, a website technician, was sentenced in Guangzhou.", &["Geng Minqing"]),
        (
            "Nguyen Thanh Khoa and Pham Thi Lan were taken from their homes in Hanoi.",
            &["Nguyen Thanh Khoa", "Pham Thi Lan"],
        ),
        // Arabic names have small words inside.
        ("Blogger Samer al-Dabbas was questioned for nine hours in Amman.", &["Samer al-Dabbas"]),
        ("Zainab Abdel Moneim, a lawyer, was attacked in Cairo.", &["Zainab Abdel Moneim"]),
        // Initials stand first in the south of India.
        ("Union leader K. R. Selvarajah was beaten in Chennai.", &["K. R. Selvarajah"]),
        (
            "The reporter Ikechi Okonjala was shot in Kano, and Wanjeri Mutwiri in Nakuru.",
            &["Ikechi Okonjala", "Wanjeri Mutwiri"],
        ),
        ("Snežana Dimitrievska was followed by a car in Skopje.", &["Snežana Dimitrievska"]),
        (
            "Azizjon Nazarmatov and Farrukh Ergashkulov were held in Tashkent.",
            &["Azizjon Nazarmatov", "Farrukh Ergashkulov"],
        ),
    ] {
        assert_eq!(persons(text), expected, "{text}");
    }
}

#[test]
fn a_list_of_names_is_a_list_of_persons() {
    let text = "The detained activists: Bolat Serikuly, Aruzhan Tolegenova, Daniyar Omarkhan, Rauan Bekmuratov.";
    assert_eq!(persons(text), ["Bolat Serikuly", "Aruzhan Tolegenova", "Daniyar Omarkhan", "Rauan Bekmuratov"]);
    let text =
        "Those taken were Ifedayo Oyelami of Harbour TV, Tobechi Nwankire of the Delta Herald and Sade Akinrele.";
    assert_eq!(persons(text), ["Ifedayo Oyelami", "Tobechi Nwankire", "Sade Akinrele"]);
    let text = "1. Nino Gelashvari – lawyer, Tbilisi. 2. Zaza Kobiani – blogger, Batumi.";
    assert_eq!(persons(text), ["Nino Gelashvari", "Zaza Kobiani"]);
}

#[test]
fn an_organisation_of_one_word_is_one_before_its_office_or_employees() {
    for text in ["Police searched the Lantern office in Tartu.", "Three Lantern employees were beaten in Tartu."] {
        assert_eq!(entity(text, Language::EN, "Lantern").kind, EntityKind::Organisation, "{text}");
    }
    let text = "The old office was searched. Two Norwegian employees were beaten on Monday.";
    assert!(found(text, Language::EN, false).entities.iter().all(|e| e.kind != EntityKind::Organisation));
}

#[test]
fn a_place_that_is_also_a_given_name_is_one_where_something_is_in_it() {
    let text = "A teenager was shot in Regina. Regina police asked for help.";
    assert_eq!(entity(text, Language::EN, "Regina").kind, EntityKind::Place);
    let text = "Regina Holt was shot in Omaha. Regina is in hospital.";
    assert_eq!(persons(text), ["Regina Holt"]);
}

#[test]
fn what_is_neither_person_nor_body_nor_place_is_left_out() {
    let text = "She took the picture with her Zenova 300 and opened it in Printmill 4.0.";
    assert_eq!(persons(text), [""; 0]);
}

#[test]
fn what_a_body_is_against_belongs_to_its_name_and_its_head_stands_for_it() {
    let text = "The office of Crew Against Noise in Perm was closed. A lawyer called the Crew on Monday.";
    let crew = entity(text, Language::EN, "Crew Against Noise");
    assert_eq!(crew.kind, EntityKind::Organisation);
    assert_eq!(crew.mentions.len(), 2, "{:?}", crew.mentions);
}

#[test]
fn a_common_word_that_says_something_is_a_body() {
    let text = "Lantern said that Oleg Ivanov was detained in Kazan. Lantern's office was closed.";
    assert_eq!(entity(text, Language::EN, "Lantern").kind, EntityKind::Organisation);
    let names = found("He drove a Volga to Kazan.", Language::EN, false);
    assert!(names.entities.iter().all(|e| e.kind != EntityKind::Person), "{:?}", names.entities);
}

#[test]
fn the_whole_name_before_an_acronym_and_the_owner_before_a_person() {
    let text = "Human Rivers Care and Promotion Forum (HRCPF) was raided. The Morning Gazette's Anna Petrova said so.";
    let forum = entity(text, Language::EN, "Human Rivers Care and Promotion Forum");
    assert_eq!(forum.aliases, ["HRCPF"]);
    assert_eq!(entity(text, Language::EN, "Anna Petrova").kind, EntityKind::Person);
}

#[test]
fn bodies_meet_across_languages_by_their_common_words() {
    let english = entity(
        "Oleg Ivanov works for the Committee for the Prevention of Torture.",
        Language::EN,
        "Committee for the Prevention of Torture",
    );
    let russian = entity(
        "Олег Иванов работает в Комитете по предотвращению пыток.",
        Language::RU,
        "Комитет по предотвращению пыток",
    );
    assert!(english.keys.iter().any(|key| russian.keys.contains(key)), "{:?} {:?}", english.keys, russian.keys);
}

#[test]
fn russian_given_names_with_fleeting_vowels_and_dots() {
    let text = "Сотрудники полиции задержали Петра Ильина. Встреча с Апти Ветровым. Адвокат Павла Смирнова уехал.";
    for name in ["Пётр Ильин", "Апти Ветров", "Павел Смирнов"] {
        assert_eq!(entity(text, Language::RU, name).sex, Some(Sex::Male), "{name}");
    }
    assert_eq!(entity("Активиста «Весны» задержали.", Language::RU, "Весна").kind, EntityKind::Organisation);
}
