//! A report's text with its words, names and times: what every later layer looks at.

use std::collections::HashSet;

use model::{BlockKind, Edtf, EntityKind, Occupation, PerpetratorType, PlaceType, Precision, Report, Span, TextIndex};
use syntax::{Analysis, Case, Deprel, Upos, VerbForm};

use crate::capitals::restored;
use crate::lexicon::{Lexicon, Phrases};
use crate::phrases::Phrase;
use crate::{Layers, Options, Tables};

/// One report on its way through the layers.
pub(crate) struct Doc<'a> {
    pub report: &'a Report,
    pub text: &'a str,
    pub index: TextIndex<'a>,
    pub analysis: Analysis,
    pub lexicon: &'static Lexicon,
    pub names: names::Names,
    /// The last words of names of countries and regions, in small letters.
    regions: HashSet<String>,
    pub times: Vec<times::Found>,
    /// Whether a time is the day of publication above or before what is told, time by time: it dates no act.
    pub byline: Vec<bool>,
    pub time_doubts: Vec<times::TimeDoubt>,
    /// Lemmas in lower case, token by token.
    pub lemmas: Vec<String>,
    /// Words in lower case, token by token.
    pub lower: Vec<String>,
    /// What hangs on a token, token by token.
    pub children: Vec<Vec<u32>>,
    /// Whether a name begins at a token.
    pub name_starts: Vec<bool>,
    /// The entity that a token is a name of, token by token.
    pub named: Vec<Option<usize>>,
    /// The entity that a pronoun or descriptor stands for, token by token.
    pub stands_for: Vec<Option<usize>>,
    /// The kind of block that a token is in, token by token.
    pub block: Vec<BlockKind>,
    /// The number of the block, token by token.
    pub block_number: Vec<usize>,
}

impl<'a> Doc<'a> {
    /// The span of a range of bytes.
    pub(crate) fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        self.index.span(bytes)
    }

    /// The span of a range of tokens; an empty range is the first token of the text.
    pub(crate) fn span_of(&self, tokens: std::ops::Range<usize>) -> Span {
        let all = &self.analysis.tokens;
        let first = &all[tokens.start.min(all.len() - 1)];
        let last = &all[tokens.end.saturating_sub(1).clamp(tokens.start, all.len() - 1)];
        self.span(first.start..last.end)
    }

    /// The lemma of a token in lower case.
    pub(crate) fn lemma(&self, token: usize) -> &str {
        &self.lemmas[token]
    }

    /// Whether a token is this word, by its lemma or as it stands.
    pub(crate) fn is_word(&self, token: usize, word: &str) -> bool {
        self.lemmas[token] == word || self.lower[token] == word
    }

    /// Whether one of the phrases begins at a token; how many tokens it has.
    pub(crate) fn phrase_at<'l, T: Clone>(&self, list: &'l Phrases<T>, token: usize) -> Option<(usize, &'l T)> {
        let here = |key: &str| {
            let fits = |words: &Vec<String>| {
                token + words.len() <= self.lemmas.len()
                    && words.iter().enumerate().all(|(i, w)| self.is_word(token + i, w))
            };
            list.starting(key).iter().find(|(words, _)| fits(words)).map(|(words, value)| (words.len(), value))
        };
        let by_lemma = here(&self.lemmas[token]);
        if self.lemmas[token] == self.lower[token] {
            return by_lemma;
        }
        let by_form = here(&self.lower[token]);
        if by_form.map(|f| f.0) > by_lemma.map(|l| l.0) { by_form } else { by_lemma }
    }

    /// The words of a token as they stand in the text.
    pub(crate) fn form(&self, token: usize) -> &'a str {
        let token = &self.analysis.tokens[token];
        &self.text[token.start..token.end]
    }

    /// Whether one of the phrases begins at a verb and its other words stand between it and a noun.
    pub(crate) fn phrase_with_gap(&self, list: &Phrases<()>, verb: usize, noun: usize) -> bool {
        list.starting(&self.lemmas[verb]).iter().any(|(words, ())| {
            let mut at = verb;
            words[1..].iter().all(|word| {
                let next = (at + 1..noun.min(at + 5)).find(|t| self.is_word(*t, word));
                at = next.unwrap_or(at);
                next.is_some()
            })
        })
    }

    /// Resolves times that hang on a publication whose date is not known against the day of the main event; whether
    /// any could be. A day without a year gives days without a year, as long as they are the same in any: "yesterday",
    /// not "on Sunday".
    pub(crate) fn count_from(&mut self, day: &Edtf) -> bool {
        /// Two years that begin on other weekdays, neither of them a leap year.
        const ANY_YEARS: [i16; 2] = [2001, 2002];
        if self.report.published.is_some() || day.precision() != Precision::Day {
            return false;
        }
        let years: Vec<Edtf> = if day.lacks_year() {
            ANY_YEARS.iter().filter_map(|year| day.with_year(*year)).collect()
        } else {
            vec![day.clone()]
        };
        let mut any = false;
        for time in self.times.iter_mut().filter(|t| t.basis == times::Basis::Publication && t.edtf.is_none()) {
            let mut found = years.iter().filter_map(|day| times::resolve_again(time, day));
            time.edtf = match (found.next().zip(years.first()), found.next().zip(years.get(1))) {
                (Some((edtf, _)), None) if years.len() == 1 => Some(edtf),
                (Some((a, in_a)), Some((b, in_b))) => {
                    without_year(&a, in_a).filter(|d| Some(d) == without_year(&b, in_b).as_ref())
                }
                _ => None,
            };
            any |= time.edtf.is_some();
        }
        any
    }

    /// Whether a token is part of a time.
    pub(crate) fn in_time(&self, token: usize) -> bool {
        is_in_time(&self.times, token)
    }

    /// The sentence of a token.
    pub(crate) fn sentence(&self, token: usize) -> std::ops::Range<usize> {
        self.analysis.sentences[self.analysis.sentence_of(token)].clone()
    }

    /// The words of a phrase from its first content word, as they stand in the text.
    pub(crate) fn described(&self, phrase: &Phrase) -> String {
        let first = phrase
            .tokens
            .clone()
            .find(|t| {
                !matches!(self.analysis.tokens[*t].upos, Upos::Det | Upos::Pron | Upos::Punct) || *t == phrase.head
            })
            .unwrap_or(phrase.head);
        let (start, end) = (self.analysis.tokens[first].start, self.analysis.tokens[phrase.tokens.end - 1].end);
        self.text[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words of a phrase from its first content word, without names in it: as they stand, or, in a language with
    /// cases, their lemmas.
    pub(crate) fn plain_words(&self, phrase: &Phrase) -> String {
        let content = |t: &usize| {
            *t == phrase.head
                || (matches!(self.analysis.tokens[*t].upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb)
                    && self.named[*t].is_none())
        };
        let word = |t: usize| if self.lexicon.noun_first { self.lemma(t) } else { self.lower[t].as_str() };
        phrase.tokens.clone().filter(content).map(word).collect::<Vec<_>>().join(" ")
    }

    /// Whether a token is a verb of saying.
    pub(crate) fn says(&self, token: usize) -> bool {
        let verb = self.analysis.tokens.get(token).is_some_and(|t| t.upos == Upos::Verb);
        verb && self.lexicon.says.single(self.lemma(token)).is_some()
    }

    /// Whether it tells of one event in few sentences and is to be taken at its word; the judges have learnt on longer ones.
    pub(crate) fn is_short(&self) -> bool {
        self.lower.len() <= SHORT
    }

    /// Whether a post is one of the state's: by its words, or because it is over a country or a region ("head of Chechnya").
    pub(crate) fn is_post_of_state(&self, role: &str) -> bool {
        let role = role.to_lowercase();
        let of_state = |word: &str| {
            self.lexicon.person(word).is_some_and(|p| {
                p.works_for == Some(PerpetratorType::State) || p.occupation == Some(Occupation::Official)
            })
        };
        let leads = || role.split_whitespace().any(|word| self.lexicon.leads.single(word).is_some());
        role.split_whitespace().any(of_state) || (leads() && self.is_over_a_region(&role))
    }

    /// Whether a post ends in a word for a country or a region, or in the name of one that the report names.
    fn is_over_a_region(&self, role: &str) -> bool {
        let Some(last) = role.split_whitespace().last() else { return false };
        self.lexicon.regions.single(last).is_some() || self.regions.contains(last)
    }
}

/// Reads the words, names and times of a report.
pub(crate) fn read<'a>(report: &'a Report, tables: &Tables, options: &Options) -> Doc<'a> {
    let lexicon = tables.acts;
    let text = report.text.as_str();
    let index = TextIndex::new(text);
    let mut breaks: Vec<usize> = report.blocks.iter().map(|b| index.byte(b.end)).collect();
    let updates = report.blocks.iter().filter(|b| b.kind == BlockKind::Update);
    breaks.extend(updates.filter_map(|b| stamp_end(text, index.byte(b.start)..index.byte(b.end))));
    breaks.sort_unstable();
    // Layers below read capitals as what they would be elsewhere; places in the text stay the same.
    let restored = restored(text, tables.names.words, lexicon);
    let read = restored.as_ref();
    let mut analysis = match tables.models {
        Some(language) => syntax::analyse(read, language, &breaks),
        None => syntax::analyse_with(read, tables.syntax, &breaks),
    };
    verbs_among_nouns(&mut analysis, text, lexicon);
    let names = match options.layers {
        Layers::Words => names::Names::default(),
        _ => {
            let title_is_block = report.blocks.first().is_some_and(|b| b.kind == BlockKind::Heading);
            let source = report.source.as_ref();
            let context = names::Context {
                publisher: source.and_then(|s| s.name.as_deref()),
                url: source.and_then(|s| s.url.as_deref()),
                title: report.title.as_deref(),
            };
            let model = tables.models.filter(|_| !options.model_free);
            names::names(read, title_is_block, &analysis, tables.names, model, &context)
        }
    };
    let published = report.published.as_ref().map(|p| &p.edtf);
    let (times, time_doubts) = match options.layers {
        Layers::Words | Layers::Names => Default::default(),
        _ => times::times(read, &analysis, tables.times, published),
    };
    free_clauses(&mut analysis, &times);
    let byline = times.iter().map(|t| is_byline(text, &analysis, t, published)).collect();
    let (named, stands_for, name_starts) = by_token(&names, analysis.tokens.len());
    let (block, block_number) = blocks(report, &index, &analysis);
    let regions = regions(text, &names);
    let mut children = vec![Vec::new(); analysis.tokens.len()];
    for (at, token) in analysis.tokens.iter().enumerate() {
        if let Some(head) = token.head {
            children[head].push(at as u32);
        }
    }
    let lower = analysis.tokens.iter().map(|t| plain_apostrophes(text[t.start..t.end].to_lowercase())).collect();
    let lemma = |token: &syntax::Token, named: bool| {
        let lemma = plain_apostrophes(token.lemma.to_lowercase());
        // A participle that was taken for an adjective is looked up as its verb.
        let adjective = matches!(token.upos, Upos::Adj | Upos::Noun);
        let participle = adjective.then(|| lexicon.verb_of(&lemma)).flatten();
        let irregular = || {
            if !matches!(token.upos, Upos::Verb | Upos::Adj) {
                return None;
            }
            let form = text[token.start..token.end].to_lowercase();
            let listed = lexicon.irregular.get(&form).or_else(|| lexicon.irregular.get(&lemma));
            let of_act = |v: &&String| lexicon.triggers.contains_key(v.as_str());
            let listed = listed.filter(|v| token.upos == Upos::Verb || (token.upos == Upos::Adj && of_act(v))).cloned();
            // "Raided" of no known verb: its form tells which.
            let unknown = || token.upos == Upos::Verb && !lexicon.tells(&lemma);
            let by_form = || if unknown() { lexicon.verb_of(&form) } else { None };
            listed.or_else(by_form)
        };
        // "Gunmen" at the head of a sentence was taken for a name.
        let noun = matches!(token.upos, Upos::Noun | Upos::Propn);
        let person = || lexicon.person_of(&lemma).filter(|_| noun && !named);
        participle.or_else(irregular).or_else(person).unwrap_or(lemma)
    };
    let lemmas = analysis.tokens.iter().zip(&named).map(|(token, name)| lemma(token, name.is_some())).collect();
    Doc {
        report,
        text,
        index,
        analysis,
        lexicon,
        names,
        regions,
        times,
        byline,
        time_doubts,
        lemmas,
        lower,
        children,
        name_starts,
        named,
        stands_for,
        block,
        block_number,
    }
}

/// A text with one kind of apostrophe.
fn plain_apostrophes(text: String) -> String {
    if text.contains('’') { text.replace('’', "'") } else { text }
}

/// A past form of a verb of the tables that was taken for a noun: no noun ends so ("The minister apologised"), or none is
/// followed by what follows here ("Gunmen shot dead the lawyer") or stands behind what stands here ("four people shot",
/// "were shot"). After an article it may be one ("the accused").
fn verbs_among_nouns(analysis: &mut Analysis, text: &str, lexicon: &Lexicon) {
    let upos = |analysis: &Analysis, at: usize| analysis.tokens.get(at).map_or(Upos::Punct, |t| t.upos);
    // Where endings tell subject and object, they tell nouns and verbs apart too.
    if lexicon.noun_first {
        return;
    }
    for at in 1..analysis.tokens.len() {
        let small = || text[analysis.tokens[at].start..].starts_with(char::is_lowercase);
        let noun = upos(analysis, at) == Upos::Noun || (upos(analysis, at) == Upos::Propn && small());
        if !noun || matches!(upos(analysis, at - 1), Upos::Det | Upos::Pron | Upos::Adp) {
            continue;
        }
        let form = analysis.form(text, at).to_lowercase();
        let after = at + 1 + usize::from(upos(analysis, at + 1) == Upos::Adj);
        let opens = matches!(upos(analysis, after), Upos::Det | Upos::Pron | Upos::Propn | Upos::Num);
        let of_act = |verb: &String| lexicon.triggers.contains_key(verb.as_str());
        let irregular = lexicon.irregular.get(&form).is_some_and(of_act);
        // "Strangers set fire to": behind people, words that are a verb together.
        let people = || is_people(&analysis.tokens[at - 1], lexicon);
        let follows = |n: usize, word: &str| {
            at + n < analysis.tokens.len() && analysis.form(text, at + n).eq_ignore_ascii_case(word)
        };
        let several = || people() && lexicon.begins_a_verb(&form, follows);
        if lexicon.verb_of(&form).is_some() || (irregular && opens) || several() {
            analysis.tokens[at].upos = Upos::Verb;
        } else if irregular && suffers_before(analysis, lexicon, at) {
            let token = &mut analysis.tokens[at];
            (token.upos, token.feats.verb_form) = (Upos::Verb, Some(VerbForm::Part));
        }
    }
}

/// Whether people or their number, or a verb that makes a passive, stand right before a word.
fn suffers_before(analysis: &Analysis, lexicon: &Lexicon, at: usize) -> bool {
    let adverb = |t: &usize| analysis.tokens[*t].upos == Upos::Adv;
    let Some(before) = (at.saturating_sub(3)..at).rev().find(|t| !adverb(t)) else { return false };
    let token = &analysis.tokens[before];
    let lemma = token.lemma.to_lowercase();
    match token.upos {
        Upos::Aux => lexicon.passive.single(&lemma).is_some(),
        // "Found shot", but "fired one shot".
        Upos::Verb => token.feats.verb_form == Some(VerbForm::Part),
        Upos::Num => lexicon.numbers.single(&lemma).is_none_or(|n| n.min != Some(1)) && lemma != "1",
        _ => is_people(token, lexicon),
    }
}

/// Whether a token is a noun for people.
fn is_people(token: &syntax::Token, lexicon: &Lexicon) -> bool {
    let lemma = token.lemma.to_lowercase();
    let listed = || lexicon.person(&lemma).is_some() || lexicon.person_of(&lemma).is_some();
    matches!(token.upos, Upos::Noun | Upos::Propn) && listed()
}

/// Whether a token is part of one of some times.
fn is_in_time(times: &[times::Found], token: usize) -> bool {
    let next = times.partition_point(|t| t.tokens.end <= token);
    times.get(next).is_some_and(|t| t.tokens.contains(&token))
}

/// Whether a noun or adjective cannot belong to another word, by its case or number.
fn disagrees(token: &syntax::Token, other: &syntax::Token) -> bool {
    let (a, b) = (&token.feats, &other.feats);
    let nominative = a.case == Some(Case::Nom) && b.case != Some(Case::Nom);
    let numbers = a.number.zip(b.number).is_some_and(|(a, b)| a != b);
    a.case.is_some() && (nominative || (numbers && token.deprel == Deprel::Amod))
}

/// So many mentions of a country or region are read.
const MENTIONS: usize = 8;

/// The last words of all names of countries and regions, in small letters.
fn regions(text: &str, names: &names::Names) -> HashSet<String> {
    let region = |e: &&names::Draft| {
        let place = e.place.as_ref().filter(|_| e.kind == EntityKind::Place);
        place.is_some_and(|p| matches!(p.kind, PlaceType::Country | PlaceType::Region))
    };
    let mentions = names.entities.iter().filter(region).flat_map(|e| e.mentions.iter().take(MENTIONS));
    mentions.filter_map(|m| Some(text[m.start..m.end].split_whitespace().next_back()?.to_lowercase())).collect()
}

/// A report of no more tokens is a short one.
const SHORT: usize = 300;

/// So many tokens behind its subject a verb is looked for.
const CLAUSE: usize = 20;

/// A time has no clause: a verb that was hung on one is the sentence's own, and what cannot belong to the time is the
/// subject of the verb that follows it («В минувшую пятницу неизвестные избили …»).
fn free_clauses(analysis: &mut Analysis, times: &[times::Found]) {
    let in_time = |at: usize| is_in_time(times, at);
    let finite = |t: &syntax::Token| t.upos == Upos::Verb && matches!(t.feats.verb_form, None | Some(VerbForm::Fin));
    for sentence in analysis.sentences.clone() {
        for at in sentence.clone().filter(|at| !in_time(*at)) {
            let Some(head) = analysis.tokens[at].head.filter(|head| *head < at && in_time(*head)) else { continue };
            if finite(&analysis.tokens[at]) {
                (analysis.tokens[at].head, analysis.tokens[at].deprel) = (None, Deprel::Root);
            } else if disagrees(&analysis.tokens[at], &analysis.tokens[head]) {
                let rest = &analysis.tokens[at + 1..sentence.end];
                let verb =
                    rest.iter().take(CLAUSE).take_while(|t| t.upos != Upos::Punct).position(finite).map(|n| at + 1 + n);
                let Some(verb) = verb else { continue };
                (analysis.tokens[at].head, analysis.tokens[at].deprel) = (Some(verb), Deprel::Nsubj);
                if analysis.tokens[verb].head == Some(at) {
                    (analysis.tokens[verb].head, analysis.tokens[verb].deprel) = (None, Deprel::Root);
                }
            }
        }
    }
}

/// Bytes before and behind a time in which a line of its own begins and ends.
const LINE: usize = 200;

/// Whether a time is the day of publication in a line that tells nothing ("Jan 17, 2018 — 12:44 — Updated"), or before
/// the first word of one that does ("16.02.2015 The court …").
fn is_byline(text: &str, analysis: &Analysis, time: &times::Found, published: Option<&Edtf>) -> bool {
    let day = time.edtf.as_ref().filter(|_| time.basis == times::Basis::Itself && time.inferred_from.is_none());
    if published.is_none() || day != published {
        return false;
    }
    let newline = |b: &u8| *b == b'\n';
    let far = time.start.saturating_sub(LINE);
    let Some(start) =
        text.as_bytes()[far..time.start].iter().rposition(newline).map(|at| far + at + 1).or((far == 0).then_some(0))
    else {
        return false;
    };
    let last = (time.end + LINE).min(text.len());
    let end = text.as_bytes()[time.end..last].iter().position(newline).map(|at| time.end + at);
    let end = end.or((last == text.len()).then_some(last));
    let (before, after) = (&text[start..time.start], text[time.end..].trim_start());
    let opens = !before.contains(char::is_alphabetic)
        && text[..time.end].ends_with(|c: char| c.is_ascii_digit())
        && !after.starts_with(|c: char| c.is_lowercase() || c == ',');
    let tells = |t: &syntax::Token| matches!(t.upos, Upos::Verb | Upos::Aux);
    let silent = |end: usize| {
        let tokens = analysis.token_at(start)..analysis.tokens.partition_point(|t| t.start < end);
        !analysis.tokens[tokens].iter().any(tells)
    };
    opens || end.is_some_and(silent)
}

type ByToken = (Vec<Option<usize>>, Vec<Option<usize>>, Vec<bool>);

/// Where the time of day ends that heads a post of a live page ("14:05 Police are …"): it stands apart from its first
/// sentence, and says when it was posted.
fn stamp_end(text: &str, block: std::ops::Range<usize>) -> Option<usize> {
    let post = text.get(block.clone())?;
    let stamp = post.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'))?;
    let clock = post[..stamp].split_once([':', '.'])?;
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (digits(clock.0) && digits(clock.1)).then_some(block.start + stamp)
}

fn by_token(names: &names::Names, n: usize) -> ByToken {
    let (mut named, mut stands_for, mut starts) = (vec![None; n], vec![None; n], vec![false; n]);
    for (number, entity) in names.entities.iter().enumerate() {
        for mention in &entity.mentions {
            let by_name = matches!(mention.form, names::Form::Name | names::Form::Acronym | names::Form::Surname);
            let into = if by_name { &mut named } else { &mut stands_for };
            for token in mention.tokens.clone().filter(|t| *t < n) {
                into[token] = Some(number);
            }
            if by_name && mention.tokens.start < n {
                starts[mention.tokens.start] = true;
            }
        }
    }
    (named, stands_for, starts)
}

/// Kind and number of the block that each token is in; where a report has no blocks, paragraphs count. A headline that
/// is not part of the text counts as the block before the first.
fn blocks(report: &Report, index: &TextIndex<'_>, analysis: &Analysis) -> (Vec<BlockKind>, Vec<usize>) {
    let text = index.text();
    let mut spans: Vec<(usize, usize, BlockKind)> =
        report.blocks.iter().map(|b| (index.byte(b.start), index.byte(b.end), b.kind)).collect();
    if spans.is_empty() {
        let mut at = 0;
        for paragraph in text.split("\n\n") {
            spans.push((at, at + paragraph.len(), BlockKind::Paragraph));
            at += paragraph.len() + 2;
        }
        // A short first line without a full stop is the headline.
        if let Some(first) = spans.first_mut().filter(|_| text.contains("\n\n")) {
            let line = text[first.0..first.1].trim_end();
            if line.len() < 200 && !line.ends_with(['.', '!', '?', ':', '…']) {
                first.2 = BlockKind::Heading;
            }
        }
    }
    let headed = spans.first().is_some_and(|s| s.2 == BlockKind::Heading);
    let (mut kinds, mut numbers) = (Vec::new(), Vec::new());
    let mut block = 0;
    for token in &analysis.tokens {
        while block + 1 < spans.len() && token.start >= spans[block].1 {
            block += 1;
        }
        kinds.push(spans[block].2);
        numbers.push(block + usize::from(!headed));
    }
    (kinds, numbers)
}

/// A day of the same year as another, without that year.
fn without_year(edtf: &Edtf, other: &Edtf) -> Option<Edtf> {
    let (day, other) = (edtf.as_day()?, other.as_day()?);
    if day.year() == other.year() { Edtf::month_day(day.month(), day.day()) } else { None }
}
