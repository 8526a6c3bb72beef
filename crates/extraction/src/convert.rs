//! The layers in their order, and what they found in the words of the model.

use model::*;

use crate::cast::Cast;
use crate::claims::{Builder, Ground, local_event_id};
use crate::doc::{self, Doc};
use crate::document::{self, LocalEvent as Found};
use crate::judge::{self, Judged};
use crate::lists::List;
use crate::phrases::{Phrase, phrases};
use crate::quotes::{Quotation, quotations};
use crate::said::Said;
use crate::tellings::{Telling, named_victims, participants, tellings};
use crate::{Layers, Options, Tables, acts, aftermath, lists, menace, telex, terms};

/// Runs the layers over a report.
pub(crate) fn extracted(report: Report, tables: Option<&Tables>, options: &Options) -> Extracted {
    let mut parts = Parts::default();
    match tables {
        Some(tables) => parts.fill(doc::read(&report, tables, options), options),
        None => {
            let language = report.lang.unwrap_or(Language::EN);
            let note = format!("the language \"{language}\" has no folder in languages/");
            parts.doubts.push(Doubt::new(DoubtCode::LanguageUnsupported, note));
        }
    }
    if parts.events.is_empty() {
        parts.events.push(LocalEvent { id: local_event_id(0), role: EventRole::Main, why: None });
    }
    let mut report = report;
    report.doubts.extend(parts.doubts);
    Extracted {
        report,
        entities: parts.entities,
        times: parts.times,
        quotes: parts.quotes,
        events: parts.events,
        claims: parts.claims,
        terms: parts.terms,
        tokens: parts.tokens,
    }
}

/// What extraction adds to a report.
#[derive(Default)]
struct Parts {
    entities: Vec<Entity>,
    times: Vec<TimeMention>,
    quotes: Vec<Quote>,
    events: Vec<LocalEvent>,
    claims: Vec<Claim>,
    terms: std::collections::BTreeMap<String, u32>,
    tokens: Option<Vec<TokenOut>>,
    doubts: Vec<Doubt>,
}

impl Parts {
    fn fill(&mut self, mut doc: Doc<'_>, options: &Options) {
        if options.layers == Layers::All {
            self.fill_events(&mut doc, options);
        }
        let doc = &doc;
        self.tokens = options.tokens.then(|| tokens(doc));
        self.terms = terms::terms(doc.text, &doc.analysis);
        self.entities = entities(doc, options);
        self.times = time_mentions(doc, options);
        self.doubts = doubts(doc);
    }

    fn fill_events(&mut self, doc: &mut Doc<'_>, options: &Options) {
        let mut read = by_rules(doc);
        let quotations = quotations(doc, &read.phrases);
        let mut judged = match options.model_free {
            true => Judged::default(),
            false => judge::judge(doc, &mut read, &quotations, options.explain),
        };
        let Reading { mut phrases, lists, told, events } = read;
        telex::name_fillers(doc, &mut phrases, judged.fillers.as_deref_mut().unwrap_or_default());
        let doc = &*doc;
        self.quotes = quotes(doc, &phrases, &quotations);
        let mut build = Builder {
            doc,
            phrases: &phrases,
            lists: &lists,
            claims: Vec::new(),
            cast: Cast::new(doc),
            judged,
            explain: options.explain,
        };
        for (number, event) in events.iter().enumerate() {
            build.event(number, event, &told);
        }
        telex::telex(&mut build, &events, &told);
        aftermath::aftermath(&mut build, &events, &told);
        updates(&mut build);
        links(&mut build, &events, &told);
        self.claims = build.numbered();
        self.events = events.iter().enumerate().map(|(n, e)| local_event(n, e, options)).collect();
    }
}

/// What rules found in a report.
pub(crate) struct Reading {
    pub phrases: Vec<Phrase>,
    pub lists: Vec<List>,
    pub told: Vec<Telling>,
    /// The main one first.
    pub events: Vec<Found>,
}

/// Reads phrases, acts and events by rules alone.
pub(crate) fn by_rules(doc: &mut Doc<'_>) -> Reading {
    let phrases = phrases(doc);
    let mut acts = acts::acts(doc, &phrases);
    menace::threats(doc, &phrases, &mut acts);
    let lists = lists::lists(doc, &phrases);
    lists::share(doc, &phrases, &lists, &mut acts);
    lists::name_victims(doc, &phrases, &lists, &mut acts);
    acts::instruments(doc, &phrases, &mut acts);
    let mut told = tellings(doc, &phrases, acts.clone());
    let mut events = document::events(doc, &phrases, &told, None);
    let day = events.first().and_then(|e| e.edtf.clone());
    if day.is_some_and(|day| doc.count_from(&day)) {
        told = tellings(doc, &phrases, acts);
        events = document::events(doc, &phrases, &told, None);
    }
    Reading { phrases, lists, told, events }
}

fn local_event(number: usize, event: &Found, options: &Options) -> LocalEvent {
    let why = options.explain.then(|| event.why.clone());
    LocalEvent { id: local_event_id(number), role: event.role, why }
}

fn entities(doc: &Doc<'_>, options: &Options) -> Vec<Entity> {
    let mut entities = Vec::new();
    for (at, draft) in doc.names.entities.iter().enumerate() {
        let by_name =
            |m: &&names::Mention| matches!(m.form, names::Form::Name | names::Form::Acronym | names::Form::Surname);
        let spans: Vec<Span> = draft.mentions.iter().filter(by_name).map(|m| doc.span(m.start..m.end)).collect();
        let Ok(spans) = Spans::try_from(spans) else { continue };
        entities.push(Entity {
            id: entity_id(at),
            kind: draft.kind,
            name: draft.name.clone(),
            aliases: draft.aliases.clone(),
            occupation: draft.occupation,
            role: draft.role.clone(),
            body: draft.body.map(entity_id),
            sex: draft.sex,
            place: draft.place.clone(),
            keys: draft.keys.clone(),
            spans,
            why: options.explain.then(|| Box::new(Why { note: Some(draft.why.clone()), ..Why::default() })),
        });
    }
    entities
}

/// The identifier of a report's entity by its number, from 0.
pub(crate) fn entity_id(at: usize) -> EntityId {
    EntityId(format!("x{}", at + 1))
}

fn time_mentions(doc: &Doc<'_>, options: &Options) -> Vec<TimeMention> {
    let mention = |(at, time): (usize, &times::Found)| TimeMention {
        id: TimeId(format!("t{}", at + 1)),
        edtf: time.edtf.clone(),
        clock: time.clock,
        approximate: time.approximate,
        part: time.part,
        zone: time.zone.clone(),
        inferred_from: time.inferred_from.clone(),
        span: doc.span(time.start..time.end),
        why: options.explain.then(|| TimeWhy { by: time.rule.clone(), anchor: time.anchor.clone() }),
    };
    // Both ends of "from 1991 to 1997" are times of their own; claims count the whole ones only.
    let ends = doc.times.iter().flat_map(|t| &t.ends);
    doc.times.iter().chain(ends).enumerate().map(mention).collect()
}

fn doubts(doc: &Doc<'_>) -> Vec<Doubt> {
    let of_times = doc.time_doubts.iter().map(|d| (d.code, &d.note, d.start..d.end));
    let of_names = doc.names.doubts.iter().map(|d| (d.code, &d.note, d.start..d.end));
    of_times.chain(of_names).map(|(code, note, bytes)| Doubt::new(code, note.clone()).at(doc.span(bytes))).collect()
}

fn quotes(doc: &Doc<'_>, phrases: &[Phrase], found: &[Quotation]) -> Vec<Quote> {
    let quote = |(at, quotation): (usize, &Quotation)| {
        let speaker = quotation.speaker.map(|s| &phrases[s]);
        let entity = speaker.and_then(|s| s.entity);
        Quote {
            id: QuoteId(format!("q{}", at + 1)),
            speaker: entity.map(entity_id),
            speaker_name: match (entity, speaker) {
                (Some(e), _) => Some(doc.names.entities[e].name.clone()),
                (None, Some(s)) => Some(doc.described(s)),
                _ => None,
            },
            direct: quotation.direct,
            span: doc.span(quotation.bytes.clone()),
        }
    };
    found.iter().enumerate().map(quote).collect()
}

/// Live updates, in their order, with whoever posted them: the last speaker or account named before the first.
fn updates(build: &mut Builder<'_, '_>) {
    let doc = build.doc;
    let blocks: Vec<&Block> = doc.report.blocks.iter().filter(|b| b.kind == BlockKind::Update).collect();
    let Some(first) = blocks.first() else { return };
    let start = doc.analysis.token_at(doc.index.byte(first.start));
    let named_before = doc.named[..start.min(doc.named.len())].iter().rev().take(60).flatten();
    let account = named_before.copied().find(|e| {
        matches!(doc.names.entities[*e].kind, EntityKind::Organisation | EntityKind::Person | EntityKind::Publication)
    });
    for (order, block) in blocks.iter().enumerate() {
        let bytes = doc.index.byte(block.start)..doc.index.byte(block.end);
        let tokens = doc.analysis.token_at(bytes.start)..doc.analysis.token_at(bytes.end.saturating_sub(1)) + 1;
        let text = doc.text[bytes].trim_matches(['"', '“', '”', '«', '»', ' ', '\n']).to_owned();
        let clock = block.time.as_ref().and_then(|t| Clock::try_from(t.clone()).ok());
        let update = Update {
            order: order as u32 + 1,
            clock,
            text,
            by: account.map(entity_id),
            by_name: account.map(|e| doc.names.entities[e].name.clone()),
        };
        let tokens = tokens.start.min(doc.lemmas.len())..tokens.end.min(doc.lemmas.len());
        let ground = Ground {
            event: 0,
            said: &Said::plainly(),
            words: vec![tokens],
            score: 0.9,
            rule: "update".into(),
            beat: &[],
            features: &[],
        };
        build.add(ground, Value::Update(update));
    }
}

/// How the main event stands to the others: earlier against the same target, or a part.
fn links(build: &mut Builder<'_, '_>, events: &[Found], told: &[Telling]) {
    let suffering = |event: &Found| {
        let mut all: Vec<usize> = Vec::new();
        for telling in event.tellings.iter().map(|n| &told[*n]) {
            all.extend(named_victims(build.phrases, &telling.act));
            let owners = telling.act.patients.iter().filter_map(|r| build.phrases[r.phrase].owner);
            all.extend(owners);
        }
        all
    };
    let Some(main) = events.first() else { return };
    let main_victims = suffering(main);
    let main_people: Vec<usize> =
        main.tellings.iter().flat_map(|n| participants(build.phrases, &told[*n].act)).collect();
    for (number, event) in events.iter().enumerate().skip(1) {
        let Some(telling) = event.tellings.first().map(|n| &told[*n]) else { continue };
        let same = suffering(event).iter().any(|v| main_victims.contains(v) || main_people.contains(v));
        let kind = match event.role {
            EventRole::Background if same => LinkKind::EarlierSameTarget,
            EventRole::Part => LinkKind::Follows,
            EventRole::Background | EventRole::Context => LinkKind::Context,
            EventRole::Main => continue,
        };
        let words = vec![telling.act.words.clone()];
        let ground = Ground {
            event: 0,
            said: &Said::plainly(),
            words,
            score: 0.6,
            rule: "link".into(),
            beat: &[],
            features: &[],
        };
        build.add(ground, Value::Link(Link { to: local_event_id(number), kind }));
    }
}

fn tokens(doc: &Doc<'_>) -> Vec<TokenOut> {
    let token = |token: &syntax::Token| TokenOut {
        start: doc.index.code_points(token.start),
        end: doc.index.code_points(token.end),
        upos: token.upos.to_string(),
        lemma: token.lemma.clone(),
        head: token.head,
        deprel: token.deprel.to_string(),
    };
    doc.analysis.tokens.iter().map(token).collect()
}
