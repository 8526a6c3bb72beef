//! `train names`: learns the models of `crates/names/models` from marked texts.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::Path;

use anyhow::Context;
use model::Language;
use names::learning::{Example, Settings, learn};
use serde::Deserialize;

use crate::invented::{Inventor, Lists, Text};

#[derive(Deserialize)]
struct Item {
    set: String,
    text: String,
    entities: Vec<Marked>,
}

#[derive(Deserialize, Clone)]
struct Marked {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    optional: bool,
}

/// What all that is random comes from.
const SEED: u64 = 20_150_603;

/// How many copies each English text has with other persons.
const RENAMED: usize = 1;
/// How many times the sentences of our own are filled with names.
const FRAMES: usize = 4;

/// A name in code points of its text.
pub(crate) type Name = (Range<usize>, char);

/// Learns both models, or, with `check`, says whether the files are what would be learnt.
pub(crate) fn run(data: &Path, models: &Path, check: bool) -> anyhow::Result<()> {
    for language in [Language::EN, Language::RU] {
        let examples = all(data, models, language)?;
        let settings = match language {
            Language::EN => Settings { rounds: 6, orders: 2, least: 1, buckets: 150_000, seed: SEED },
            _ => Settings { rounds: 8, orders: 3, least: 2, buckets: 90_000, seed: SEED },
        };
        let bytes = learn(&examples, language, settings);
        let path = models.join(format!("{language}.bin"));
        if check {
            let same = std::fs::read(&path).is_ok_and(|old| old == bytes);
            anyhow::ensure!(same, "{} is not what `cargo xtask train names` makes", path.display());
        } else {
            std::fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
        }
        crate::chore::say(&format!("{}: {} texts, {} bytes", path.display(), examples.len(), bytes.len()));
    }
    Ok(())
}

/// All texts with marked names that the model of a language is learnt from.
pub(crate) fn all(data: &Path, models: &Path, language: Language) -> anyhow::Result<Vec<Example>> {
    let marked = examples(&data.join(format!("names_{language}.train.jsonl.xz")), language)?;
    let mut out = Vec::new();
    if language != Language::EN {
        with_copies(&mut out, &marked, &[(7, shouted), (11, small), (9, headline)]);
        return Ok(out);
    }
    let treebank = treebank(&data.join("treebanks/en_ewt.train.conllu.xz"), &models.join("ewt_names.tsv"))?;
    with_copies(&mut out, &marked, &[(7, shouted), (11, small), (9, headline), (4, shouted)]);
    with_copies(&mut out, &treebank, &[(4, shouted)]);
    let lists = Lists::read(models, Path::new("languages/en"))?;
    let mut inventor = Inventor::new(&lists, SEED);
    let texts = (0..RENAMED).flat_map(|_| marked.iter().chain(&treebank));
    let renamed: Vec<Text> = texts.filter_map(|(chars, names)| inventor.renamed(chars, names)).collect();
    with_copies(&mut out, &renamed, &[(6, shouted)]);
    let named = |kind: char| -> Vec<String> {
        let names = marked.iter().flat_map(|(chars, names)| {
            names.iter().filter(move |n| n.1 == kind).map(|n| chars[n.0.clone()].iter().collect())
        });
        names.collect()
    };
    let frames = inventor.frames(FRAMES, &named('O'), &named('L'));
    with_copies(&mut out, &frames, &[(8, shouted)]);
    Ok(out)
}

/// Adds texts, and copies of one in so many, written in another case.
fn with_copies(out: &mut Vec<Example>, texts: &[Text], copies: &[(usize, Rewrite)]) {
    for (n, (chars, names)) in texts.iter().enumerate() {
        out.push(example(chars, names));
        let copied = copies.iter().filter(|(every, _)| n % every == every / 2);
        out.extend(copied.map(|(_, written)| example(&written(chars), names)));
    }
}

/// Writes a text in another case, letter by letter.
type Rewrite = fn(&[char]) -> Vec<char>;

fn examples(path: &Path, language: Language) -> anyhow::Result<Vec<Text>> {
    let lines = unpacked(path)?;
    let titles = if language == Language::EN { titles()? } else { HashSet::new() };
    let read = |line: &str| -> anyhow::Result<Text> {
        let item: Item = serde_json::from_str(line)?;
        let chars: Vec<char> = item.text.chars().collect();
        let names = if language == Language::EN { trimmed(&item, &chars, &titles) } else { outer(&item, &chars) };
        Ok((chars, names))
    };
    lines.lines().map(read).collect()
}

/// The text of an xz file.
pub(crate) fn unpacked(path: &Path) -> anyhow::Result<String> {
    let packed = std::fs::read(path).with_context(|| path.display().to_string())?;
    let mut bytes = Vec::new();
    lzma_rs::xz_decompress(&mut packed.as_slice(), &mut bytes)?;
    Ok(String::from_utf8(bytes)?)
}

/// The documents of a treebank, with the names that a table marks in its sentences.
fn treebank(path: &Path, marks: &Path) -> anyhow::Result<Vec<Text>> {
    let marks = std::fs::read_to_string(marks).with_context(|| marks.display().to_string())?;
    let mut marked: HashMap<&str, Vec<Name>> = HashMap::new();
    let mut left_out = HashSet::new();
    for line in marks.lines().filter(|l| !l.starts_with('#')) {
        match line.split('\t').collect::<Vec<_>>()[..] {
            [sentence, start, end, kind] => {
                let kind = kind.chars().next().context("a kind")?;
                marked.entry(sentence).or_default().push((start.parse()?..end.parse()?, kind));
            }
            [sentence, ..] => {
                left_out.insert(sentence);
            }
            [] => {}
        }
    }
    let lines = unpacked(path)?;
    let (mut out, mut chars, mut names): (Vec<Text>, Vec<char>, Vec<Name>) = Default::default();
    let mut sentence = "";
    for line in lines.lines() {
        if line.starts_with("# newdoc") && !chars.is_empty() {
            out.push((std::mem::take(&mut chars), std::mem::take(&mut names)));
        } else if let Some(id) = line.strip_prefix("# sent_id = ") {
            sentence = id;
        } else if let Some(text) = line.strip_prefix("# text = ").filter(|_| !left_out.contains(sentence)) {
            let here = marked.remove(sentence).unwrap_or_default();
            names.extend(here.into_iter().map(|(r, kind)| (chars.len() + r.start..chars.len() + r.end, kind)));
            chars.extend(text.chars().chain([' ']));
        }
    }
    out.push((chars, names));
    Ok(out)
}

/// Words before names that are no part of them.
fn titles() -> anyhow::Result<HashSet<String>> {
    let table: toml::Table = std::fs::read_to_string("languages/en/names.toml")?.parse()?;
    let rows = ["title", "occupation"].into_iter().filter_map(|key| table.get(key)?.as_array()).flatten();
    let words = rows.filter_map(|row| row.get("words")?.as_array()).flatten().filter_map(toml::Value::as_str);
    let whole = words.flat_map(|w| w.split(' ').map(str::to_owned).collect::<Vec<_>>());
    Ok(whole
        .chain(["foreign", "affairs", "he", "his", "excellency", "mr", "dr", "u.s.", "us"].map(String::from))
        .collect())
}

fn is_capital(chars: &[char]) -> bool {
    chars.iter().any(|c| c.is_uppercase())
}

/// The outermost names of persons, organisations and places.
fn outer(item: &Item, chars: &[char]) -> Vec<Name> {
    let asked = item.entities.iter().filter(|e| !e.optional && is_capital(&chars[e.start..e.end]));
    asked.filter_map(|e| Some((e.start..e.end, kind(&e.kind)?))).collect()
}

fn kind(kind: &str) -> Option<char> {
    match kind {
        "PER" => Some('P'),
        "ORG" => Some('O'),
        "LOC" => Some('L'),
        _ => None,
    }
}

const INSIDE: &[&str] =
    &["of", "the", "for", "and", "on", "in", "&", "de", "al", "bin", "van", "von", "to", "against", "la", "del"];

/// English names as flat names: without articles, titles, descriptions and what stands behind a comma.
fn trimmed(item: &Item, chars: &[char], titles: &HashSet<String>) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    for mark in item.entities.iter().filter(|e| !e.optional) {
        let Some(mut kind) = kind(&mark.kind) else { continue };
        let inner: Vec<&Marked> = item
            .entities
            .iter()
            .filter(|e| {
                e.optional && e.start >= mark.start && e.end <= mark.end && (e.start, e.end) != (mark.start, mark.end)
            })
            .collect();
        let same = |e: &&Marked| e.optional && e.kind == "LOC" && (e.start, e.end) == (mark.start, mark.end);
        if kind == 'O' && item.entities.iter().any(|e| same(&e)) {
            kind = 'L';
        }
        match flat(chars, mark.start..mark.end, kind, titles) {
            Some(range) => {
                let rest = inner.iter().filter(|e| e.start >= range.end || e.end <= range.start);
                let rest: Vec<Name> = if kind == 'L' { pieces(chars, rest.copied(), titles) } else { Vec::new() };
                out.push((range, kind));
                out.extend(rest);
            }
            None => out.extend(pieces(chars, inner.into_iter(), titles)),
        }
    }
    out.retain(|(range, _)| {
        item.set != "re3d" || range.len() > 1 && chars[range.clone()].iter().collect::<String>() != "Jan"
    });
    out.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    out.dedup_by(|b, a| b.0.start < a.0.end);
    out
}

fn pieces<'m>(chars: &[char], inner: impl Iterator<Item = &'m Marked>, titles: &HashSet<String>) -> Vec<Name> {
    inner
        .filter_map(|e| {
            let kind = kind(&e.kind)?;
            Some((flat(chars, e.start..e.end, kind, titles)?, kind))
        })
        .collect()
}

/// The flat name inside a marked one; `None` where it is more than a name.
fn flat(chars: &[char], range: Range<usize>, kind: char, titles: &HashSet<String>) -> Option<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut from = None;
    for i in range.clone().chain([range.end]) {
        let space = i == range.end || chars[i].is_whitespace();
        match (from, space) {
            (None, false) => from = Some(i),
            (Some(start), true) => {
                words.push(start..i);
                from = None;
            }
            _ => {}
        }
    }
    let text = |w: &Range<usize>| chars[w.clone()].iter().collect::<String>();
    let comma = words.iter().position(|w| text(w).ends_with(',') || text(w) == ",");
    if let Some(at) = comma.filter(|_| kind != 'O') {
        words.truncate(at + 1);
        let last = words.pop()?;
        if last.len() > 1 {
            words.push(last.start..last.end - 1);
        }
    }
    let title = |w: &Range<usize>| titles.contains(text(w).to_lowercase().as_str());
    while words.first().is_some_and(|w| {
        !is_capital(&chars[w.clone()]) || text(w) == "The" || kind == 'P' && words.len() > 1 && title(w)
    }) {
        words.remove(0);
    }
    while words.last().is_some_and(|w| !is_capital(&chars[w.clone()]) && !chars[w.start].is_numeric()) {
        words.pop();
    }
    let plain = words.iter().all(|w| {
        is_capital(&chars[w.clone()])
            || INSIDE.contains(&text(w).as_str())
            || !chars[w.clone()].iter().any(|c| c.is_alphabetic())
    });
    let joined = kind == 'P' && words.iter().any(|w| matches!(text(w).as_str(), "and" | "of" | "in" | "for" | "at"));
    let (first, last) = (words.first()?, words.last()?);
    (plain && !joined && words.len() <= if kind == 'P' { 5 } else { 12 }).then_some(first.start..last.end)
}

fn example(chars: &[char], names: &[Name]) -> Example {
    let mut bytes = Vec::with_capacity(chars.len() + 1);
    let mut at = 0;
    for c in chars {
        bytes.push(at);
        at += c.len_utf8();
    }
    bytes.push(at);
    let names = names.iter().map(|(range, kind)| (bytes[range.start]..bytes[range.end], *kind)).collect();
    Example { text: chars.iter().collect(), names }
}

fn one(mut mapped: impl Iterator<Item = char>, otherwise: char) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(c), None) => c,
        _ => otherwise,
    }
}

fn shouted(chars: &[char]) -> Vec<char> {
    chars.iter().map(|&c| one(c.to_uppercase(), c)).collect()
}

fn small(chars: &[char]) -> Vec<char> {
    chars.iter().map(|&c| one(c.to_lowercase(), c)).collect()
}

fn headline(chars: &[char]) -> Vec<char> {
    let mut before = ' ';
    let mut length = 0;
    let mut out: Vec<char> = chars.to_vec();
    for i in 0..chars.len() {
        let rest = chars[i..].iter().take_while(|c| c.is_alphabetic()).count();
        length = if before.is_whitespace() { rest } else { length };
        if before.is_whitespace() && length > 3 {
            out[i] = one(chars[i].to_uppercase(), chars[i]);
        }
        before = chars[i];
    }
    out
}
