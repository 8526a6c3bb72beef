//! The words and rules of a language, read from its data file and made ready for the chart.
//!
//! It knows the form of the data, not what any rule is good for.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use model::DayPart;
use serde::Deserialize;

use crate::build::{Args, Make, holiday};
use crate::expression::{Number, Value};

/// What a token or an edge counts as in a rule.
pub(crate) type Symbol = u16;

/// A data file that does not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// It is no TOML of this form.
    #[error("the words of times do not read; mend the line that is named: {0}")]
    Toml(#[from] toml::de::Error),
    /// A table or rule names something that is not there.
    #[error("{place}: {what}")]
    Entry {
        /// The table or rule.
        place: String,
        /// What is wrong with it.
        what: String,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Named sets of endings.
    #[serde(default)]
    endings: BTreeMap<String, String>,
    /// Category, value, words.
    #[serde(default)]
    tables: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    holiday: Vec<HolidayEntry>,
    #[serde(default)]
    cues: Cues,
    #[serde(default)]
    rule: Vec<RuleEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayEntry {
    when: String,
    names: Vec<String>,
}

/// Words that tell more about a time than its own.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Cues {
    future: String,
    past: String,
    past_endings: String,
    after_ordinal: String,
    ahead: String,
    walls: String,
    not_after_clock: String,
    before_year: String,
    not_before_year: String,
    not_after_year: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: String,
    /// What it is for, in words.
    gloss: String,
    gives: String,
    pattern: Vec<String>,
    make: Make,
    #[serde(default)]
    with: Args,
    #[serde(default)]
    weight: i32,
    /// Counts only where it is all that its line says.
    #[serde(default)]
    alone: bool,
    /// Texts that it fires in.
    #[serde(default)]
    yes: Vec<String>,
    /// Texts that it must not fire in.
    #[serde(default)]
    no: Vec<String>,
}

/// One place of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Item {
    pub(crate) symbol: Symbol,
    /// No white space before it.
    pub(crate) glued: bool,
    /// Must be there but is not part of the span.
    pub(crate) context: bool,
}

/// A rule without options.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Index of its source.
    pub(crate) source: usize,
    pub(crate) gives: Symbol,
    pub(crate) items: Vec<Item>,
}

/// A rule as it is written.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) make: Make,
    pub(crate) with: Args,
    pub(crate) weight: i32,
    pub(crate) alone: bool,
    /// What it is for, and its examples: (text, whether it fires).
    pub(crate) gloss: String,
    pub(crate) examples: Vec<(String, bool)>,
}

/// The words and rules of one language, or of several layers of data.
#[derive(Debug, Default)]
pub struct Lexicon {
    symbols: HashMap<String, Symbol>,
    words: HashMap<String, Vec<(Symbol, Value)>, FixedState>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) sources: Vec<Source>,
    /// Rules by the symbol of their first place.
    pub(crate) by_first: Vec<Vec<usize>>,
    /// The symbol of a category's words with a capital letter, where some rule asks for it.
    pub(crate) capital: HashMap<Symbol, Symbol, FixedState>,
    pub(crate) future: Vec<String>,
    pub(crate) past: Vec<String>,
    pub(crate) ahead: Vec<String>,
    pub(crate) past_endings: Vec<String>,
    pub(crate) after_ordinal: Vec<String>,
    pub(crate) walls: Vec<String>,
    pub(crate) not_after_clock: Vec<String>,
    pub(crate) before_year: Vec<String>,
    pub(crate) not_before_year: Vec<String>,
    pub(crate) not_after_year: Vec<String>,
}

/// The symbol of a whole time.
pub(crate) const TIME: &str = "time";
/// How many places a pattern has at most.
pub(crate) const MOST_ITEMS: usize = 12;

impl Lexicon {
    /// Reads the data of a language, on top of the rules that hold in all languages.
    ///
    /// # Errors
    ///
    /// [`LexiconError`] with the table or rule that is wrong.
    pub fn parse(data: &str) -> Result<Lexicon, LexiconError> {
        let mut lexicon = Lexicon::default();
        for text in [data, include_str!("neutral.toml")] {
            lexicon.add(toml::from_str(text)?)?;
        }
        let capitals = lexicon.symbols.iter().filter_map(|(name, capital)| {
            let plain = lexicon.symbols.get(name.strip_prefix('^')?)?;
            Some((*plain, *capital))
        });
        lexicon.capital = capitals.collect();
        let count = lexicon.symbols.len();
        lexicon.by_first = vec![Vec::new(); count];
        for (index, rule) in lexicon.rules.iter().enumerate() {
            lexicon.by_first[usize::from(rule.items[0].symbol)].push(index);
        }
        Ok(lexicon)
    }

    /// The rules as (id, gloss), in the order of the data.
    pub fn rules(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sources.iter().map(|source| (source.id.as_str(), source.gloss.as_str()))
    }

    /// The examples of the rules as (id, text, whether it fires).
    pub fn examples(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        self.sources
            .iter()
            .flat_map(|source| source.examples.iter().map(|(text, fires)| (source.id.as_str(), text.as_str(), *fires)))
    }

    fn add(&mut self, file: File) -> Result<(), LexiconError> {
        for (table, values) in &file.tables {
            for (key, words) in values {
                let value = table_value(table, key).ok_or_else(|| LexiconError::Entry {
                    place: format!("table {table}"),
                    what: format!("\"{key}\" is no value of this table"),
                })?;
                let symbol = self.symbol(&format!("<{table}>"));
                for word in expand_words(words, &file.endings)? {
                    self.words.entry(word).or_default().push((symbol, value.clone()));
                }
            }
        }
        for entry in &file.holiday {
            self.add_holiday(entry, &file.endings)?;
        }
        for (to, from) in [
            (&mut self.future, &file.cues.future),
            (&mut self.past, &file.cues.past),
            (&mut self.ahead, &file.cues.ahead),
            (&mut self.past_endings, &file.cues.past_endings),
            (&mut self.after_ordinal, &file.cues.after_ordinal),
            (&mut self.walls, &file.cues.walls),
            (&mut self.not_after_clock, &file.cues.not_after_clock),
            (&mut self.before_year, &file.cues.before_year),
            (&mut self.not_before_year, &file.cues.not_before_year),
            (&mut self.not_after_year, &file.cues.not_after_year),
        ] {
            to.extend(expand_words(from, &file.endings)?);
            to.sort();
        }
        for entry in file.rule {
            self.add_rule(entry, &file.endings)?;
        }
        Ok(())
    }

    fn add_holiday(&mut self, entry: &HolidayEntry, endings: &BTreeMap<String, String>) -> Result<(), LexiconError> {
        let wrong = |what: String| LexiconError::Entry { place: format!("holiday {}", entry.when), what };
        let when = holiday(&entry.when).ok_or_else(|| wrong("write it as 12-25, easter+1 or \"4 thu 11\"".into()))?;
        let gives = self.symbol("<holiday>");
        let source = self.sources.len();
        for name in &entry.names {
            // The first word carries the value; the others only have to be there.
            let mut words = name.split_whitespace();
            let first = words.next().ok_or_else(|| wrong("a name is empty".into()))?;
            let marker = self.symbol(&format!("<holiday {} {first}>", entry.when));
            for word in expand_words(first, endings)? {
                self.words.entry(word).or_default().push((marker, Value::Holiday(when)));
            }
            let rest = words.collect::<Vec<_>>().join(" ");
            for mut items in self.items(&rest, endings, &entry.when)? {
                items.insert(0, Item { symbol: marker, glued: false, context: false });
                self.add_pattern(Rule { source, gives, items }, &entry.when)?;
            }
        }
        self.sources.push(Source {
            id: format!("holiday-{}", entry.when),
            make: Make::Same,
            with: Args::default(),
            weight: 1,
            alone: false,
            gloss: entry.names.join(", "),
            examples: Vec::new(),
        });
        Ok(())
    }

    fn add_rule(&mut self, entry: RuleEntry, endings: &BTreeMap<String, String>) -> Result<(), LexiconError> {
        let gives = self.symbol(&format!("<{}>", entry.gives));
        let source = self.sources.len();
        for pattern in &entry.pattern {
            for items in self.items(pattern, endings, &entry.id)? {
                if items.iter().all(|i| i.context) {
                    let what = "nothing is left of a pattern where all that may be absent is".into();
                    return Err(LexiconError::Entry { place: format!("rule {}", entry.id), what });
                }
                self.add_pattern(Rule { source, gives, items }, &entry.id)?;
            }
        }
        let yes = entry.yes.into_iter().map(|text| (text, true));
        let no = entry.no.into_iter().map(|text| (text, false));
        self.sources.push(Source {
            id: entry.id,
            make: entry.make,
            with: entry.with,
            weight: entry.weight,
            alone: entry.alone,
            gloss: entry.gloss,
            examples: yes.chain(no).collect(),
        });
        Ok(())
    }

    fn add_pattern(&mut self, rule: Rule, place: &str) -> Result<(), LexiconError> {
        if rule.items.len() > MOST_ITEMS {
            let what = format!("a pattern has at most {MOST_ITEMS} places; write it as two rules");
            return Err(LexiconError::Entry { place: place.to_owned(), what });
        }
        self.rules.push(rule);
        Ok(())
    }

    /// All readings of a pattern: each optional place there and absent.
    fn items(
        &mut self,
        pattern: &str,
        endings: &BTreeMap<String, String>,
        place: &str,
    ) -> Result<Vec<Vec<Item>>, LexiconError> {
        let mut readings: Vec<Vec<Item>> = vec![Vec::new()];
        for word in pattern.split_whitespace() {
            let (word, optional) = match word.strip_suffix('?') {
                Some(word) if !word.is_empty() => (word, true),
                _ => (word, false),
            };
            let (word, glued) = match word.strip_prefix('+') {
                Some(word) if !word.is_empty() => (word, true),
                _ => (word, false),
            };
            let (word, context) = match word.strip_prefix('[').and_then(|w| w.strip_suffix(']')) {
                Some(word) if !word.is_empty() => (word, true),
                _ => (word, false),
            };
            let symbol = if word.len() > 1 && word.trim_start_matches('^').starts_with('<') {
                self.symbol(word)
            } else {
                self.literal(word, endings)?
            };
            let item = Item { symbol, glued, context };
            let with: Vec<Vec<Item>> = readings.iter().map(|r| r.iter().copied().chain([item]).collect()).collect();
            if optional {
                readings.extend(with)
            } else {
                readings = with
            }
            if readings.len() > 256 {
                let what = "too many places of a pattern may be absent; write two patterns".into();
                return Err(LexiconError::Entry { place: place.to_owned(), what });
            }
        }
        Ok(readings)
    }

    fn literal(&mut self, word: &str, endings: &BTreeMap<String, String>) -> Result<Symbol, LexiconError> {
        let inner = word.strip_prefix('(').and_then(|w| w.strip_suffix(')')).filter(|w| !w.is_empty());
        let set = inner.unwrap_or(word).to_owned();
        let known = self.symbols.contains_key(&set);
        let symbol = self.symbol(&set);
        if !known {
            let words = if inner.is_some() { set.replace('|', " ") } else { set };
            for word in expand_words(&words, endings)? {
                self.words.entry(word).or_default().push((symbol, Value::Word));
            }
        }
        Ok(symbol)
    }

    fn symbol(&mut self, name: &str) -> Symbol {
        let next = self.symbols.len() as Symbol;
        *self.symbols.entry(name.to_owned()).or_insert(next)
    }

    /// The symbol of a category that is used by some rule.
    pub(crate) fn category(&self, name: &str) -> Option<Symbol> {
        self.symbols.get(&format!("<{name}>")).copied()
    }

    /// What a word counts as.
    pub(crate) fn word(&self, norm: &str) -> &[(Symbol, Value)] {
        self.words.get(norm).map_or(&[], Vec::as_slice)
    }

    /// What a run of digits counts as: by how many there are.
    pub(crate) fn digits(&self, norm: &str) -> Vec<(Symbol, Value)> {
        let names: &[&str] = match norm.len() {
            1 => &["digits", "d"],
            2 => &["digits", "d", "dd"],
            3 => &["digits", "ddd"],
            4 => &["digits", "dddd"],
            5 | 6 => &["digits"],
            8 => &["dddddddd"],
            _ => return Vec::new(),
        };
        let Ok(n) = norm.parse() else { return Vec::new() };
        let value = Value::Number(Number { n, digits: norm.len() as u8, vague: false });
        names.iter().filter_map(|name| Some((self.category(name)?, value.clone()))).collect()
    }
}

/// The value of a table's key.
fn table_value(table: &str, key: &str) -> Option<Value> {
    let number = || key.parse::<i32>().ok();
    Some(match table.rsplit('-').next()? {
        "month" => Value::Month(number().filter(|n| (1..=12).contains(n))? as i8),
        "weekday" => Value::Weekday(number().filter(|n| (1..=7).contains(n))? as i8),
        "season" => Value::Season(number().filter(|n| (1..=4).contains(n))? as i8),
        "number" | "tens" | "hundreds" => Value::Number(Number::word(number()?)),
        "ordinal" => Value::Ordinal(number()?),
        "unit" => Value::Unit(
            serde::Deserialize::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(key))
                .ok()?,
        ),
        "part" => Value::Part(DayPart::from_code(key)?),
        "zone" => Value::Zone(key.to_owned()),
        _ => return None,
    })
}

/// All forms of words: `пят{ordinal}` with every ending of that name; lower case, `е` for `ё`.
fn expand_words(words: &str, endings: &BTreeMap<String, String>) -> Result<Vec<String>, LexiconError> {
    let mut out = Vec::new();
    for word in words.split_whitespace() {
        let Some((stem, rest)) = word.split_once('{') else {
            out.push(word.to_lowercase().replace('ё', "е"));
            continue;
        };
        let name = rest.strip_suffix('}').unwrap_or(rest);
        let wrong = || LexiconError::Entry {
            place: format!("word {word}"),
            what: format!("there are no endings \"{name}\"; name them under [endings]"),
        };
        for ending in endings.get(name).ok_or_else(wrong)?.split_whitespace() {
            let ending = if ending == "-" { "" } else { ending };
            out.push(format!("{stem}{ending}").to_lowercase().replace('ё', "е"));
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use model::{Edtf, Language};

    use super::*;
    use crate::{chart, lexer, times};

    /// Every example of every rule: a rule is completed in its own, and nothing is found in what must not fire.
    #[test]
    fn rules_fire_where_they_say() {
        let published = Edtf::parse("2015-06-05").expect("a date");
        let mut wrong = Vec::new();
        for (language, data) in [
            (Language::EN, include_str!("../../../languages/en/times.toml")),
            (Language::RU, include_str!("../../../languages/ru/times.toml")),
        ] {
            let lexicon = Lexicon::parse(data).expect("the data reads");
            assert_eq!(lexicon.rules().find(|(_, gloss)| gloss.is_empty()), None, "every rule has a gloss");
            for (id, text, fires) in lexicon.examples() {
                let analysis = syntax::analyse(text, language, &[]);
                let (found, _) = times(text, &analysis, &lexicon, Some(&published));
                let completed = chart::completed(&lexer::pieces(text), &lexicon).contains(&id);
                if fires && (!completed || found.is_empty()) || !fires && !found.is_empty() {
                    wrong.push(format!("{language} {id}: \"{text}\" {found:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_language_is_data() {
        let toy = r#"
            [endings]
            o = "- o"
            [tables.month]
            6 = "zuni{o}"
            [[rule]]
            id = "day"
            gloss = "a day"
            gives = "date"
            pattern = ["<d> +' <month>"]
            make = "month-day"
        "#;
        let lexicon = Lexicon::parse(toy).expect("the toy language reads");
        let text = "blah 3' Zunio blah";
        let (found, _) = times(text, &syntax::analyse(text, Language::EN, &[]), &lexicon, None);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].edtf.as_ref().map(Edtf::as_str), Some("XXXX-06-03"));
    }

    #[test]
    fn what_is_wrong_with_the_data_is_said() {
        for (data, says) in [
            ("[tables.month]\n13 = \"x\"", "13"),
            ("[tables.month]\n1 = \"x{nothing}\"", "nothing"),
            ("[[holiday]]\nwhen = \"soon\"\nnames = [\"x\"]", "soon"),
        ] {
            let error = Lexicon::parse(data).expect_err(data).to_string();
            assert!(error.contains(says), "{error}");
        }
    }
}
