//! The document: which acts make up which event, how each event stands in the report, and which time and place is its.
//!
//! Features before rules: an act joins the main event unless its date, its words or the people in it say otherwise.

use model::{ActCode, BlockKind, Edtf, EntityKind, EventRole, PlaceType, Precision, Relation};

use crate::doc::Doc;
use crate::phrases::Phrase;
use crate::tellings::{Telling, family, named_victims, participants};

/// An event of one report.
#[derive(Debug, Clone)]
pub(crate) struct LocalEvent {
    pub role: EventRole,
    /// Numbers of its tellings.
    pub tellings: Vec<usize>,
    /// The number of the time that dates it, and the date.
    pub time: Option<usize>,
    pub edtf: Option<Edtf>,
    /// The entity that is its place.
    pub place: Option<usize>,
    pub why: String,
}

/// Puts tellings together as events; the main one comes first. There is always one. Its time is the one that is given,
/// else the one that most speaks for.
pub(crate) fn events(doc: &Doc<'_>, phrases: &[Phrase], told: &[Telling], main_time: Option<usize>) -> Vec<LocalEvent> {
    let core = core(doc, phrases, told);
    let main_time = main_time.or_else(|| voted_time(doc, told, &core));
    let main_date = main_time.and_then(|t| doc.times[t].edtf.clone());
    let day = Day { edtf: main_date.as_ref(), open: main_time.is_some_and(|t| is_open(doc, t)) };
    let mut main = LocalEvent {
        role: EventRole::Main,
        tellings: Vec::new(),
        time: main_time,
        edtf: main_date.clone(),
        place: None,
        why: "the headline, the first paragraphs, and what shares their date and people".into(),
    };
    let mut others: Vec<LocalEvent> = Vec::new();
    let mut last_other: Option<(usize, usize)> = None; // (block, event)
    for (number, telling) in told.iter().enumerate() {
        // "The arson attack followed …": the one that the paragraph has just told of.
        let told_of = last_other.filter(|(block, event)| {
            let same = |n: &usize| family(told[*n].act.code) == family(telling.act.code);
            let same = telling.time.is_none() && others[*event].tellings.iter().any(same);
            let violent = |n: &usize| told[*n].act.code.is_violent();
            let answered = telling.answer.is_some() && others[*event].tellings.iter().any(violent);
            *block == telling.depth && (same || answered)
        });
        if let Some((_, event)) = told_of {
            others[event].tellings.push(number);
            continue;
        }
        match place_of(doc, phrases, telling, &core, &day) {
            Stand::Main => main.tellings.push(number),
            Stand::Other(role, why) => {
                let edtf = telling.time.and_then(|t| doc.times[t].edtf.clone());
                let same = others.iter().position(|e| same_event(phrases, told, e, telling, edtf.as_ref()));
                let joined = same.or_else(|| {
                    last_other
                        .filter(|(block, e)| {
                            *block == telling.depth && continues(phrases, told, &others[*e], telling, edtf.as_ref())
                        })
                        .map(|(_, e)| e)
                });
                let event = joined.unwrap_or_else(|| {
                    let time = telling.time;
                    others.push(LocalEvent { role, tellings: Vec::new(), time, edtf, place: None, why: why.into() });
                    others.len() - 1
                });
                others[event].tellings.push(number);
                if others[event].edtf.is_none() {
                    others[event].time = telling.time;
                    others[event].edtf = telling.time.and_then(|t| doc.times[t].edtf.clone());
                }
                last_other = Some((telling.depth, event));
            }
        }
    }
    main.place = main_place(doc, phrases, told, &main);
    for event in &mut others {
        event.place = own_place(phrases, told, event, doc);
    }
    others.insert(0, main);
    others
}

/// The tellings that carry the report: those of the headline and the first paragraphs.
struct Core {
    tellings: Vec<usize>,
    families: Vec<ActCode>,
    people: Vec<usize>,
    victims: Vec<usize>,
}

fn weight(telling: &Telling) -> f64 {
    let act = match telling.act.code {
        code if code.is_context() => 0.25,
        ActCode::Prosecution | ActCode::Sentence | ActCode::Interrogation => 0.6,
        ActCode::Threat | ActCode::Harassment => 0.7,
        _ => 1.0,
    };
    let said = if telling.happened() { 1.0 } else { 0.5 };
    let depth = match telling.depth {
        0 => 3.0,
        1 => 2.5,
        2 => 1.8,
        3 => 1.3,
        _ => 1.0,
    };
    let before = if telling.before { 0.35 } else { 1.0 };
    act * said * depth * before
}

fn core(doc: &Doc<'_>, phrases: &[Phrase], told: &[Telling]) -> Core {
    let first = told.iter().filter(|t| !t.before && !t.act.code.is_context()).map(|t| t.depth).min();
    let reach = first.map_or(1, |d| d.max(1) + 1);
    let tellings: Vec<usize> = (0..told.len())
        .filter(|n| told[*n].depth <= reach && !told[*n].before && !told[*n].act.code.is_context())
        .filter(|n| !is_dated_by_year(doc, &told[*n]))
        .collect();
    // Whom the report is about is said at its very beginning.
    let nearest =
        tellings.iter().filter(|n| !named_victims(phrases, &told[**n].act).is_empty()).map(|n| told[*n].depth).min();

    let mut families: Vec<ActCode> = tellings.iter().map(|n| family(told[*n].act.code)).collect();
    let mut people: Vec<usize> = tellings.iter().flat_map(|n| participants(phrases, &told[*n].act)).collect();
    let first_victims = tellings.iter().filter(|n| Some(told[**n].depth) <= nearest.map(|d| d.max(1)));
    let mut victims: Vec<usize> = first_victims.flat_map(|n| named_victims(phrases, &told[*n].act)).collect();
    for list in [&mut people, &mut victims] {
        list.sort_unstable();
        list.dedup();
    }
    families.sort_unstable();
    families.dedup();
    Core { tellings, families, people, victims }
}

/// What is told with no more than its year is no news.
fn is_dated_by_year(doc: &Doc<'_>, telling: &Telling) -> bool {
    let date = telling.time.and_then(|t| doc.times[t].edtf.as_ref());
    date.is_some_and(|d| d.precision() <= Precision::Year && !d.lacks_year())
}

/// A date that something says for the main event, and how much. It has no date where it hangs on a publication whose
/// day is not known ("on Friday").
struct Vote {
    time: usize,
    edtf: Option<Edtf>,
    weight: f64,
}

impl Vote {
    /// Whether two votes can be for one day.
    fn fits(&self, other: &Vote, doc: &Doc<'_>) -> bool {
        let open = |open: &Vote, day: &Edtf| times::resolve_again(&doc.times[open.time], day).as_ref() == Some(day);
        match (&self.edtf, &other.edtf) {
            (Some(a), Some(b)) => a.relation(b) != Relation::Exclusive,
            (Some(day), None) => day.as_day().is_some() && open(other, day),
            _ => false,
        }
    }
}

/// The time of the main event: the date that most weight of acts hangs on, fine before vague, nearest to the publication;
/// where there is none, the first time of day of an act.
fn voted_time(doc: &Doc<'_>, told: &[Telling], core: &Core) -> Option<usize> {
    let mut votes: Vec<Vote> = Vec::new();
    let mut vote = |time: usize, weight: f64| {
        let found = &doc.times[time];
        // A time of day alone has its day from elsewhere.
        if found.basis == times::Basis::Clock || (found.edtf.is_none() && !is_open(doc, time)) {
            return;
        }
        let weight = weight * found.edtf.as_ref().map_or(1.3, |day| nearness(doc, day) * fineness_of_date(day));
        match votes.iter_mut().find(|v| v.edtf == found.edtf) {
            Some(vote) => vote.weight += weight,
            None => votes.push(Vote { time, edtf: found.edtf.clone(), weight }),
        }
    };
    for (number, telling) in told.iter().enumerate() {
        if let Some(time) = telling.time.filter(|_| telling.answer.is_none()) {
            let like = core.families.contains(&family(telling.act.code));
            let core = if core.tellings.contains(&number) { 1.8 } else { 1.0 };
            vote(time, weight(telling) * core * if like { 1.3 } else { 0.8 });
        }
    }
    // Times of the first paragraphs speak for themselves, if less loudly.
    let mut of_sequel: Vec<Option<bool>> = vec![None; doc.times.len()];
    for (telling, time) in told.iter().filter_map(|t| Some((t, t.time?))) {
        of_sequel[time] = Some(of_sequel[time].unwrap_or(true) && telling.is_sequel());
    }
    let counts = |n: &usize| !doc.byline[*n] && of_sequel[*n] != Some(true);
    for (number, time) in doc.times.iter().enumerate().filter(|(n, _)| counts(n)) {
        let block = doc.block_number.get(time.tokens.start).copied().unwrap_or(0);
        if block <= 4 {
            vote(number, 0.8 / (1 + block) as f64);
        }
    }
    // Dates that can be the same day support one another.
    let total = |vote: &Vote| {
        let others = votes.iter().filter(|v| v.time != vote.time && vote.fits(v, doc));
        vote.weight + others.map(|v| if v.edtf.is_some() { 0.5 } else { 1.0 } * v.weight).sum::<f64>()
    };
    let best = votes.iter().max_by(|a, b| total(a).total_cmp(&total(b)).then(b.time.cmp(&a.time)));
    // News of a day that they do not tell are not of a month long ago that they tell of something else.
    let by_core = |v: &&Vote| core.tellings.iter().filter_map(|n| told[*n].time).any(|t| doc.times[t].edtf == v.edtf);
    let best = best.filter(|v| {
        let coarse = v.edtf.as_ref().is_some_and(|d| d.precision() <= Precision::Month && nearness(doc, d) <= 0.5);
        !coarse || !doc.is_short() || doc.report.published.is_none() || by_core(v)
    });
    best.map(|v| v.time).or_else(|| {
        let times = core.tellings.iter().filter_map(|n| told[*n].time);
        times.min().filter(|t| doc.times[*t].edtf.is_some())
    })
}

/// Whether a time is some day shortly before a publication whose own day is not known.
pub(crate) fn is_open(doc: &Doc<'_>, time: usize) -> bool {
    let found = &doc.times[time];
    found.edtf.is_none() && found.basis == times::Basis::Publication && doc.report.published.is_none()
}

/// Reports tell of what happened shortly before they are published.
pub(crate) fn nearness(doc: &Doc<'_>, edtf: &Edtf) -> f64 {
    let published = doc.report.published.as_ref().and_then(|p| p.edtf.bounds().1);
    match (published, edtf.bounds().1) {
        (Some(published), Some(day)) => match (published - day).get_days() {
            0..=3 => 1.6,
            4..=14 => 1.2,
            15..=60 => 0.8,
            -1 => 1.0,
            // What is to come has not happened.
            ..-1 => 0.1,
            _ => 0.5,
        },
        _ => 1.0,
    }
}

fn fineness_of_date(edtf: &Edtf) -> f64 {
    match edtf.precision() {
        Precision::Day => 1.3,
        Precision::Days => 1.0,
        Precision::Month => 0.5,
        Precision::Months => 0.35,
        Precision::Year | Precision::Vague => 0.25,
    }
}

enum Stand {
    Main,
    Other(EventRole, &'static str),
}

/// When the main event was.
struct Day<'d> {
    edtf: Option<&'d Edtf>,
    /// On a day that the report tells, but only beside its own, which is not known.
    open: bool,
}

/// Where a telling belongs.
fn place_of(doc: &Doc<'_>, phrases: &[Phrase], telling: &Telling, core: &Core, main: &Day<'_>) -> Stand {
    if doc.block[telling.act.token] == BlockKind::Update || telling.answer.is_some() {
        return Stand::Main;
    }
    if matches!(telling.act.code, ActCode::Award | ActCode::Negotiation) {
        return Stand::Other(EventRole::Context, "an act of context");
    }
    let edtf = telling.time.and_then(|t| doc.times[t].edtf.as_ref());
    let victims = named_victims(phrases, &telling.act);
    let shares_victim = victims.iter().any(|v| core.victims.contains(v));
    let strangers = !victims.is_empty() && !shares_victim && !core.victims.is_empty();
    if main.open && telling.time.is_some_and(|t| doc.times[t].basis == times::Basis::Itself) {
        return if shares_person(doc, phrases, telling, core) {
            Stand::Other(EventRole::Part, "what else happened to the same person")
        } else {
            Stand::Other(EventRole::Background, "on a date, where the news have none")
        };
    }
    if let (Some(own), Some(main)) = (edtf, main.edtf) {
        return match own.relation(main) {
            Relation::Exclusive
                if shares_person(doc, phrases, telling, core) && !is_earlier_attack(telling, own, main) =>
            {
                Stand::Other(EventRole::Part, "what else happened to the same person")
            }
            Relation::Exclusive if strangers => Stand::Other(EventRole::Context, "other victims on another day"),
            Relation::Exclusive => apart(own, main),
            Relation::Wider if telling.before && own.precision() < Precision::Month => {
                Stand::Other(EventRole::Background, "its words put it earlier")
            }
            _ => Stand::Main,
        };
    }
    let shares = participants(phrases, &telling.act).iter().any(|p| core.people.contains(p));
    let like = core.families.contains(&family(telling.act.code));
    match (telling.before, telling.depth <= 2) {
        (true, _) if telling.depth > 1 => Stand::Other(EventRole::Background, "its words put it earlier"),
        (_, true) if telling.depth <= 1 || !strangers => Stand::Main,
        (false, _) if strangers && !(like && shares) => {
            Stand::Other(EventRole::Background, "it names other victims than the first paragraphs")
        }
        _ => Stand::Main,
    }
}

/// So many days before an attack on somebody another one is an event of its own.
const EARLIER_ATTACK: i32 = 7;

/// Whether violence against the same person lies well before the main event.
fn is_earlier_attack(telling: &Telling, own: &Edtf, main: &Edtf) -> bool {
    let apart = own.bounds().1.zip(main.bounds().0).map(|(last, first)| (first - last).get_days());
    telling.act.code.is_violent() && apart.is_some_and(|days| days > EARLIER_ATTACK)
}

/// Whether it was done to a person whom the report is about.
fn shares_person(doc: &Doc<'_>, phrases: &[Phrase], telling: &Telling, core: &Core) -> bool {
    let person = |v: &usize| doc.names.entities[*v].kind == EntityKind::Person && core.victims.contains(v);
    named_victims(phrases, &telling.act).iter().any(person)
}

/// An act with a date of its own that is not the main event's.
fn apart(own: &Edtf, main: &Edtf) -> Stand {
    match (own.bounds(), main.bounds()) {
        ((Some(first), Some(last)), (Some(from), Some(to))) => {
            let (after, before) = ((first - to).get_days(), (from - last).get_days());
            if after > 0 && after <= 3 || before > 0 && before <= 2 {
                Stand::Other(EventRole::Part, "a day or two from the main event")
            } else if after > 0 {
                Stand::Other(EventRole::Context, "after the main event")
            } else {
                Stand::Other(EventRole::Background, "before the main event")
            }
        }
        _ => Stand::Other(EventRole::Background, "on another date"),
    }
}

/// Whether a telling is of an event that is there already: the same kind of act, the same date or the same people.
fn same_event(
    phrases: &[Phrase],
    told: &[Telling],
    event: &LocalEvent,
    telling: &Telling,
    edtf: Option<&Edtf>,
) -> bool {
    let like = event.tellings.iter().any(|n| family(told[*n].act.code) == family(telling.act.code));
    let victims = named_victims(phrases, &telling.act);
    let theirs: Vec<usize> = event.tellings.iter().flat_map(|n| named_victims(phrases, &told[*n].act)).collect();
    let shares = victims.iter().any(|v| theirs.contains(v));
    let strangers = !victims.is_empty() && !theirs.is_empty() && !shares;
    match (edtf, &event.edtf) {
        (Some(a), Some(b)) => a.relation(b) != Relation::Exclusive && !strangers && (like || shares || a == b),
        _ => like && (shares || (!strangers && event.edtf.is_none() && edtf.is_none())),
    }
}

/// Whether a telling of the same paragraph goes on with the event told just before it.
fn continues(phrases: &[Phrase], told: &[Telling], event: &LocalEvent, telling: &Telling, edtf: Option<&Edtf>) -> bool {
    let victims = named_victims(phrases, &telling.act);
    let theirs: Vec<usize> = event.tellings.iter().flat_map(|n| named_victims(phrases, &told[*n].act)).collect();
    let strangers = !victims.is_empty() && !theirs.is_empty() && !victims.iter().any(|v| theirs.contains(v));
    let date = match (edtf, &event.edtf) {
        (Some(a), Some(b)) => a.relation(b) != Relation::Exclusive,
        _ => true,
    };
    date && !strangers
}

/// The finest place that an act of the event happened at.
fn own_place(phrases: &[Phrase], told: &[Telling], event: &LocalEvent, doc: &Doc<'_>) -> Option<usize> {
    let entities = event.tellings.iter().flat_map(|n| &told[*n].act.places).filter_map(|p| phrases[*p].entity);
    entities.max_by_key(|e| fineness(doc, *e))
}

fn fineness(doc: &Doc<'_>, entity: usize) -> u8 {
    match doc.names.entities[entity].place.as_ref().map(|p| p.kind) {
        Some(PlaceType::City) => 3,
        Some(PlaceType::Region) => 2,
        Some(PlaceType::Country) => 1,
        None => 0,
    }
}

/// The place of the main event: where its acts are said to happen, else the place that the report is most about.
fn main_place(doc: &Doc<'_>, phrases: &[Phrase], told: &[Telling], main: &LocalEvent) -> Option<usize> {
    let mut scores = vec![0.0f64; doc.names.entities.len()];
    for (number, entity) in doc.names.entities.iter().enumerate() {
        if entity.kind != EntityKind::Place || entity.place.is_none() {
            continue;
        }
        for mention in &entity.mentions {
            let block = doc.block_number.get(mention.tokens.start).copied().unwrap_or(9);
            let mut score = match block {
                0 => 2.0,
                1 => 1.6,
                2 => 1.2,
                _ => 0.5,
            };
            if is_dateline(doc, mention.tokens.clone()) {
                score *= 0.4;
            }
            scores[number] += score;
        }
    }
    for telling in main.tellings.iter().map(|n| &told[*n]) {
        for place in &telling.act.places {
            if let Some(entity) = phrases[*place].entity {
                scores[entity] += 3.0 * weight(telling);
            }
        }
    }
    let best = |kind: PlaceType, within: Option<&str>| {
        let fits = |n: &usize| {
            doc.names.entities[*n]
                .place
                .as_ref()
                .is_some_and(|p| p.kind == kind && within.is_none_or(|c| p.country == c))
        };
        (0..scores.len())
            .filter(fits)
            .filter(|n| scores[*n] > 0.0)
            .max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a)))
    };
    // The country that most of the report is in, counted with its cities and regions.
    let mut countries: std::collections::BTreeMap<&str, f64> = std::collections::BTreeMap::new();
    for (n, entity) in doc.names.entities.iter().enumerate() {
        if let Some(place) = entity.place.as_ref().filter(|_| scores[n] > 0.0) {
            *countries.entry(place.country.as_str()).or_default() += scores[n];
        }
    }
    let country = countries.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0))).map(|(c, _)| *c);
    best(PlaceType::City, country)
        .or_else(|| best(PlaceType::Region, country))
        .or_else(|| best(PlaceType::Country, country))
}

/// A place at the head of a paragraph that only says where it was written: "Moscow (AFP) –".
pub(crate) fn is_dateline(doc: &Doc<'_>, tokens: std::ops::Range<usize>) -> bool {
    let first = tokens.start == 0 || doc.block_number[tokens.start - 1] != doc.block_number[tokens.start];
    let next = doc.analysis.tokens.get(tokens.end).map(|t| &doc.text[t.start..t.end]);
    first && matches!(next, Some("(" | "—" | "–" | "-" | "," | "." | ":" | "/"))
}
