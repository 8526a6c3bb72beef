//! The sentences of one language, read from `languages/<code>/dossier.toml`, and the forms that numbers ask for.
//! It knows keys and forms, not what they are used for.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use model::Language;
use serde::Deserialize;
use toml::Value;

use crate::Wording;
use crate::line::Line;

static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| read(include_str!("../../../languages/en/dossier.toml"), Wording::En));
static RUSSIAN: LazyLock<Words> =
    LazyLock::new(|| read(include_str!("../../../languages/ru/dossier.toml"), Wording::Ru));

fn read(source: &str, wording: Wording) -> Words {
    Words::from_toml(source, wording).expect("the wording that is built in is read by a test")
}

/// What dossiers say in one language.
#[derive(Debug)]
pub(crate) struct Words {
    wording: Wording,
    sentences: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<String>>,
    counts: BTreeMap<String, BTreeMap<String, String>>,
    plural: BTreeMap<String, Form>,
}

/// The numbers that a form is for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[serde(default)]
    is: Vec<u64>,
    #[serde(default)]
    ends: Vec<u64>,
    #[serde(default)]
    except: Vec<u64>,
}

impl Form {
    fn takes(&self, n: u64) -> bool {
        self.is.contains(&n) || (self.ends.contains(&(n % 10)) && !self.except.contains(&(n % 100)))
    }
}

impl Words {
    /// The words of a language that is built in.
    pub(crate) fn of(wording: Wording) -> &'static Words {
        match wording {
            Wording::En => &ENGLISH,
            Wording::Ru => &RUSSIAN,
        }
    }

    /// Reads a file of words; the error says what is wrong with it.
    pub(crate) fn from_toml(source: &str, wording: Wording) -> Result<Words, String> {
        let mut file: toml::Table = toml::from_str(source).map_err(|e| e.to_string())?;
        let mut table = |name: &str| file.remove(name).ok_or_else(|| format!("the table [{name}] is missing"));
        let plural = table("plural")?.try_into().map_err(|e| e.to_string())?;
        let counts = table("count")?.try_into().map_err(|e| e.to_string())?;
        let mut words = Words { wording, sentences: BTreeMap::new(), lists: BTreeMap::new(), counts, plural };
        for (section, entries) in file {
            let entries = entries.as_table().cloned().ok_or_else(|| format!("{section} is no table"))?;
            for (key, value) in entries {
                words.insert(format!("{section}.{key}"), value)?;
            }
        }
        Ok(words)
    }

    fn insert(&mut self, key: String, value: Value) -> Result<(), String> {
        match value {
            Value::String(text) => drop(self.sentences.insert(key, text)),
            Value::Array(_) => {
                let list = value.try_into().map_err(|e| format!("{key}: {e}"))?;
                self.lists.insert(key, list);
            }
            _ => return Err(format!("{key} is neither a sentence nor a list of words")),
        }
        Ok(())
    }

    /// The language of the words.
    pub(crate) fn wording(&self) -> Wording {
        self.wording
    }

    /// The words of a key without anything to fill in; the key itself where the file lacks it.
    pub(crate) fn say(&self, key: &str) -> String {
        self.get(key).unwrap_or(key).to_owned()
    }

    /// The words of a code in a section; the code itself where the file lacks it.
    pub(crate) fn code(&self, section: &str, code: &str) -> String {
        self.get(&format!("{section}.{code}")).unwrap_or(code).to_owned()
    }

    /// The words of a key, where the file has it.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.sentences.get(key).map(String::as_str)
    }

    /// An entry of a list, counted from 1.
    pub(crate) fn nth(&self, key: &str, n: u32) -> Option<&str> {
        self.lists.get(key)?.get(n.checked_sub(1)? as usize).map(String::as_str)
    }

    /// A sentence with its {braces} filled in.
    pub(crate) fn fill(&self, key: &str, with: &[(&str, Line)]) -> Line {
        fill(self.get(key).unwrap_or(key), with)
    }

    /// A sentence with plain words in its {braces}.
    pub(crate) fn put(&self, key: &str, with: &[(&str, &str)]) -> String {
        let mut text = self.say(key);
        for (name, value) in with {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// A number with the words that it counts, in the form that it asks for.
    pub(crate) fn count(&self, key: &str, n: usize) -> String {
        self.counted(key, n as u64, &n.to_string())
    }

    /// The form that a number asks for, with other words in the number's place.
    pub(crate) fn counted(&self, key: &str, n: u64, shown: &str) -> String {
        let forms = self.counts.get(key);
        let form = self.plural.iter().find(|(_, form)| form.takes(n)).map_or("other", |(name, _)| name.as_str());
        let words = forms.and_then(|forms| forms.get(form).or_else(|| forms.get("other")));
        words.map_or_else(|| format!("{shown} {key}"), |words| words.replace("{n}", shown))
    }

    /// Lines joined by the words of a key.
    pub(crate) fn join(&self, key: &str, lines: impl IntoIterator<Item = Line>) -> Line {
        let between = self.say(key);
        let mut joined = Line::default();
        for line in lines {
            if !joined.is_empty() {
                joined.text(&between);
            }
            joined.extend(line);
        }
        joined
    }

    /// A language's name.
    pub(crate) fn language(&self, language: Language) -> String {
        self.code("language", language.as_str())
    }

    /// Every key with the kind of thing that stands there, for comparison between languages.
    #[cfg(test)]
    fn keys(&self) -> Vec<String> {
        let lists = self.lists.iter().map(|(key, list)| format!("{key} ({} entries)", list.len()));
        self.sentences.keys().cloned().chain(lists).chain(self.counts.keys().map(|k| format!("count.{k}"))).collect()
    }
}

fn fill(template: &str, with: &[(&str, Line)]) -> Line {
    let mut line = Line::default();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        line.text(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some((_, value)) = with.iter().find(|(key, _)| *key == name) {
            line.extend(value.clone());
        }
        rest = after;
    }
    line.text(rest);
    line
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use model::*;

    use super::*;

    const BOTH: [Wording; 2] = [Wording::En, Wording::Ru];

    #[test]
    fn both_languages_have_the_same_keys() {
        let [en, ru] = BOTH.map(|w| Words::of(w).keys());
        assert_eq!(en, ru);
    }

    #[test]
    fn both_languages_fill_in_the_same_braces() {
        let braces = |text: &str| -> BTreeSet<String> {
            text.split('{').skip(1).filter_map(|t| Some(t.split_once('}')?.0.to_owned())).collect()
        };
        for (key, en) in &Words::of(Wording::En).sentences {
            assert_eq!(braces(en), braces(&Words::of(Wording::Ru).sentences[key]), "{key}");
        }
    }

    #[test]
    fn every_form_of_a_number_has_its_words() {
        for words in BOTH.map(Words::of) {
            for (key, forms) in &words.counts {
                for form in words.plural.keys().map(String::as_str).chain(["other"]) {
                    assert!(forms.contains_key(form), "{key} lacks {form}");
                }
            }
        }
    }

    #[test]
    fn numbers_choose_their_forms() {
        for (n, en, ru) in [
            (0, "0 reports", "0 сообщений"),
            (1, "1 report", "1 сообщение"),
            (2, "2 reports", "2 сообщения"),
            (5, "5 reports", "5 сообщений"),
            (11, "11 reports", "11 сообщений"),
            (12, "12 reports", "12 сообщений"),
            (21, "21 reports", "21 сообщение"),
            (104, "104 reports", "104 сообщения"),
            (111, "111 reports", "111 сообщений"),
        ] {
            assert_eq!(Words::of(Wording::En).count("reports", n), en);
            assert_eq!(Words::of(Wording::Ru).count("reports", n), ru);
        }
    }

    #[test]
    fn every_code_has_its_words() {
        fn check<'a>(section: &str, codes: impl IntoIterator<Item = &'a str>) {
            for code in codes {
                for words in BOTH.map(Words::of) {
                    assert!(words.get(&format!("{section}.{code}")).is_some(), "{section}.{code}");
                }
            }
        }
        check("act", ActCode::ALL.iter().map(|c| c.as_str()));
        check("field", Field::ALL.iter().map(|c| c.as_str()));
        check("status", Status::ALL.iter().map(|c| c.as_str()));
        check("entity", EntityKind::ALL.iter().map(|c| c.as_str()));
        check("occupation", Occupation::ALL.iter().map(|c| c.as_str()));
        check("occupation_many", Occupation::ALL.iter().map(|c| c.as_str()));
        check("sex", Sex::ALL.iter().map(|c| c.as_str()));
        check("age", AgeGroup::ALL.iter().map(|c| c.as_str()));
        check("perpetrator", PerpetratorType::ALL.iter().map(|c| c.as_str()));
        check("target", TargetKind::ALL.iter().map(|c| c.as_str()));
        check("damage", Damage::ALL.iter().map(|c| c.as_str()));
        check("instrument", InstrumentCode::ALL.iter().map(|c| c.as_str()));
        check("casualties", CasualtyKind::ALL.iter().map(|c| c.as_str()));
        check("outcome", OutcomeKind::ALL.iter().map(|c| c.as_str()));
        check("answer", Answer::ALL.iter().map(|c| c.as_str()));
        check("response", ResponseKind::ALL.iter().map(|c| c.as_str()));
        check("link", LinkKind::ALL.iter().map(|c| c.as_str()));
        check("link_back", LinkKind::ALL.iter().map(|c| c.as_str()));
        check("day_part", DayPart::ALL.iter().map(|c| c.as_str()));
        check("aside", AsideReason::ALL.iter().map(|c| c.as_str()));
        check("published", PublishedFrom::ALL.iter().map(|c| c.as_str()));
        check("doubt", DoubtCode::ALL.iter().map(|c| c.as_str()));
        let modalities = Modality::ALL.iter().filter(|m| **m != Modality::Actual);
        check("modality", modalities.map(|c| c.as_str()));
    }
}
