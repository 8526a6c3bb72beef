//! A report as far as rules have read it, and the candidates in it with their features.
//!
//! Two kinds of features: those that hold in any language (roles that rules gave, places in the text, counts), and
//! words of the language, which only a model of that language has weights for.

use std::collections::{BTreeMap, HashMap};

use model::{Edtf, EntityKind, EventRole, Modality, PlaceType, Polarity};
use syntax::{Deprel, Upos};

use super::features::{Features, amount, share};
use crate::convert::Reading;
use crate::doc::Doc;
use crate::document::LocalEvent;
use crate::lexicon::Kind;
use crate::lists::List;
use crate::phrases::Phrase;
use crate::quotes::Quotation;
use crate::relation::{Relation, is_passive, relation};
use crate::tellings::{Telling, family};

/// What rules say of a phrase beside an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Does,
    Suffers,
    Owns,
    With,
}

impl Part {
    fn word(self) -> &'static str {
        match self {
            Part::Does => "does",
            Part::Suffers => "suffers",
            Part::Owns => "owns",
            Part::With => "with",
        }
    }
}

/// A report with what rules found in it, turned so that it can be asked of a phrase or an entity.
pub(crate) struct Scene<'s, 'a> {
    pub doc: &'s Doc<'a>,
    pub phrases: &'s [Phrase],
    pub told: &'s [Telling],
    pub events: &'s [LocalEvent],
    /// The event of each telling.
    event_of: Vec<usize>,
    /// Parts in tellings, by phrase.
    parts: HashMap<usize, Vec<(usize, Part, u8)>>,
    /// The list of several persons that each phrase stands in.
    list_of: HashMap<usize, &'s List>,
    /// How often each entity is quoted.
    quoted: HashMap<usize, usize>,
    quotes: usize,
    pub(super) counts: Counts,
}

/// What candidates are compared with, counted once.
#[derive(Default)]
pub(super) struct Counts {
    /// Numbers of mentions of the entities of each kind, the least first.
    pub(super) mentions: HashMap<EntityKind, Vec<usize>>,
    /// The same of places of each kind.
    pub(super) places: HashMap<PlaceType, Vec<usize>>,
    /// Mentions of places in each country.
    pub(super) countries: HashMap<String, usize>,
    /// Places before each entity.
    pub(super) places_before: Vec<usize>,
    /// Tellings of violence that happened.
    pub(super) violence: usize,
    /// Tellings that each entity is the place of.
    pub(super) acts_at: HashMap<usize, Vec<usize>>,
    /// Tellings told with each time.
    pub(super) acts_on: HashMap<usize, Vec<usize>>,
    /// The times that are judged: those with a date, the first of a report.
    pub(super) times: Vec<usize>,
    /// Their dates, and how many have each.
    pub(super) dates: BTreeMap<Edtf, usize>,
    /// The one of them that goes on longest.
    pub(super) latest: Option<Edtf>,
}

/// So many times, of the first of a report, are judged.
const TIMES: usize = 100;
/// So many acts of one sentence are looked at.
pub(super) const ACTS: usize = 10;
/// So many phrases of one entity are looked at.
pub(super) const MENTIONS: usize = 40;

impl Counts {
    fn new(doc: &Doc<'_>, phrases: &[Phrase], told: &[Telling]) -> Self {
        let mut counts = Counts::default();
        for entity in &doc.names.entities {
            counts.mentions.entry(entity.kind).or_default().push(entity.mentions.len());
            counts.places_before.push(counts.places.values().map(Vec::len).sum());
            if let Some(place) = entity.place.as_ref().filter(|_| entity.kind == EntityKind::Place) {
                counts.places.entry(place.kind).or_default().push(entity.mentions.len());
                *counts.countries.entry(place.country.clone()).or_default() += entity.mentions.len();
            }
        }
        counts.mentions.values_mut().chain(counts.places.values_mut()).for_each(|list| list.sort_unstable());
        for (number, telling) in told.iter().enumerate() {
            counts.violence += usize::from(telling.happened() && telling.act.code.is_violent());
            for entity in telling.act.places.iter().filter_map(|p| phrases[*p].entity) {
                counts.acts_at.entry(entity).or_default().push(number);
            }
            if let Some(time) = telling.time {
                counts.acts_on.entry(time).or_default().push(number);
            }
        }
        counts.times =
            (0..doc.times.len()).filter(|t| doc.times[*t].edtf.is_some() && !doc.byline[*t]).take(TIMES).collect();
        for date in counts.times.iter().filter_map(|t| doc.times[*t].edtf.as_ref()) {
            *counts.dates.entry(date.clone()).or_default() += 1;
        }
        counts.latest = counts.dates.keys().max_by_key(|date| date.bounds().1).cloned();
        counts
    }
}

/// How many of an ordered list are greater than a number.
pub(super) fn above(list: &[usize], n: usize) -> usize {
    list.len() - list.partition_point(|m| *m <= n)
}

/// Phrases that stand for one person, body or thing: those of one entity, or those of the same words.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    pub entity: Option<usize>,
    /// The words of its first phrase, without what is before the first content word.
    pub words: String,
    pub phrases: Vec<usize>,
}

impl<'s, 'a> Scene<'s, 'a> {
    pub(crate) fn new(doc: &'s Doc<'a>, read: &'s Reading, quotes: &[Quotation]) -> Self {
        let Reading { phrases, lists, told, events } = read;
        let mut event_of = vec![0; told.len()];
        for (number, event) in events.iter().enumerate() {
            event.tellings.iter().for_each(|t| event_of[*t] = number);
        }
        let mut parts: HashMap<usize, Vec<(usize, Part, u8)>> = HashMap::new();
        for (number, telling) in told.iter().enumerate() {
            let act = &telling.act;
            for role in &act.patients {
                let part = if phrases[role.phrase].entity.is_none() && phrases[role.phrase].owner.is_some() {
                    Part::Owns
                } else {
                    Part::Suffers
                };
                parts.entry(role.phrase).or_default().push((number, part, role.trust));
            }
            for role in &act.agents {
                parts.entry(role.phrase).or_default().push((number, Part::Does, role.trust));
            }
            for phrase in &act.instruments {
                parts.entry(*phrase).or_default().push((number, Part::With, 1));
            }
        }
        let mut quoted: HashMap<usize, usize> = HashMap::new();
        for entity in quotes.iter().filter_map(|q| phrases[q.speaker?].entity) {
            *quoted.entry(entity).or_default() += 1;
        }
        let several = lists.iter().filter(|list| list.members.len() > 1);
        let list_of = several.flat_map(|list| list.members.iter().map(move |p| (*p, list))).collect();
        Scene {
            doc,
            phrases,
            told,
            events,
            event_of,
            parts,
            list_of,
            quoted,
            quotes: quotes.len(),
            counts: Counts::new(doc, phrases, told),
        }
    }

    /// All that a role can be filled with, in the order of the text.
    pub(crate) fn clusters(&self) -> Vec<Cluster> {
        let mut found: Vec<Cluster> = Vec::new();
        let (mut of_entity, mut of_words) = (HashMap::new(), HashMap::new());
        for (number, phrase) in self.phrases.iter().enumerate() {
            if phrase.none || (phrase.pronoun && phrase.entity.is_none()) {
                continue;
            }
            let words = self.doc.described(phrase);
            let at = match phrase.entity {
                Some(entity) => *of_entity.entry(entity).or_insert(found.len()),
                None => *of_words.entry(words.to_lowercase()).or_insert(found.len()),
            };
            match found.get_mut(at) {
                Some(cluster) => cluster.phrases.push(number),
                None => found.push(Cluster { entity: phrase.entity, words, phrases: vec![number] }),
            }
        }
        found
    }

    /// The times that are judged.
    pub(crate) fn times(&self) -> Vec<usize> {
        self.counts.times.clone()
    }

    /// The entities of places that are judged.
    pub(crate) fn places(&self) -> Vec<usize> {
        let entities = self.doc.names.entities.iter().enumerate();
        entities.filter(|(_, e)| e.kind == EntityKind::Place && e.place.is_some()).map(|(n, _)| n).collect()
    }

    pub(super) fn block(&self, token: usize) -> &'static str {
        match self.doc.block_number.get(token).copied().unwrap_or(9) {
            0 => "headline",
            1 => "first",
            2 => "second",
            3 => "third",
            4..=6 => "early",
            _ => "late",
        }
    }

    pub(super) fn said(&self, telling: &Telling) -> &'static str {
        match (telling.said.polarity, telling.said.modality) {
            (Polarity::Denied, _) => "denied",
            (_, Modality::Actual) => "actual",
            (_, Modality::Attempted) => "attempted",
            (_, Modality::Threatened) => "threatened",
            _ => "unreal",
        }
    }

    pub(super) fn role_of_event(&self, telling: usize) -> &'static str {
        match self.events[self.event_of[telling]].role {
            EventRole::Main => "main",
            EventRole::Part => "part",
            EventRole::Background => "background",
            EventRole::Context => "context",
        }
    }

    /// Features of an entity or of phrases of the same words.
    pub(crate) fn of_cluster(&self, cluster: &Cluster, all: &mut Features) {
        self.standing(cluster, all);
        for phrase in cluster.phrases.iter().take(MENTIONS) {
            self.rules_say(*phrase, all);
            self.around(*phrase, all);
            self.beside(*phrase, all);
        }
        self.inside(cluster, all);
    }

    /// How much the report speaks of it, and where.
    fn standing(&self, cluster: &Cluster, all: &mut Features) {
        let doc = self.doc;
        all.put(&["bias"]);
        all.put(&["times", amount(cluster.phrases.len())]);
        all.put(&["violence told", amount(self.counts.violence)]);
        let first = self.phrases[cluster.phrases[0]].head;
        all.put(&["first in", self.block(first)]);
        for phrase in &cluster.phrases {
            let block = self.block(self.phrases[*phrase].head);
            if matches!(block, "headline" | "first" | "second") {
                all.put(&["in", block]);
            }
        }
        let Some(entity) = cluster.entity else { return };
        let draft = &doc.names.entities[entity];
        let same_kind = self.counts.mentions.get(&draft.kind).map_or(&[][..], Vec::as_slice);
        all.put(&["share", share(draft.mentions.len(), same_kind.iter().sum())]);
        all.put(&["rank", amount(above(same_kind, draft.mentions.len()))]);
        all.put(&["of", amount(same_kind.len())]);
        all.put(&["kind", draft.kind.as_str()]);
        all.put(&["kind and times", draft.kind.as_str(), amount(draft.mentions.len())]);
        all.put(&["names", amount(draft.name.split_whitespace().count())]);
        all.put(&["occupation", draft.occupation.map_or("none", |o| o.as_str())]);
        all.put(&["sex", draft.sex.map_or("none", |o| o.as_str())]);
        let post = draft.role.as_deref().map(|r| doc.is_post_of_state(r));
        all.put(&["post", ["none", "other", "of the state"][post.map_or(0, |p| 1 + usize::from(p))]]);
        let quoted = self.quoted.get(&entity).copied().unwrap_or(0);
        all.put(&["quoted", amount(quoted)]);
        if quoted > 0 {
            all.put(&["quoted of all", share(quoted, self.quotes)]);
        }
        if let Some(title) = doc.report.title.as_deref() {
            let named = draft.name.split_whitespace().any(|w| w.chars().count() > 3 && title.contains(w));
            all.put(&["in title", if named { "yes" } else { "no" }]);
        }
        for word in draft.role.as_deref().unwrap_or_default().split_whitespace() {
            all.put(&["w:role", &word.to_lowercase()]);
        }
    }

    /// What rules made of a phrase, and the acts beside it.
    fn rules_say(&self, number: usize, all: &mut Features) {
        let phrase = &self.phrases[number];
        for (telling, part, trust) in self.parts.get(&number).into_iter().flatten() {
            let told = &self.told[*telling];
            let (part, code) = (part.word(), told.act.code.as_str());
            let event = self.role_of_event(*telling);
            all.put(&[part]);
            all.put(&[part, code]);
            all.put(&[part, event]);
            all.put(&[part, event, family(told.act.code).as_str()]);
            all.put(&[part, "trust", amount(usize::from(*trust))]);
            all.put(&[part, self.said(told)]);
            all.put(&[part, self.block(told.act.token)]);
            if told.act.harm {
                all.put(&[part, "harm"]);
            }
        }
        // The act told nearest to it in its sentence.
        let sentence = self.doc.sentence(phrase.head);
        let next = self.told.partition_point(|t| t.act.token < phrase.head);
        let near = [next.checked_sub(1), Some(next)].into_iter().flatten().filter(|n| *n < self.told.len());
        let near = near.map(|n| (n, &self.told[n])).filter(|(_, t)| sentence.contains(&t.act.token));
        let nearest = near.min_by_key(|(_, t)| t.act.token.abs_diff(phrase.head));
        let Some((at, nearest)) = nearest else {
            all.put(&["no act in its sentence"]);
            return;
        };
        let side = if nearest.act.token < phrase.head { "after" } else { "before" };
        let far = match nearest.act.token.abs_diff(phrase.head) {
            0..=2 => "at",
            3..=6 => "near",
            7..=14 => "off",
            _ => "far from",
        };
        let kind = kind_word(phrase.kind);
        all.put(&[far, side, nearest.act.code.as_str()]);
        all.put(&[kind, far, side, family(nearest.act.code).as_str()]);
        all.put(&[far, side, self.role_of_event(at)]);
        all.put(&["beside", family(nearest.act.code).as_str(), self.said(nearest)]);
        // Whether somebody else suffers in the same sentence.
        for role in nearest.act.patients.iter().filter(|r| r.phrase != number) {
            let other = &self.phrases[role.phrase];
            let kind = other.entity.map_or("described", |e| self.doc.names.entities[e].kind.as_str());
            all.put(&["another suffers", kind]);
            all.put(&["another suffers", kind, far, side]);
        }
        for role in nearest.act.agents.iter().filter(|r| r.phrase != number) {
            let other = &self.phrases[role.phrase];
            let kind = other.entity.map_or("described", |e| self.doc.names.entities[e].kind.as_str());
            all.put(&["another does", kind]);
        }
        all.put(&["w:nearest", self.doc.lemma(nearest.act.token), side]);
    }

    /// What rules made of the others in its list.
    fn beside(&self, number: usize, all: &mut Features) {
        let Some(list) = self.list_of.get(&number).map(|list| &list.members) else { return };
        all.put(&["list of", amount(list.len())]);
        for (telling, part, _) in list.iter().filter(|p| **p != number).flat_map(|p| self.parts.get(p)).flatten() {
            let (part, event) = (part.word(), self.role_of_event(*telling));
            all.put(&["another of the list", part, event]);
            all.put(&["another of the list", part, event, family(self.told[*telling].act.code).as_str()]);
        }
    }

    /// The words that it hangs on and those before and after it.
    fn around(&self, number: usize, all: &mut Features) {
        let (doc, phrase) = (self.doc, &self.phrases[number]);
        let mut top = phrase.top;
        let mut listed = false;
        for _ in 0..4 {
            let token = &doc.analysis.tokens[top];
            match (token.deprel, token.head) {
                (Deprel::Conj | Deprel::Appos | Deprel::Flat | Deprel::FlatName, Some(head)) => {
                    (top, listed) = (head, true)
                }
                _ => break,
            }
        }
        let preposition = phrase.preposition.map_or("-", |p| doc.lemma(p));
        all.put(&["w:preposition", preposition]);
        if let Some(head) = doc.analysis.tokens[top].head {
            let verb = doc.analysis.tokens[head].upos == Upos::Verb;
            let how = match relation(doc, head, phrase).map(|(r, _)| r) {
                Some(Relation::Subject) => "subject",
                Some(Relation::PassiveSubject) => "passive subject",
                Some(Relation::Object) => "object",
                Some(Relation::Agent) => "agent",
                Some(Relation::Preposition(_)) => preposition,
                Some(Relation::Of) => "of",
                Some(Relation::Owner) => "owner",
                Some(Relation::Compound) => "compound",
                None => "unclear",
            };
            all.put(&["relation", how, if verb { "verb" } else { "other" }]);
            all.put(&["w:hangs", doc.lemma(head), how]);
            all.put(&["w:hangs on", doc.lemma(head)]);
            all.put(&["w:hangs with", doc.lemma(phrase.head), doc.lemma(head), how]);
            all.put(&["w:hangs as", kind_word(phrase.kind), doc.lemma(head), how]);
            if listed {
                all.put(&["listed"]);
            }
            if let Some(over) = doc.analysis.tokens[head].head {
                all.put(&["w:over", doc.lemma(over)]);
            }
            let voice = if verb && is_passive(doc, head) { "passive" } else { "plain" };
            all.put(&["voice", voice, how]);
        }
        let sentence = doc.sentence(phrase.head);
        for (name, far, at) in [
            ("w:before", "1", phrase.tokens.start.checked_sub(1)),
            ("w:before", "2", phrase.tokens.start.checked_sub(2)),
            ("w:after", "1", Some(phrase.tokens.end)),
            ("w:after", "2", Some(phrase.tokens.end + 1)),
        ] {
            let word = at.filter(|t| sentence.contains(t)).map_or("-", |t| doc.lemma(t));
            all.put(&[name, far, word]);
        }
    }

    /// What it is by its own words.
    fn inside(&self, cluster: &Cluster, all: &mut Features) {
        let doc = self.doc;
        for phrase in cluster.phrases.iter().take(MENTIONS).map(|p| &self.phrases[*p]) {
            let kind = kind_word(phrase.kind);
            all.put(&["phrase", kind, if phrase.by_name { "named" } else { "described" }]);
            if let Some(code) = phrase.instrument {
                all.put(&["instrument", code.as_str()]);
            }
            if let Some(people) = &phrase.people {
                all.put(&["people", people.works_for.map_or("-", |w| w.as_str())]);
                all.put(&["people are", people.occupation.map_or("-", |w| w.as_str())]);
                all.put(&["people group", if people.group { "yes" } else { "no" }]);
            }
            all.put(&["number", if phrase.number.is_some() { "yes" } else { "no" }]);
            if let Some(owner) = phrase.owner {
                all.put(&["owned by", doc.names.entities[owner].kind.as_str()]);
            }
            all.put(&["w:head", doc.lemma(phrase.head)]);
            for token in phrase.tokens.clone() {
                all.put(&["w:inside", doc.lemma(token)]);
            }
        }
        all.put(&["w:whole", &cluster.words.to_lowercase()]);
    }

    /// Features of those who are behind the main event: its acts, and who does and suffers them.
    pub(crate) fn of_perpetrators(&self, all: &mut Features) {
        all.put(&["bias"]);
        for (number, telling) in self.told.iter().enumerate() {
            let event = match self.role_of_event(number) {
                "main" | "part" => "of the event:",
                _ => "of others:",
            };
            let (code, fam) = (telling.act.code.as_str(), family(telling.act.code).as_str());
            all.put(&[event, "code", code]);
            all.put(&[event, "said", self.said(telling), fam]);
            all.put(&[event, "in", self.block(telling.act.token), fam]);
            for (part, roles) in [("suffers", &telling.act.patients), ("does", &telling.act.agents)] {
                if roles.is_empty() {
                    all.put(&[event, part, "nobody", code]);
                }
                for phrase in roles.iter().map(|r| &self.phrases[r.phrase]) {
                    let kind = phrase.entity.map_or("described", |e| self.doc.names.entities[e].kind.as_str());
                    all.put(&[event, part, kind]);
                    all.put(&[event, part, kind, code]);
                    if let Some(people) = &phrase.people {
                        let works_for = people.works_for.map_or("-", |w| w.as_str());
                        all.put(&[event, part, "works for", works_for]);
                        all.put(&[event, part, "works for", works_for, fam]);
                        all.put(&[event, part, "are", people.occupation.map_or("-", |o| o.as_str())]);
                    }
                    if phrase.is_state() {
                        all.put(&[event, part, "of the state", fam]);
                    }
                }
            }
        }
    }
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Target(kind) => kind.as_str(),
        Kind::Person => "person",
        Kind::Group => "group",
        Kind::Organisation => "organisation",
        Kind::Authority => "authority",
        Kind::Place => "place",
        Kind::Protest => "protest",
        Kind::Unknown => "unknown",
        Kind::UnknownThing => "unknown thing",
        Kind::Other => "other",
    }
}
