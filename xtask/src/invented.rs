//! Invented persons for the training of names: copies of marked texts with other persons in them, and sentences of our
//! own filled with names, so that the model learns where names stand and not only which there are.

use std::collections::HashMap;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use crate::train_names::Name;

/// A marked text in code points.
pub(crate) type Text = (Vec<char>, Vec<Name>);

#[derive(Deserialize)]
struct Table {
    people: Vec<People>,
}

/// How one people makes its names.
#[derive(Deserialize)]
struct People {
    shapes: Vec<String>,
    given: Vec<String>,
    family: Vec<String>,
}

/// What names are made of.
pub(crate) struct Lists {
    peoples: Vec<People>,
    frames: Vec<String>,
    given: Vec<String>,
    surnames: Vec<String>,
}

impl Lists {
    /// Reads `peoples.toml` and `frames.txt` beside the models, and the lists of names of a language.
    pub(crate) fn read(models: &Path, language: &Path) -> anyhow::Result<Self> {
        let text = |path: &Path| std::fs::read_to_string(path).with_context(|| path.display().to_string());
        let table: Table = toml::from_str(&text(&models.join("peoples.toml"))?)?;
        let lines = |text: String| -> Vec<String> {
            text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(str::to_owned).collect()
        };
        let words = |text: String| -> Vec<String> {
            lines(text).iter().map(|l| capitalised(l.split('\t').next().unwrap_or(l))).collect()
        };
        Ok(Lists {
            peoples: table.people,
            frames: lines(text(&models.join("frames.txt"))?),
            given: words(text(&language.join("given_names.tsv"))?),
            surnames: words(text(&language.join("surnames.tsv"))?),
        })
    }
}

/// A name and the words that stand before it.
struct Person {
    before: String,
    name: String,
}

impl Person {
    fn named(name: String) -> Self {
        Person { before: String::new(), name }
    }
}

/// Makes names by chance; the same seed makes the same names.
pub(crate) struct Inventor<'l> {
    lists: &'l Lists,
    state: u64,
}

impl<'l> Inventor<'l> {
    /// An inventor with lists and a seed.
    pub(crate) fn new(lists: &'l Lists, seed: u64) -> Self {
        Inventor { lists, state: seed }
    }

    /// The next number below `n` (splitmix64: Steele et al. 2014).
    fn below(&mut self, n: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }

    fn one<'s>(&mut self, list: &'s [String]) -> &'s str {
        list.get(self.below(list.len())).map_or("", String::as_str)
    }

    /// A person: one in four by the lists of the language, the others of any people.
    fn person(&mut self) -> Person {
        if self.below(4) == 0 {
            let (given, surname) = (self.word(&self.lists.given, 2), self.word(&self.lists.surnames, 2));
            return Person::named(format!("{given} {surname}"));
        }
        let people = &self.lists.peoples[self.below(self.lists.peoples.len())];
        let name = self.shaped(people);
        match name.strip_prefix('(').and_then(|rest| rest.split_once(") ")) {
            Some((title, name)) => Person { before: format!("{title} "), name: name.to_owned() },
            None => Person::named(name),
        }
    }

    /// A shape of a people, filled.
    fn shaped(&mut self, people: &People) -> String {
        let shape = self.one(&people.shapes);
        let mut parts = shape.split('$');
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (mark, rest) = part.split_at(1);
            let word = self.word(if mark == "F" { &people.family } else { &people.given }, 3);
            match mark {
                "g" => out.push_str(&word.to_lowercase()),
                // "I" alone is the pronoun.
                "I" => {
                    out.extend(word.chars().next().map(|c| if c == 'I' { 'J' } else { c }));
                    if !rest.starts_with('.') && self.below(3) > 0 {
                        out.push('.');
                    }
                }
                _ => out.push_str(&word),
            }
            out.push_str(rest);
        }
        out
    }

    /// A word of a list; one in so many begins like one word and ends like another, so that it is in no list.
    fn word(&mut self, list: &[String], every: usize) -> String {
        let word = self.one(list);
        if self.below(every) > 0 {
            return word.to_owned();
        }
        let (head, tail): (Vec<char>, Vec<char>) = (word.chars().collect(), self.one(list).chars().collect());
        let crossed: String = head[..head.len().div_ceil(2)].iter().chain(&tail[tail.len() / 2..]).collect();
        let fits = crossed.chars().all(char::is_alphabetic) && crossed.chars().nth(2).is_some();
        if fits { crossed } else { word.to_owned() }
    }

    /// A text with other persons in it, the same one for the same name; none where it has no persons.
    pub(crate) fn renamed(&mut self, chars: &[char], names: &[Name]) -> Option<Text> {
        let written = |name: &Name| chars[name.0.clone()].iter().collect::<String>();
        let mut persons: Vec<String> = names.iter().filter(|n| n.1 == 'P').map(written).collect();
        if persons.is_empty() {
            return None;
        }
        persons.sort_by_key(|p| std::cmp::Reverse(p.split_whitespace().count()));
        let mut known: HashMap<String, Person> = HashMap::new();
        for old in persons {
            if known.contains_key(&old) {
                continue;
            }
            let person = self.person();
            let ends = (first(&person.name).to_owned(), last(&person.name).to_owned());
            if old.contains(' ') {
                known.entry(last(&old).to_owned()).or_insert(Person::named(ends.1));
                known.entry(first(&old).to_owned()).or_insert(Person::named(ends.0));
                known.insert(old, person);
            } else {
                known.insert(old, Person::named(if self.below(2) == 0 { ends.0 } else { ends.1 }));
            }
        }
        let mut out: Text = Default::default();
        let mut at = 0;
        for name in names {
            if name.0.start < at {
                continue;
            }
            out.0.extend(&chars[at..name.0.start]);
            match known.get(&written(name)).filter(|_| name.1 == 'P') {
                Some(person) => {
                    let before = chars[..name.0.start].iter().rev().find(|c| !c.is_whitespace());
                    if before.is_none_or(|c| !c.is_alphabetic() && *c != '.') {
                        out.0.extend(person.before.chars());
                    }
                    push(&mut out, &person.name, 'P');
                }
                None => push(&mut out, &written(name), name.1),
            }
            at = name.0.end;
        }
        out.0.extend(&chars[at..]);
        Some(out)
    }

    /// The sentences of our own, filled so many times, with organisations and places of marked texts.
    pub(crate) fn frames(&mut self, times: usize, organisations: &[String], places: &[String]) -> Vec<Text> {
        let lists = self.lists;
        let all = (0..times).flat_map(|_| &lists.frames);
        all.map(|frame| self.filled(frame, organisations, places)).collect()
    }

    fn filled(&mut self, frame: &str, organisations: &[String], places: &[String]) -> Text {
        let mut text: Text = Default::default();
        let mut before = String::new();
        let mut parts = frame.split('{');
        text.0.extend(parts.next().unwrap_or_default().chars());
        for part in parts {
            let (mark, rest) = part.split_once('}').unwrap_or((part, ""));
            match mark {
                "P" => {
                    let person = self.person();
                    text.0.extend(person.before.chars());
                    push(&mut text, &person.name, 'P');
                    before = last(&person.name).to_owned();
                }
                "O" => push(&mut text, self.one(organisations), 'O'),
                "L" => push(&mut text, self.one(places), 'L'),
                "N" => text.0.extend(self.word(&self.lists.surnames, 2).chars()),
                _ => push(&mut text, &before, 'P'),
            }
            text.0.extend(rest.chars());
        }
        text
    }
}

fn push(text: &mut Text, name: &str, kind: char) {
    let start = text.0.len();
    text.0.extend(name.chars());
    if text.0.len() > start {
        text.1.push((start..text.0.len(), kind));
    }
}

fn first(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

fn last(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
