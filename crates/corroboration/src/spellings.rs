//! One person under two spellings: "Nicholas Opiyo" in one report, "Nicholas Opio" in another. Only within one event,
//! and never of two whom one report tells apart. Two persons of one surname: two.

use std::collections::BTreeSet;

use model::*;
use strsim::levenshtein;

use crate::hash::plain;
use crate::items::{Item, subject};
use crate::profile::entity_keys;
use crate::relations::share;
use crate::thresholds::SPELT_APART;

/// Persons of one event whose spellings are compared each with each; in larger events only the first ones.
const FEW: usize = 64;

struct Person {
    words: Vec<String>,
    keys: Vec<u64>,
    reports: BTreeSet<usize>,
}

/// The keys that one of some reports has for two of its persons ("Ana Ruiz and her brother Luis Ruiz"), sorted: such a
/// surname says of nobody who it is.
pub(crate) fn shared_surnames(reports: &[&Extracted], some: impl Iterator<Item = usize>) -> Vec<u64> {
    let mut shared: Vec<u64> = Vec::new();
    for report in some.collect::<BTreeSet<usize>>() {
        let persons = reports[report].entities.iter().filter(|e| e.kind == EntityKind::Person && e.keys.len() > 1);
        let mut keys: Vec<u64> = persons.flat_map(entity_keys).collect();
        keys.sort_unstable();
        shared.extend(keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]));
    }
    shared.sort_unstable();
    shared
}

/// Leaves out the shared keys of a person who has others.
pub(crate) fn tell_apart(keys: &mut Vec<u64>, shared: &[u64]) {
    let own = |key: &u64| shared.binary_search(key).is_err();
    if keys.iter().any(own) {
        keys.retain(own);
    }
}

/// Leaves them out in all items about persons.
pub(crate) fn no_shared_surnames(items: &mut [Item], reports: &[&Extracted]) {
    let shared = shared_surnames(reports, items.iter().filter(|i| i.person).map(|i| i.report));
    items.iter_mut().filter(|i| i.person).for_each(|item| tell_apart(&mut item.keys, &shared));
}

/// Gives items about one person whose name is spelt in two ways the keys of both.
pub(crate) fn one_spelling(items: &mut [Item], reports: &[&Extracted]) {
    let persons = persons(items, reports);
    let mut added: Vec<(&[u64], &[u64])> = Vec::new();
    for (n, a) in persons.iter().enumerate() {
        for b in &persons[..n] {
            if near(&a.words, &b.words) && !told_apart(a, b, reports) {
                added.extend([(a.keys.as_slice(), b.keys.as_slice()), (b.keys.as_slice(), a.keys.as_slice())]);
            }
        }
    }
    for item in items.iter_mut().filter(|i| i.person) {
        let more: Vec<u64> =
            added.iter().filter(|(of, _)| share(&item.keys, of)).flat_map(|(_, k)| *k).copied().collect();
        item.keys.extend(more);
        item.keys.sort_unstable();
        item.keys.dedup();
    }
}

/// The persons whom items are about, each once.
fn persons(items: &[Item], reports: &[&Extracted]) -> Vec<Person> {
    let mut found: Vec<Person> = Vec::new();
    for item in items.iter().filter(|i| i.person) {
        let entity = subject(&item.value).0.and_then(|id| reports[item.report].entities.iter().find(|e| e.id == *id));
        let Some(entity) = entity else { continue };
        match found.iter().position(|p| share(&p.keys, &item.keys)) {
            Some(known) => {
                found[known].reports.insert(item.report);
            }
            None if found.len() < FEW => {
                let words: Vec<String> = plain(&entity.name).split(' ').map(str::to_owned).collect();
                found.push(Person { words, keys: item.keys.clone(), reports: BTreeSet::from([item.report]) });
            }
            None => {}
        }
    }
    found
}

/// Whether a report about one of them names the other as somebody else.
fn told_apart(a: &Person, b: &Person, reports: &[&Extracted]) -> bool {
    let names = |report: &usize, keys: &[u64]| {
        let mut of_report = reports[*report].entities.iter().flat_map(entity_keys);
        of_report.any(|key| keys.binary_search(&key).is_ok())
    };
    a.reports.iter().any(|r| names(r, &b.keys)) || b.reports.iter().any(|r| names(r, &a.keys))
}

/// Whether two full names are one but for a letter or two in each word, or for what one of them leaves out.
fn near(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let full = short.len() > 1;
    // One family name and the rest in one order, or a second one behind it: "Ali Mohamed" is not "Mohamed Ali Hassan".
    let in_order = || {
        let mut rest = long.iter();
        short.iter().all(|word| rest.any(|other| other == word))
    };
    let inside = || short.len() < long.len() && (short.last() == long.last() && in_order() || long.starts_with(short));
    full && (inside() || short.len() == long.len() && short.iter().zip(long).all(|(x, y)| one_word(x, y)))
}

/// Whether two words of names are one in two spellings that begin alike.
fn one_word(x: &str, y: &str) -> bool {
    let longest = x.len().max(y.len());
    x == y || (begin_alike(x, y) && levenshtein(x, y) * SPELT_APART <= longest)
}

/// First letters that one sound is written with: "Handziuk", "Gandzyuk".
const SOUNDS: [(u8, u8); 7] =
    [(b'g', b'h'), (b'c', b'k'), (b'i', b'y'), (b'j', b'y'), (b'e', b'y'), (b'v', b'w'), (b'i', b'j')];

/// Whether two words begin with one sound, or one of them has an "e" before it: "Kateryna", "Ekaterina".
fn begin_alike(x: &str, y: &str) -> bool {
    let (Some(a), Some(b)) = (x.bytes().next(), y.bytes().next()) else { return false };
    let leads = |x: &str, b: u8| x.starts_with('e') && x.as_bytes().get(1) == Some(&b);
    a == b || SOUNDS.contains(&(a, b)) || SOUNDS.contains(&(b, a)) || leads(x, b) || leads(y, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_or_two_is_a_spelling() {
        let words = |name: &str| plain(name).split(' ').map(str::to_owned).collect::<Vec<_>>();
        let check = |a: &str, b: &str| near(&words(a), &words(b));
        assert!(check("Nicholas Opiyo", "Nicholas Opio"));
        assert!(check("Sergei Bugrinets", "Sergey Bugrinec"));
        assert!(check("Kateryna Hordiienko", "Ekaterina Gordiyenko"));
        assert!(check("Amina Laila Odhiambo", "Laila Odhiambo"));
        assert!(!check("Ivan Petrov", "Igor Petrov"));
        assert!(!check("Laila Odhiambo", "Odhiambo"));
        assert!(!check("Amina Laila Odhiambo", "Laila Ochieng"));
        assert!(!check("Maria Orlova", "Maria Pavlova"));
        assert!(!check("Orlova", "Orlowa"));
        assert!(!check("Anna Fedorova", "Anna Sidorova"));
        assert!(!check("Ivan Levchenko", "Ivan Shevchenko"));
        assert!(!check("Ali Mohamed", "Mohamed Ali Hassan"));
        assert!(check("Lucia Quintero", "Lucia Quintero Rios"));
    }
}
