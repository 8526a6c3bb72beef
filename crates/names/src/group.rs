//! Mentions put together as entities: same words, acronym, surname, another spelling.

use std::collections::{BTreeSet, HashMap};

use model::{DoubtCode, EntityKind};

use crate::acronym;
use crate::doc::Doc;
use crate::entity::{Form, Mention, NameDoubt};
use crate::lexicon::class;
use crate::located::Located;
use crate::rules::Label;
use crate::span::Span;
use crate::word::Shape;

/// Mentions of one entity.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// Person, organisation or place.
    pub(crate) label: Label,
    /// A body named by what it does, in its basic form.
    pub(crate) body: Option<String>,
    /// Its spans, in the order in which they joined.
    pub(crate) spans: Vec<Span>,
    /// How each of them names it.
    pub(crate) forms: Vec<Form>,
    /// Words of its fullest name.
    pub(crate) parts: Vec<String>,
    /// The given name that it has in a case, in its basic form: «Павел» of «Павла Громова».
    given: Option<String>,
    /// Its acronyms.
    pub(crate) acronyms: BTreeSet<String>,
    /// Why they are one.
    pub(crate) why: BTreeSet<&'static str>,
    /// Where its spans start.
    starts: BTreeSet<usize>,
}

impl Group {
    fn new(span: Span, form: Form) -> Self {
        Group {
            label: span.label,
            body: None,
            parts: span.parts.clone(),
            given: None,
            acronyms: span.acronym.iter().cloned().collect(),
            starts: BTreeSet::from([span.tokens.start]),
            spans: vec![span],
            forms: vec![form],
            why: BTreeSet::new(),
        }
    }

    fn join(&mut self, span: Span, form: Form, why: &'static str) {
        self.acronyms.extend(span.acronym.clone());
        self.starts.insert(span.tokens.start);
        self.spans.push(span);
        self.forms.push(form);
        self.why.insert(why);
    }

    /// How far its last span before a token is; behind all of those, its first span after it.
    fn distance(&self, token: usize) -> (bool, usize) {
        match self.starts.range(..=token).next_back() {
            Some(start) => (false, token - start),
            None => (true, self.starts.first().copied().unwrap_or(0)),
        }
    }
}

/// All groups with the ways to find them.
#[derive(Default)]
pub(crate) struct Groups {
    pub(crate) list: Vec<Group>,
    by_name: HashMap<(Label, String), usize>,
    by_word: HashMap<(Label, String), Vec<usize>>,
    by_acronym: HashMap<String, usize>,
    by_initials: HashMap<String, usize>,
    /// Places that the gazetteer knows, by their first letter.
    by_letter: HashMap<char, Vec<usize>>,
    doubts: Vec<NameDoubt>,
}

/// The most groups that are looked at for one word.
const MOST_CANDIDATES: usize = 24;

/// Puts names together.
pub(crate) fn groups(doc: &Doc, mut spans: Vec<Span>, located: &Located) -> (Vec<Group>, Vec<NameDoubt>) {
    let introduced = acronym::introduced(doc, &mut spans);
    let mut groups = Groups::default();
    let (acronyms, mut names): (Vec<Span>, Vec<Span>) = spans.into_iter().partition(|s| s.acronym.is_some());
    let unknown = |s: &Span| s.label == Label::Place && located.of(&s.tokens).is_none();
    names.sort_by_key(|s| (unknown(s), std::cmp::Reverse(telling_parts(s).len()), s.tokens.start));
    for span in names {
        match span.label {
            Label::Person => groups.add_person(doc, span),
            Label::Organisation => groups.add_organisation(doc, span),
            Label::Place => groups.add_place(doc, span, located),
        }
    }
    groups.introduce(doc, &introduced);
    for span in acronyms {
        groups.add_acronym(span);
    }
    for group in &mut groups.list {
        let mut order: Vec<usize> = (0..group.spans.len()).collect();
        order.sort_by_key(|&i| group.spans[i].tokens.start);
        group.forms = order.iter().map(|&i| group.forms[i]).collect();
        group.spans = order.iter().map(|&i| group.spans[i].clone()).collect();
    }
    (groups.list, groups.doubts)
}

/// Words of a person's name that tell it from others: neither initials nor patronymic.
fn telling_parts(span: &Span) -> Vec<String> {
    let is_patronymic =
        |p: &&String| ["ovich", "evich", "ovn", "evn", "ichn"].iter().any(|e| p.ends_with(e)) && p.len() > 6;
    let telling: Vec<String> = span.parts.iter().filter(|p| p.len() > 1 && !is_patronymic(p)).cloned().collect();
    if span.label != Label::Person || telling.is_empty() { span.parts.clone() } else { telling }
}

impl Groups {
    fn create(&mut self, span: Span, form: Form, parts: Vec<String>) -> usize {
        let id = self.list.len();
        let label = span.label;
        self.by_name.insert((label, sorted(&parts)), id);
        for part in &parts {
            self.by_word.entry((label, part.clone())).or_default().push(id);
        }
        let mut group = Group::new(span, form);
        group.parts = parts;
        self.list.push(group);
        id
    }

    fn add_place(&mut self, doc: &Doc, span: Span, located: &Located) {
        let known = located.of(&span.tokens).map(|(_, resolved)| format!("#{}", resolved.candidate.index()));
        let parts = known.clone().map_or_else(|| span.parts.clone(), |index| vec![index]);
        if let Some(&id) = self.by_name.get(&(span.label, sorted(&parts))) {
            return self.list[id].join(span, Form::Name, "same place");
        }
        let word = |span: &Span| doc.words[span.tokens.start].lower.clone();
        let letter = word(&span).chars().next().unwrap_or_default();
        if known.is_some() {
            let id = self.create(span, Form::Name, parts);
            return self.by_letter.entry(letter).or_default().push(id);
        }
        let alike = |id: &&usize| {
            let mut spans = self.list[**id].spans.iter().take(MOST_CANDIDATES);
            let apart =
                |s: &Span| doc.analysis.sentence_of(s.tokens.start) != doc.analysis.sentence_of(span.tokens.start);
            let slip = |s: &Span| s.tokens.len() == 1 && is_slip_of_word(&word(s), &word(&span)) && apart(s);
            span.tokens.len() == 1 && spans.any(slip)
        };
        let near = self.by_letter.get(&letter).map_or(&[][..], Vec::as_slice);
        match near.iter().take(MOST_CANDIDATES).find(alike).copied() {
            Some(id) => {
                self.doubt_variants(doc, &span, id);
                self.list[id].join(span, Form::Name, "another spelling");
            }
            None => {
                self.create(span, Form::Name, parts);
            }
        }
    }

    fn add_person(&mut self, doc: &Doc, span: Span) {
        let parts = telling_parts(&span);
        let form = if parts.len() > 1 || span.parts.len() > 1 { Form::Name } else { Form::Surname };
        if let Some(&id) = self.by_name.get(&(Label::Person, sorted(&parts))) {
            return self.list[id].join(span, form, "same name");
        }
        let part = |group: &Group, p: &String| group.parts.contains(p) || group.given.as_ref() == Some(p);
        let within = |group: &Group| parts.iter().all(|p| part(group, p)) && initials_fit(&span, group);
        if let Some(id) = self.nearest(&span, &parts, within) {
            return self.list[id].join(span, form, "part of the name");
        }
        let variant = |group: &Group| is_variant(&parts, &group.parts);
        if parts.len() > 1
            && let Some(id) = self.nearest(&span, &parts, variant)
        {
            self.doubt_variants(doc, &span, id);
            return self.list[id].join(span, form, "another spelling");
        }
        let given = (parts.len() > 1).then(|| crate::basic::given_key(doc, span.tokens.clone())).flatten();
        let id = self.create(span, form, parts);
        if let Some(name) = given {
            self.by_word.entry((Label::Person, name.clone())).or_default().push(id);
            self.list[id].given = Some(name);
        }
    }

    fn add_organisation(&mut self, doc: &Doc, span: Span) {
        let parts = span.parts.clone();
        if let Some(&id) = self.by_name.get(&(span.label, sorted(&parts))) {
            return self.list[id].join(span, Form::Name, "same name");
        }
        if span.tokens.len() == 1 && doc.words[span.tokens.start].is(class::ORGANISATION | class::AUTHORITY) {
            let within = |group: &Group| group.parts.len() > 1 && group.parts.contains(&parts[0]);
            if let Some(id) = self.nearest(&span, &parts, within) {
                return self.list[id].join(span, Form::Descriptor, "its kind");
            }
        }
        let telling = telling_words(doc, &span);
        if !telling.is_empty() && parts.len() <= 3 {
            let within =
                |group: &Group| group.parts.len() > parts.len() && parts.iter().all(|p| group.parts.contains(p));
            let fitting: Vec<usize> =
                self.candidates(Label::Organisation, &telling[0]).filter(|&id| within(&self.list[id])).collect();
            if let [id] = fitting[..] {
                return self.list[id].join(span, Form::Name, "part of the name");
            }
        }
        if parts.concat().len() >= 8
            && let Some(id) = self.nearest(&span, &parts, |group| is_variant(&parts, &group.parts))
        {
            self.doubt_variants(doc, &span, id);
            return self.list[id].join(span, Form::Name, "another spelling");
        }
        let initials = acronym::initials(doc, span.tokens.clone());
        let id = self.create(span, Form::Name, parts);
        for letters in initials {
            self.by_initials.entry(letters).or_insert(id);
        }
    }

    fn candidates(&self, label: Label, word: &str) -> impl Iterator<Item = usize> + '_ {
        let ids = self.by_word.get(&(label, word.to_owned())).map_or(&[][..], Vec::as_slice);
        ids.iter().rev().take(MOST_CANDIDATES).copied()
    }

    /// The fitting group that was named last before a span, else first after it.
    fn nearest(&self, span: &Span, parts: &[String], fits: impl Fn(&Group) -> bool) -> Option<usize> {
        let candidates = parts.iter().flat_map(|p| self.candidates(span.label, p));
        candidates.filter(|&id| fits(&self.list[id])).min_by_key(|&id| (self.list[id].distance(span.tokens.start), id))
    }

    fn introduce(&mut self, doc: &Doc, introduced: &[acronym::Introduced]) {
        let owner =
            |(id, group): (usize, &Group)| group.spans.iter().map(move |s| (s.tokens.clone(), id)).collect::<Vec<_>>();
        let owners: HashMap<_, usize> = self.list.iter().enumerate().flat_map(owner).collect();
        for intro in introduced {
            let Some(&id) = owners.get(&intro.name) else { continue };
            self.by_acronym.entry(intro.letters.clone()).or_insert(id);
            self.list[id].acronyms.insert(intro.letters.clone());
            if !intro.fits {
                let token = &doc.analysis.tokens[intro.at];
                let note = format!("\"{}\" stands for \"{}\"", intro.letters, doc.slice(intro.name.clone()));
                let (code, start, end) = (DoubtCode::AcronymMismatch, token.start, token.end);
                self.doubts.push(NameDoubt { code, note, start, end });
            }
        }
    }

    fn add_acronym(&mut self, span: Span) {
        let letters = span.acronym.clone().unwrap_or_default();
        let folded = letters.to_uppercase();
        let known = self.by_acronym.get(&letters).or_else(|| self.by_initials.get(&folded)).copied();
        let known = known.or_else(|| self.by_name.get(&(span.label, span.joined())).copied());
        match known {
            Some(id) => self.list[id].join(span, Form::Acronym, "acronym"),
            None => {
                let parts = span.parts.clone();
                let id = self.create(span, Form::Acronym, parts);
                self.by_acronym.insert(letters, id);
            }
        }
    }

    fn doubt_variants(&mut self, doc: &Doc, span: &Span, id: usize) {
        let (first, last) = (&doc.analysis.tokens[span.tokens.start], &doc.analysis.tokens[span.tokens.end - 1]);
        let other = doc.slice(self.list[id].spans[0].tokens.clone());
        let note = format!("\"{}\" and \"{other}\"", doc.slice(span.tokens.clone()));
        self.doubts.push(NameDoubt { code: DoubtCode::NameVariants, note, start: first.start, end: last.end });
    }
}

fn sorted(parts: &[String]) -> String {
    let mut parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    parts.sort_unstable();
    parts.join(" ")
}

/// Whether the initials of a span can be those of the group's given names.
fn initials_fit(span: &Span, group: &Group) -> bool {
    let mut initials = span.parts.iter().filter(|p| p.len() == 1);
    initials.next().is_none_or(|i| group.parts.iter().any(|p| p.starts_with(i.as_str())))
}

/// Words of an organisation's name that other organisations lack.
fn telling_words(doc: &Doc, span: &Span) -> Vec<String> {
    const COMMON: u32 = class::ORGANISATION
        | class::AUTHORITY
        | class::SMALL
        | class::CONNECTOR
        | class::PLACE_WORD
        | class::PUBLICATION
        | class::TOPONYM;
    let telling = span.tokens.clone().filter(|&i| doc.words[i].looks_like_name() && !doc.words[i].is(COMMON));
    telling.map(|i| crate::key::word(&doc.words[i].lower)).filter(|w| w.len() > 2).collect()
}

/// Whether two names differ in one word by one letter, not the first one.
fn is_variant(a: &[String], b: &[String]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut differing = a.iter().zip(b).filter(|(x, y)| x != y);
    match (differing.next(), differing.next()) {
        (Some((x, y)), None) => {
            (a.len() > 1 || x.len() > 6) && x.len().min(y.len()) >= 5 && one_edit(x.as_bytes(), y.as_bytes())
        }
        _ => false,
    }
}

/// Whether a word can be another one but for a slip of the pen: a letter doubled, or one too many inside of five or more.
/// Another letter, or one at the end, makes another word.
fn is_slip_of_word(a: &str, b: &str) -> bool {
    let letters = |word: &str| word.chars().collect::<Vec<char>>();
    let single = |mut letters: Vec<char>| {
        letters.dedup();
        letters
    };
    let (a, b) = (letters(a), letters(b));
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let start = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let one_more =
        long.len() == short.len() + 1 && start > 0 && start < short.len() && short[start..] == long[start + 1..];
    one_more && short.len() >= 5 || short.len() >= 4 && single(a.clone()) == single(b.clone())
}

fn one_edit(a: &[u8], b: &[u8]) -> bool {
    if a.first() != b.first() || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let common = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[common..], &b[common..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal => {
            a.get(1..) == b.get(1..) || a.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..]
        }
        std::cmp::Ordering::Less => a == &b[1..],
        std::cmp::Ordering::Greater => &a[1..] == b,
    }
}

/// The mentions of a group.
pub(crate) fn mentions(doc: &Doc, group: &Group) -> Vec<Mention> {
    let mention = |(span, form): (&Span, &Form)| {
        let (first, last) = (&doc.analysis.tokens[span.tokens.start], &doc.analysis.tokens[span.tokens.end - 1]);
        Mention { tokens: span.tokens.clone(), start: first.start, end: last.end, form: *form }
    };
    group.spans.iter().zip(&group.forms).map(mention).collect()
}

/// What a group is.
pub(crate) fn kind(doc: &Doc, group: &Group) -> EntityKind {
    match group.label {
        Label::Person => EntityKind::Person,
        Label::Place => EntityKind::Place,
        Label::Organisation if group.body.is_some() => EntityKind::Authority,
        Label::Organisation => {
            let has = |test: &dyn Fn(&[u64]) -> bool| {
                let longest = group.spans.iter().max_by_key(|s| s.parts.len());
                longest.is_some_and(|s| test(&doc.stems[s.tokens.clone()]))
                    || group.spans.iter().any(|s| s.acronym.is_some() && test(&doc.stems[s.tokens.clone()]))
            };
            let introduced = |s: &Span| {
                let before = (s.tokens.start.saturating_sub(2)..s.tokens.start).rev().find(|&i| doc.words[i].is_word());
                before.is_some_and(|i| doc.words[i].shape == Shape::Lower && doc.words[i].is(class::PUBLICATION))
            };
            if group.spans.iter().any(introduced) {
                EntityKind::Publication
            } else if has(&|s| doc.lexicon.is_authority(s)) && !has(&|s| doc.lexicon.is_civil(s)) {
                EntityKind::Authority
            } else if has(&|s| doc.lexicon.is_publication(s)) && !has(&|s| doc.lexicon.is_civil(s)) {
                EntityKind::Publication
            } else {
                EntityKind::Organisation
            }
        }
    }
}
