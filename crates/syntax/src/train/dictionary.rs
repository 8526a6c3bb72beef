//! Compiles the OpenCorpora dictionary, in the form of the package pymorphy3-dicts-ru, into the file that
//! [`crate::lexicon`] reads in place.

use std::collections::{BTreeMap, BTreeSet};

use super::join;
use crate::lexicon::{COMPARATIVE, WHOLE};
use crate::tags::Tag;
use crate::token::{Aspect, Case, Feats, Gender, Mood, Number, Tense, Upos, VerbForm};

/// The files of the package's folder `data`.
#[derive(Debug, Clone, Copy)]
pub struct DictionarySource<'b> {
    /// `words.dawg`
    pub words: &'b [u8],
    /// `paradigms.array`
    pub paradigms: &'b [u8],
    /// `suffixes.json`
    pub suffixes: &'b [u8],
    /// `gramtab-opencorpora-int.json`
    pub tags: &'b [u8],
}

/// A source that is not in the form of the package.
#[derive(Debug, thiserror::Error)]
#[error("the dictionary's {0} cannot be read; unpack pymorphy3-dicts-ru 2.4 and name its folder data")]
pub struct BadDictionary(&'static str);

/// Prefixes of forms, by their number in the package.
const PREFIXES: [&str; 3] = ["", "по", "наи"];
/// A stem with more paradigms than this is written out form by form.
const MOST_PARADIGMS: usize = 12;

/// A paradigm: ending, tag and prefix of each form, the basic form first.
struct Paradigm {
    forms: Vec<(u16, u16, u16)>,
}

struct Source {
    endings: Vec<String>,
    tags: Vec<String>,
    paradigms: Vec<Paradigm>,
    /// Stem and paradigm.
    lexemes: BTreeSet<(String, u16)>,
}

/// Compiles the dictionary.
///
/// # Errors
///
/// [`BadDictionary`] names the file that is not as expected.
pub fn compile_dictionary(source: DictionarySource<'_>) -> Result<Vec<u8>, BadDictionary> {
    let source = read(source)?;
    let mut readings = Readings::default();
    let of_tag: Vec<u16> = source.tags.iter().map(|tag| readings.id(tag)).collect();
    let mut endings: BTreeMap<String, u16> = BTreeMap::new();
    let mut ending = |text: &str| {
        let next = endings.len() as u16;
        *endings.entry(plain(text)).or_insert(next)
    };
    let mut compiled: Vec<(u16, BTreeSet<(u16, u16)>)> = Vec::new();
    for paradigm in &source.paradigms {
        let basic = ending(&source.endings[usize::from(paradigm.forms[0].0)]);
        let forms = paradigm.forms.iter().filter(|(_, _, prefix)| *prefix == 0);
        let entries = forms.map(|(e, t, _)| (ending(&source.endings[usize::from(*e)]), of_tag[usize::from(*t)]));
        compiled.push((basic, entries.collect()));
    }
    let mut stems: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    for (stem, paradigm) in &source.lexemes {
        stems.entry(plain(stem)).or_default().insert(*paradigm);
    }
    let nothing = ending("");
    let mut whole: BTreeMap<(u16, BTreeSet<(u16, u16)>), u16> = BTreeMap::new();
    let mut forms: BTreeMap<String, BTreeMap<u16, BTreeSet<(u16, u16)>>> = BTreeMap::new();
    stems.retain(|stem, paradigms| {
        if stem.chars().count() >= 2 && paradigms.len() <= MOST_PARADIGMS {
            return true;
        }
        for paradigm in paradigms.iter() {
            let paradigm = &source.paradigms[usize::from(*paradigm)];
            let basic = ending(&format!("{stem}{}", source.endings[usize::from(paradigm.forms[0].0)])) | WHOLE;
            for (e, t, prefix) in &paradigm.forms {
                let form = format!("{}{stem}{}", PREFIXES[usize::from(*prefix)], source.endings[usize::from(*e)]);
                let entries = forms.entry(plain(&form)).or_default().entry(basic).or_default();
                entries.insert((nothing, of_tag[usize::from(*t)]));
            }
        }
        false
    });
    for (form, by_basic) in forms {
        for key in by_basic {
            let next = compiled.len() as u16;
            let id = *whole.entry(key.clone()).or_insert(next);
            if id == next {
                compiled.push(key);
            }
            stems.entry(form.clone()).or_default().insert(id);
        }
    }
    Ok(write(&stems, &compiled, endings, &readings))
}

/// Writes the sections of the file.
fn write(
    stems: &BTreeMap<String, BTreeSet<u16>>,
    paradigms: &[(u16, BTreeSet<(u16, u16)>)],
    endings: BTreeMap<String, u16>,
    readings: &Readings,
) -> Vec<u8> {
    let mut set_ids: BTreeMap<&BTreeSet<u16>, u64> = BTreeMap::new();
    let mut sets = Vec::new();
    let mut stem_map = fst::MapBuilder::memory();
    for (stem, set) in stems {
        let id = *set_ids.entry(set).or_insert_with(|| {
            sets.push(set.iter().flat_map(|p| p.to_le_bytes()).collect::<Vec<u8>>());
            sets.len() as u64 - 1
        });
        stem_map.insert(stem, id).expect("stems are sorted");
    }
    let mut ending_map = fst::MapBuilder::memory();
    let mut texts: Vec<&str> = vec![""; endings.len()];
    for (text, id) in &endings {
        ending_map.insert(text, u64::from(*id)).expect("endings are sorted");
        texts[usize::from(*id)] = text;
    }
    let bytes: Vec<Vec<u8>> = paradigms
        .iter()
        .map(|(basic, entries)| {
            let mut bytes = basic.to_le_bytes().to_vec();
            bytes.extend((entries.len() as u16).to_le_bytes());
            bytes.extend(entries.iter().flat_map(|(e, r)| [e.to_le_bytes(), r.to_le_bytes()].concat()));
            bytes
        })
        .collect();
    let sets: Vec<Vec<u8>> =
        sets.into_iter().map(|set| [((set.len() / 2) as u16).to_le_bytes().to_vec(), set].concat()).collect();
    join(&[
        stem_map.into_inner().expect("memory is there"),
        with_offsets(&sets, false),
        with_offsets(&bytes, false),
        ending_map.into_inner().expect("memory is there"),
        with_offsets(&texts.iter().map(|t| t.as_bytes().to_vec()).collect::<Vec<_>>(), true),
        readings.list.iter().flat_map(|r| r.iter().flat_map(|n| n.to_le_bytes())).collect(),
    ])
}

/// Items one after the other, behind the offset of each (and of the end where `closed`).
fn with_offsets(items: &[Vec<u8>], closed: bool) -> Vec<u8> {
    let count = items.len() + usize::from(closed);
    let mut at = 4 * count;
    let mut bytes = Vec::new();
    for item in items {
        bytes.extend((at as u32).to_le_bytes());
        at += item.len();
    }
    if closed {
        bytes.extend((at as u32).to_le_bytes());
    }
    bytes.extend(items.iter().flatten());
    bytes
}

fn plain(text: &str) -> String {
    text.replace('ё', "е")
}

/// Readings without doubles.
#[derive(Default)]
struct Readings {
    list: Vec<[u32; 3]>,
    ids: BTreeMap<[u32; 3], u16>,
}

impl Readings {
    fn id(&mut self, opencorpora: &str) -> u16 {
        let reading = reading(opencorpora);
        let next = self.list.len() as u16;
        *self.ids.entry(reading).or_insert_with(|| {
            self.list.push(reading);
            next
        })
    }
}

/// Translates a tag of OpenCorpora: tag, parts of speech, kind.
fn reading(opencorpora: &str) -> [u32; 3] {
    let grammemes: Vec<&str> = opencorpora.split([',', ' ']).collect();
    let has = |g: &str| grammemes.contains(&g);
    let one_of = |names: &[&str]| names.iter().any(|n| has(n));
    use Upos::*;
    let allowed: &[Upos] = match grammemes[0] {
        "NOUN" => &[Noun, Propn],
        "ADJF" | "ADJS" if has("Apro") => &[Det, Pron, Adj],
        "ADJF" | "ADJS" => &[Adj],
        "COMP" => &[Adj, Adv],
        "VERB" | "INFN" | "GRND" => &[Verb],
        "PRTF" | "PRTS" => &[Verb, Adj],
        "NUMR" => &[Num],
        "ADVB" => &[Adv],
        "NPRO" => &[Pron],
        "PRED" => &[Adv, Verb, Adj],
        "PREP" => &[Adp],
        "CONJ" => &[Cconj, Sconj],
        "PRCL" => &[Part],
        "INTJ" => &[Intj],
        _ => &[X],
    };
    let kinds = [
        has("Name"),
        has("Surn"),
        has("Patr"),
        has("Geox"),
        one_of(&["Orgn", "Trad"]),
        has("Abbr"),
        one_of(&["COMP", "Supr", "Cmp2"]),
        has("Apro"),
        has("Qual"),
    ];
    debug_assert_eq!(COMPARATIVE, 1 << 6);
    let name = kinds.iter().enumerate().map(|(bit, on)| u32::from(*on) << bit).sum();
    let tag = Tag { upos: allowed[0], feats: feats(grammemes[0], &has) };
    [tag.pack(), allowed.iter().map(|u| 1 << *u as u32).sum(), name]
}

fn feats(part_of_speech: &str, has: &dyn Fn(&str) -> bool) -> Feats {
    let pick = |table: &[(&str, u8)]| table.iter().find(|(g, _)| has(g)).map(|(_, v)| *v);
    let case = [
        ("nomn", Case::Nom),
        ("gent", Case::Gen),
        ("gen1", Case::Gen),
        ("gen2", Case::Gen),
        ("datv", Case::Dat),
        ("accs", Case::Acc),
        ("acc2", Case::Acc),
        ("ablt", Case::Ins),
        ("loct", Case::Loc),
        ("loc1", Case::Loc),
        ("loc2", Case::Loc),
        ("voct", Case::Voc),
    ];
    let participle = matches!(part_of_speech, "PRTF" | "PRTS");
    let common = has("ms-f") || has("Ms-f") || has("GNdr");
    Feats {
        case: case.iter().find(|(g, _)| has(g)).map(|(_, c)| *c),
        number: if has("sing") { Some(Number::Sing) } else { has("plur").then_some(Number::Plur) },
        gender: match () {
            () if common => None,
            () if has("masc") => Some(Gender::Masc),
            () if has("femn") => Some(Gender::Fem),
            () => has("neut").then_some(Gender::Neut),
        },
        animate: if part_of_speech == "NOUN" {
            has("anim").then_some(true).or(has("inan").then_some(false))
        } else {
            None
        },
        person: pick(&[("1per", 1), ("2per", 2), ("3per", 3)]),
        verb_form: match part_of_speech {
            "VERB" => Some(VerbForm::Fin),
            "INFN" => Some(VerbForm::Inf),
            "GRND" => Some(VerbForm::Conv),
            _ => participle.then_some(VerbForm::Part),
        },
        tense: match () {
            () if !matches!(part_of_speech, "VERB" | "PRTF" | "PRTS") => None,
            () if has("past") => Some(Tense::Past),
            () if has("pres") => Some(Tense::Pres),
            () => has("futr").then_some(Tense::Fut),
        },
        aspect: if has("perf") { Some(Aspect::Perf) } else { has("impf").then_some(Aspect::Imp) },
        mood: if has("indc") { Some(Mood::Ind) } else { has("impr").then_some(Mood::Imp) },
        passive: participle && has("pssv"),
    }
}

fn read(source: DictionarySource<'_>) -> Result<Source, BadDictionary> {
    let endings: Vec<String> = serde_json::from_slice(source.suffixes).map_err(|_| BadDictionary("suffixes.json"))?;
    let tags: Vec<String> = serde_json::from_slice(source.tags).map_err(|_| BadDictionary("gramtab"))?;
    let paradigms = read_paradigms(source.paradigms).ok_or(BadDictionary("paradigms.array"))?;
    let fits = |p: &Paradigm| {
        !p.forms.is_empty()
            && p.forms.iter().all(|f| usize::from(f.0) < endings.len() && usize::from(f.1) < tags.len() && f.2 < 3)
    };
    if !paradigms.iter().all(fits) {
        return Err(BadDictionary("paradigms.array"));
    }
    let dawg = Dawg::new(source.words).ok_or(BadDictionary("words.dawg"))?;
    let mut lexemes = BTreeSet::new();
    dawg.keys(&mut |key| {
        let text = key.rsplit(|b| *b == 1).nth(1).and_then(|w| std::str::from_utf8(w).ok());
        let payload = key.rsplit(|b| *b == 1).next().and_then(base64);
        if let (Some(word), Some([a, b, c, d])) = (text, payload)
            && u16::from_be_bytes([c, d]) == 0
            && let Some(paradigm) = paradigms.get(usize::from(u16::from_be_bytes([a, b])))
        {
            let (ending, _, prefix) = paradigm.forms[0];
            let stem = word.strip_prefix(PREFIXES[usize::from(prefix)]);
            if let Some(stem) = stem.and_then(|s| s.strip_suffix(endings[usize::from(ending)].as_str())) {
                lexemes.insert((stem.to_owned(), u16::from_be_bytes([a, b])));
            }
        }
    });
    Ok(Source { endings, tags, paradigms, lexemes })
}

fn read_paradigms(bytes: &[u8]) -> Option<Vec<Paradigm>> {
    let mut numbers = bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]));
    let count = numbers.next()?;
    let mut paradigms = Vec::new();
    for _ in 0..count {
        let length = usize::from(numbers.next()?);
        let all: Vec<u16> = numbers.by_ref().take(length).collect();
        let third = length / 3;
        let forms = (0..third).map(|k| Some((*all.get(k)?, *all.get(third + k)?, *all.get(2 * third + k)?)));
        paradigms.push(Paradigm { forms: forms.collect::<Option<_>>()? });
    }
    Some(paradigms)
}

/// Four bytes in base64.
fn base64(text: &[u8]) -> Option<[u8; 4]> {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let mut bits: u64 = 0;
    for byte in text.iter().filter(|b| **b != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u64::from(value);
    }
    let spare = (6 * text.iter().filter(|b| **b != b'=').count()).checked_sub(32)?;
    Some(((bits >> spare) as u32).to_be_bytes())
}

/// A word graph in the format of dawgdic: a double array of units and a guide to a unit's children and siblings.
struct Dawg<'b> {
    units: Vec<u32>,
    guide: &'b [u8],
}

impl<'b> Dawg<'b> {
    fn new(bytes: &'b [u8]) -> Option<Self> {
        let size = |at: usize| bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize);
        let count = size(0)?;
        let units = bytes.get(4..4 + 4 * count)?;
        let units = units.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let guide = bytes.get(8 + 4 * count..)?.get(..2 * size(4 + 4 * count)?)?;
        Some(Dawg { units, guide })
    }

    fn follow(&self, index: usize, label: u8) -> Option<usize> {
        let unit = *self.units.get(index)?;
        let offset = (unit >> 10) << ((unit & (1 << 9)) >> 6);
        let next = index ^ offset as usize ^ usize::from(label);
        let found = *self.units.get(next)?;
        (found & 0x8000_00ff == u32::from(label)).then_some(next)
    }

    /// Visits every key.
    fn keys(&self, visit: &mut dyn FnMut(&[u8])) {
        let mut key = Vec::new();
        let mut path = vec![(0, self.guide.first().copied().unwrap_or(0))];
        while let Some((index, label)) = path.last_mut() {
            let next = if *label == 0 { None } else { self.follow(*index, *label) };
            let Some(next) = next else {
                path.pop();
                key.pop();
                continue;
            };
            key.push(*label);
            *label = self.guide.get(2 * next + 1).copied().unwrap_or(0);
            if self.units[next] & 0x100 != 0 {
                visit(&key);
            }
            path.push((next, self.guide.get(2 * next).copied().unwrap_or(0)));
        }
    }
}
