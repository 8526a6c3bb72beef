//! Who speaks: the independent voices behind the claims about one event, and why several reports are one voice.

use std::collections::{BTreeMap, BTreeSet};

use model::*;

use crate::copies::{copies, translations};
use crate::hash::{hash, plain};
use crate::items::Item;
use crate::profile::entity_keys;
use crate::relations::overlap;
use crate::thresholds::{RELAYED_CLAIMS, RELAYED_OF_ALL, RELAYED_SHARE};

/// The voices of an event.
#[derive(Debug)]
pub(crate) struct Voices {
    pub(crate) origins: Vec<Origin>,
    own: BTreeMap<usize, usize>,
    quoted: BTreeMap<(usize, usize), usize>,
}

impl Voices {
    /// Index of the origin of a report's own words.
    pub(crate) fn of_report(&self, report: usize) -> usize {
        self.own[&report]
    }

    /// Index of the origin that a claim is attributed to; none for the report's own words.
    pub(crate) fn quoted(&self, report: usize, claim: usize) -> Option<usize> {
        self.quoted.get(&(report, claim)).copied()
    }
}

/// A part of a whole that grows: whose voice, and why it is one.
#[derive(Debug, Default, Clone)]
struct Voice {
    reports: BTreeSet<usize>,
    name: Option<String>,
    why: Vec<String>,
}

struct Net<'r> {
    reports: &'r [&'r Extracted],
    members: Vec<usize>,
    root: Vec<usize>,
    voices: Vec<Voice>,
    by_key: BTreeMap<u64, usize>,
}

/// Finds the voices of an event told by `members` (indices of reports, main ones first) in `items`.
pub(crate) fn voices(reports: &[&Extracted], members: &[usize], items: &[Item]) -> Voices {
    let mut net = Net::new(reports, members);
    net.one_publisher();
    net.one_text();
    let quoted = net.speakers(items);
    net.quoted_posts();
    net.relayed(items, &quoted);
    net.finish(&quoted)
}

impl<'r> Net<'r> {
    fn new(reports: &'r [&'r Extracted], members: &[usize]) -> Self {
        let own = |n: &usize| Voice { reports: BTreeSet::from([*n]), ..Voice::default() };
        Net {
            reports,
            members: members.to_vec(),
            root: (0..members.len()).collect(),
            voices: members.iter().map(own).collect(),
            by_key: BTreeMap::new(),
        }
    }

    fn report(&self, member: usize) -> &'r Extracted {
        self.reports[self.members[member]]
    }

    fn find(&mut self, mut n: usize) -> usize {
        while self.root[n] != n {
            self.root[n] = self.root[self.root[n]];
            n = self.root[n];
        }
        n
    }

    fn unite(&mut self, a: usize, b: usize, why: Option<String>) {
        let (a, b) = (self.find(a), self.find(b));
        let (into, from) = (a.min(b), a.max(b));
        if into != from {
            self.root[from] = into;
            let moved = std::mem::take(&mut self.voices[from]);
            let voice = &mut self.voices[into];
            voice.reports.extend(moved.reports);
            voice.why.extend(moved.why);
            voice.name = voice.name.take().or(moved.name);
            if let Some(why) = why.filter(|w| !voice.why.contains(w)) {
                voice.why.push(why);
            }
        }
    }

    /// Reports of one publisher are one voice.
    fn one_publisher(&mut self) {
        for member in 0..self.members.len() {
            let Some(source) = &self.report(member).report.source else { continue };
            let Some(name) = source.name.clone().or_else(|| source.url.as_deref().map(site)) else { continue };
            let key = hash(&plain(&name));
            self.voices[member].name.get_or_insert_with(|| name.clone());
            self.key(key, member, Some(format!("one publisher: {name}")));
            let report = self.report(member);
            for part in agencies(&name).filter(|part| !is_place(report, part)) {
                self.key(hash(&plain(part)), member, Some(format!("one publisher: {part}")));
            }
            if let Some(site) = source.url.as_deref().map(site) {
                self.key(hash(&plain(&site)), member, Some(format!("one publisher: {name}")));
            }
        }
    }

    fn key(&mut self, key: u64, node: usize, why: Option<String>) {
        match self.by_key.get(&key).copied() {
            Some(other) => self.unite(other, node, why),
            None => {
                self.by_key.insert(key, node);
            }
        }
    }

    /// Copies and translations are one voice.
    fn one_text(&mut self) {
        if self.members.len() < 2 {
            return;
        }
        let reports: Vec<&Extracted> = (0..self.members.len()).map(|n| self.report(n)).collect();
        for (a, b, share) in copies(&reports) {
            let (one, other) = (&reports[a].report.id, &reports[b].report.id);
            self.unite(
                a,
                b,
                Some(format!("near copy: {:.0} % of the words of {one} and {other} are the same", 100.0 * share)),
            );
        }
        for (a, b, share) in translations(&reports) {
            let (one, other) = (&reports[a].report.id, &reports[b].report.id);
            let note = format!(
                "translation: {:.0} % of the names and numbers of {one} and {other} are the same, in the same order",
                100.0 * share
            );
            self.unite(a, b, Some(note));
        }
    }

    /// The voice that each attributed item is attributed to, the nearest speaker of its chain.
    fn speakers(&mut self, items: &[Item]) -> BTreeMap<(usize, usize), usize> {
        let mut of_entity: BTreeMap<(usize, &EntityId), usize> = BTreeMap::new();
        let mut quoted = BTreeMap::new();
        for item in items {
            let report = self.reports[item.report];
            let claim = &report.claims[item.claim];
            let Some(speaker) = claim.by.first() else { continue };
            let node = match of_entity.get(&(item.report, speaker)) {
                Some(node) => *node,
                None => {
                    let node = self.speaker(item.report, speaker, claim.by_names.first());
                    of_entity.insert((item.report, speaker), node);
                    node
                }
            };
            let root = self.find(node);
            self.voices[root].reports.insert(item.report);
            quoted.insert((item.report, item.claim), node);
        }
        quoted
    }

    fn speaker(&mut self, report: usize, id: &EntityId, name: Option<&String>) -> usize {
        let report = self.reports[report];
        let entity = report.entities.iter().find(|e| e.id == *id);
        let name = entity.map(|e| e.name.clone()).or_else(|| name.cloned());
        let node = self.voices.len();
        self.root.push(node);
        self.voices.push(Voice { name: name.clone(), ..Voice::default() });
        let said = name.as_deref().map(|n| format!("the words of {n}"));
        let mut keys: BTreeSet<u64> = entity.map(entity_keys).unwrap_or_default().into_iter().collect();
        keys.extend(name.as_deref().map(|n| hash(&plain(n))));
        for key in keys {
            self.key(key, node, said.clone());
        }
        for organisation in entity.into_iter().flat_map(|e| led_by(report, e)) {
            let why = said.as_ref().map(|s| format!("{s} for {}", organisation.name));
            for key in entity_keys(organisation).into_iter().chain([hash(&plain(&organisation.name))]) {
                self.key(key, node, why.clone());
            }
        }
        node
    }

    /// A report is a voice's echo if at least half of its claims are that voice's; or half of those that it attributes
    /// to anybody, and more than one: what it tells beside them it mostly knows from there.
    fn relayed(&mut self, items: &[Item], quoted: &BTreeMap<(usize, usize), usize>) {
        let mut told: BTreeMap<usize, (usize, BTreeMap<usize, usize>)> = BTreeMap::new();
        // A denial counts where the report affirms no act: it only tells what somebody denies.
        let affirmed = |i: &&Item| i.polarity == Polarity::Affirmed;
        let acts = items.iter().filter(affirmed).filter(|i| matches!(i.value, Value::Act(_)));
        let affirm: BTreeSet<usize> = acts.map(|i| i.report).collect();
        // What was done about it, and what is asked for, is another matter.
        let of_event = |i: &&Item| !matches!(i.value, Value::Response(_) | Value::Demand(_) | Value::Alerted(_));
        for item in items.iter().filter(of_event).filter(|i| affirmed(i) || !affirm.contains(&i.report)) {
            let (all, of_node) = told.entry(item.report).or_default();
            *all += 1;
            if let Some(node) = quoted.get(&(item.report, item.claim)) {
                *of_node.entry(*node).or_default() += 1;
            }
        }
        for member in 0..self.members.len() {
            let (all, of_node) = told.remove(&self.members[member]).unwrap_or_default();
            let mut of_voice: BTreeMap<usize, usize> = BTreeMap::new();
            for (node, n) in of_node {
                *of_voice.entry(self.find(node)).or_default() += n;
            }
            let attributed: usize = of_voice.values().sum();
            let most = of_voice.into_iter().max_by_key(|(node, n)| (*n, std::cmp::Reverse(*node)));
            let share = |n: usize, of: usize| n as f32 >= RELAYED_SHARE * of as f32;
            let many = |n: usize| n >= RELAYED_CLAIMS && n as f32 >= RELAYED_OF_ALL * all as f32;
            match most {
                Some((node, n)) if share(n, all) => self.echo(member, node, format!("{n} of the {all} claims")),
                Some((node, n)) if many(n) && share(n, attributed) => {
                    self.echo(member, node, format!("{n} of the {attributed} attributed claims"));
                }
                None if self.report(member).claims.iter().all(|c| c.by.is_empty()) => self.only_quoted(member),
                _ => {}
            }
        }
    }

    /// Of a report that attributes no claim, the one voice that it quotes is the one that it knows them from; an authority
    /// is rather asked what it says to them.
    fn only_quoted(&mut self, member: usize) {
        let report = self.members[member];
        let quoted = self.report(member).quotes.iter().filter_map(|q| q.speaker.as_ref());
        let nodes: Vec<usize> = quoted.map(|speaker| self.speaker(report, speaker, None)).collect();
        let roots: BTreeSet<usize> = nodes.into_iter().map(|node| self.find(node)).collect();
        let speakers = || self.report(member).quotes.iter().filter_map(|q| q.speaker.as_ref());
        let official = |id: &EntityId| {
            let entity = self.report(member).entities.iter().find(|e| e.id == *id);
            entity.is_some_and(|e| e.kind == EntityKind::Authority || e.occupation == Some(Occupation::Official))
        };
        if speakers().any(official) {
            return;
        }
        if let (Some(node), None) = (roots.first(), roots.iter().nth(1)) {
            self.echo(member, *node, "all quotations".to_owned());
        }
    }

    /// Who is quoted speaks for those whom their post names, whatever claims come from there.
    fn quoted_posts(&mut self) {
        for member in 0..self.members.len() {
            let report = self.members[member];
            for speaker in self.report(member).quotes.iter().filter_map(|q| q.speaker.as_ref()) {
                self.speaker(report, speaker, None);
            }
        }
    }

    /// Makes a report one with the voice that so much of what it tells comes from.
    fn echo(&mut self, member: usize, node: usize, share: String) {
        let name = self.voices[node].name.clone().unwrap_or_default();
        let id = &self.report(member).report.id;
        let why = format!("{share} of {id} are the words of {name}");
        self.unite(member, node, Some(why));
        let root = self.find(member);
        self.voices[root].name = Some(name);
    }

    fn finish(mut self, quoted: &BTreeMap<(usize, usize), usize>) -> Voices {
        let own: Vec<usize> = (0..self.members.len()).map(|n| self.find(n)).collect();
        let said: BTreeMap<(usize, usize), usize> = quoted.iter().map(|(at, n)| (*at, self.find(*n))).collect();
        let mut order: Vec<usize> = own.iter().chain(said.values()).copied().collect();
        order.sort_unstable();
        order.dedup();
        let number: BTreeMap<usize, usize> = order.iter().enumerate().map(|(n, root)| (*root, n)).collect();
        let origin = |(n, root): (usize, &usize)| {
            let voice = &self.voices[*root];
            let reports: Vec<ReportId> = voice.reports.iter().map(|r| self.reports[*r].report.id.clone()).collect();
            Origin {
                id: OriginId(format!("o{}", n + 1)),
                reports,
                voice: voice.name.clone(),
                why: why(voice, *root < self.members.len()),
            }
        };
        Voices {
            origins: order.iter().enumerate().map(origin).collect(),
            own: self.members.iter().zip(&own).map(|(report, root)| (*report, number[root])).collect(),
            quoted: said.into_iter().map(|(at, root)| (at, number[&root])).collect(),
        }
    }
}

fn why(voice: &Voice, own: bool) -> String {
    match (voice.why.is_empty(), own, voice.name.as_deref()) {
        (false, ..) => voice.why.join("; "),
        (true, true, _) => "own statement".to_owned(),
        (true, false, name) => format!("quoted: {}", name.unwrap_or("somebody without a name")),
    }
}

/// "AFP (Daily Planet)": the agency and the one that prints its words.
fn agencies(name: &str) -> impl Iterator<Item = &str> {
    let (outer, inner) = name.split_once('(').unwrap_or((name, ""));
    let inner = inner.split(')').next().unwrap_or_default();
    let parts = [outer.trim(), inner.trim()].into_iter().filter(|_| !inner.is_empty());
    parts.filter(|part| part.starts_with(char::is_uppercase))
}

/// "The Star (Kenya)" is told apart from others of its name, and has no agency.
fn is_place(report: &Extracted, name: &str) -> bool {
    report.entities.iter().any(|e| e.kind == EntityKind::Place && plain(&e.name) == plain(name))
}

/// The site of an address, without what stands before and after it.
fn site(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// Organisations of a report for which a person speaks: the one that they are of, and those in the words of their post.
fn led_by<'r>(report: &'r Extracted, person: &'r Entity) -> impl Iterator<Item = &'r Entity> {
    let role = person.role.as_deref().filter(|_| person.kind == EntityKind::Person).map(plain).unwrap_or_default();
    let holds = move |name: &str| {
        let name = plain(name);
        !role.is_empty()
            && name.len() > 2
            && name.split(' ').count() <= role.split(' ').count()
            && overlap(&name, &role) >= 1.0
    };
    let named = move |e: &&Entity| {
        let is_of = person.body.as_ref() == Some(&e.id);
        e.kind == EntityKind::Organisation && (is_of || [&e.name].into_iter().chain(&e.aliases).any(|n| holds(n)))
    };
    report.entities.iter().filter(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_and_who_prints_it() {
        let parts = |name| agencies(name).collect::<Vec<_>>();
        assert_eq!(parts("AFP (Daily Planet)"), ["AFP", "Daily Planet"]);
        assert_eq!(parts("Herald (machine translation)"), ["Herald"]);
        assert!(parts("Herald").is_empty());
    }

    #[test]
    fn the_site_of_an_address() {
        for (url, expect) in [
            ("https://www.example.org/a/b?c", "example.org"),
            ("example.org", "example.org"),
            ("http://news.example.org:80/", "news.example.org"),
        ] {
            assert_eq!(site(url), expect);
        }
    }
}
