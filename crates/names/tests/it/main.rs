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

/// Where the places of an English text lie, as far as they are known.
fn cities(text: &str) -> Vec<(String, Option<String>)> {
    let places = found(text, Language::EN, false).entities.into_iter().filter(|e| e.kind == EntityKind::Place);
    places.map(|e| (e.name, e.place.and_then(|place| place.region))).collect()
}

#[test]
fn a_neighbourhood_is_no_city_far_away() {
    let region = |text: &str, name: &str| {
        let found = cities(text);
        found.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name} in {found:?}")).1.clone()
    };
    let illinois = Some("Illinois".to_owned());
    let quarter = "A man was shot in the Austin neighborhood. He was born in Chicago, Illinois.";
    assert_eq!((region(quarter, "Austin"), region(quarter, "Chicago")), (None, illinois.clone()));
    let city = "A man was shot in a Chicago neighborhood. He was born in Joliet, Illinois.";
    assert_eq!(region(city, "Chicago"), illinois);
}

#[test]
fn a_small_place_far_from_all_others_is_a_quarter_of_the_large_city() {
    let known = |text: &str, name: &str| cities(text).iter().any(|(known, region)| known == name && region.is_some());
    assert!(!known("Two men were shot in Homewood on Friday. Police in Pittsburgh said so.", "Homewood"));
    assert!(known("Two men were shot in Homewood, Alabama, on Friday. Police in Pittsburgh said so.", "Homewood"));
    assert!(known("Two men were shot in Homewood on Friday. They had been in Birmingham, Alabama.", "Homewood"));
}

#[test]
fn a_hospital_says_no_place_that_the_text_knows_nothing_of() {
    let in_bodies =
        |text: &str| found(text, Language::EN, false).in_bodies.into_iter().map(|b| b.name).collect::<Vec<_>>();
    assert!(in_bodies("A boy was shot in Chicago, Illinois. He was taken to Mount Sinai Hospital.").is_empty());
    assert_eq!(in_bodies("A boy was shot, the Caruthersville Police Department said."), ["Caruthersville"]);
}

#[test]
fn the_country_of_a_post_is_no_part_of_the_name_behind_it() {
    let text = "Ombudsperson of Kenya Grace Wanjiru, as well as head of the Human Rights Council, Tariq Haldane, has \
                been informed.";
    assert_eq!(persons(text), ["Grace Wanjiru", "Tariq Haldane"]);
    assert_eq!(entity(text, Language::EN, "Kenya").kind, EntityKind::Place);
    assert_eq!(persons("The park of Georgia Holloway is closed."), ["Georgia Holloway"]);
}

#[test]
fn a_body_is_named_with_all_of_its_words_and_without_its_place() {
    let text = "Kyrgyzstan: Valley Legal Team in Osh under attack. The Valley Legal Team is safe.";
    assert_eq!(entity(text, Language::EN, "Valley Legal Team").kind, EntityKind::Organisation);
    assert_eq!(entity(text, Language::EN, "Osh").kind, EntityKind::Place);
    let general = "The Inspector General of Police ordered an inquiry.";
    assert_eq!(entity(general, Language::EN, "Inspector General of Police").kind, EntityKind::Authority);
    let commission = "The Inter-American Commission on Human Rights condemned the murder.";
    entity(commission, Language::EN, "Inter-American Commission on Human Rights");
}

#[test]
fn what_reports_or_makes_statements_is_a_body() {
    let kind = |text: &str, name: &str| entity(text, Language::EN, name).kind;
    let statement = "Karmavan said in a statement that two farmers were shot. According to Karmavan, soldiers came.";
    assert_eq!(kind(statement, "Karmavan"), EntityKind::Organisation);
    assert_eq!(kind("Odrikhal documented 30 cases.", "Odrikhal"), EntityKind::Organisation);
    assert_eq!(
        kind("A lawyer was shot in Karachi. He told Dawn that he had been threatened.", "Dawn"),
        EntityKind::Organisation
    );
    let full = "The lawyer Anna Karmavan left. Karmavan said in a statement that she was safe.";
    assert_eq!(kind(full, "Anna Karmavan"), EntityKind::Person);
    assert!(found("Arson destroyed the office of the group.", Language::EN, false).entities.is_empty());
}

#[test]
fn an_adjective_of_a_country_is_no_further_mention_of_it() {
    let israel =
        entity("Israel said that the Israeli soldiers left. The Israeli police stayed.", Language::EN, "Israel");
    assert_eq!(israel.mentions.len(), 1);
}

#[test]
fn russian_names_of_women_that_end_in_consonants_do_not_change() {
    for text in ["Задержание Патимат Озеровой вызвало протест.", "Журналистку Патимат Озерову избили."]
    {
        assert_eq!(entity(text, Language::RU, "Патимат Озерова").kind, EntityKind::Person);
    }
    entity("Нападение на Гульнару Жанибек осудили.", Language::RU, "Гульнара Жанибек");
}

#[test]
fn a_given_name_that_is_also_a_place_belongs_to_the_surname_behind_it() {
    assert_eq!(entity("На Артёма Сидоренкова напали.", Language::RU, "Артём Сидоренков").kind, EntityKind::Person);
    assert_eq!(entity("Сидоренков уехал в Артём.", Language::RU, "Артём").kind, EntityKind::Place);
}
