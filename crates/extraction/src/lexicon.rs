//! What a language's folder says of acts, people, things and the words around them, read once and checked.
//!
//! It knows no report. Every list holds lemmas; a rule of several words is matched on lemmas in their order.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use model::{ActCode, AgeGroup, InstrumentCode, Modality, Occupation, PerpetratorType, ResponseKind, Sex, TargetKind};
use model::{Answer, CasualtyKind, OutcomeKind};

mod files;
mod phrases;

use files::*;
pub(crate) use phrases::Phrases;
use phrases::{fill, spellings};

use crate::numbers::Bound;

/// The files of one language's folder that this crate reads.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    /// `acts.toml`
    pub acts: &'a str,
    /// `people.toml`
    pub people: &'a str,
    /// `things.toml`
    pub things: &'a str,
    /// `said.toml`
    pub said: &'a str,
    /// `aftermath.toml`
    pub aftermath: &'a str,
    /// `grammar.toml`
    pub grammar: &'a str,
}

/// A language's folder holds something that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The file is no TOML of the right form.
    #[error("{file} of language {language}: {source}")]
    Toml {
        /// Which file.
        file: &'static str,
        /// Which language.
        language: String,
        /// What is wrong, and where.
        source: Box<toml::de::Error>,
    },
    /// A rule names something that there is not.
    #[error("{file} of language {language}, rule {rule}: \"{word}\" is no {what}; see docs/LANGUAGES.md")]
    Unknown {
        /// Which file.
        file: &'static str,
        /// Which language.
        language: String,
        /// Which rule.
        rule: String,
        /// The word.
        word: String,
        /// What it should be.
        what: &'static str,
    },
}

/// How a trigger's words stand in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Shape {
    /// A verb: subject does, object suffers.
    Verb,
    /// A verb whose subject suffers.
    Happens,
    /// A noun.
    Noun,
}

/// What an act must be done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Person,
    Group,
    Organisation,
    Authority,
    Place,
    Target(TargetKind),
    /// "Everything", "the interior".
    UnknownThing,
    Protest,
    /// A pronoun or name that nothing is known of, or nothing named at all.
    Unknown,
    /// A common noun that no list has; no act needs it.
    Other,
}

impl Kind {
    fn from_word(word: &str) -> Option<Kind> {
        Some(match word {
            "person" => Kind::Person,
            "group" => Kind::Group,
            "organisation" => Kind::Organisation,
            "authority" => Kind::Authority,
            "place" => Kind::Place,
            "unknown-thing" => Kind::UnknownThing,
            "protest" => Kind::Protest,
            "unknown" => Kind::Unknown,
            other => Kind::Target(TargetKind::from_code(other)?),
        })
    }
}

/// A rule for an act.
#[derive(Debug, Clone)]
pub(crate) struct ActRule {
    pub id: String,
    pub code: ActCode,
    /// Empty = anything.
    pub needs: Vec<Kind>,
    /// Prepositions before whom or what it is done to.
    pub to: Vec<String>,
    /// Whether a noun tells it only beside whom or what it is done to.
    pub must: bool,
    /// Whether "X's attack" names who does it.
    pub owner_does: bool,
    /// Whether it is no act where somebody does it who is no authority.
    pub by_authority: bool,
    /// Prepositions before those from whom it is taken.
    pub from: Vec<String>,
    /// The instrument that a word of its own means ("fire" in "open fire").
    pub instrument: Option<InstrumentCode>,
}

/// Words that tell an act.
#[derive(Debug, Clone)]
pub(crate) struct Trigger {
    pub words: Vec<String>,
    pub shape: Shape,
    pub rule: usize,
    /// It tells harm that also comes without anybody doing it ("die", "destroy").
    pub harm: bool,
}

/// What a noun says of people.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct People {
    pub occupation: Option<Occupation>,
    /// The occupation is only as good as nothing better.
    pub weak: bool,
    pub sex: Option<Sex>,
    pub age: Option<AgeGroup>,
    pub works_for: Option<PerpetratorType>,
    pub group: bool,
    /// An organisation, without its name.
    pub body: bool,
}

/// What a noun says of a thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Thing {
    pub target: Option<Kind>,
    pub instrument: Option<InstrumentCode>,
}

/// What a verb does with a thing that it is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Delivery {
    /// It sends it.
    pub sends: bool,
    /// Its subject gets it ("find").
    pub gets: bool,
}

/// When a thing is a threat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Menace {
    /// Wherever it is left.
    Always,
    /// Sent or in a message alone: bullets are also found at scenes of crimes.
    Sent,
}

/// Which way an operator reaches an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Reach {
    /// A verb or auxiliary over it.
    Verb,
    /// A noun over it.
    Noun,
    /// An adjective or adverb at it.
    Beside,
    /// A particle at it or before its clause.
    Particle,
}

/// What an operator makes of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Effect {
    Denies,
    Makes(Modality),
}

/// All of it for one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    pub(crate) rules: Vec<ActRule>,
    /// By the first word.
    pub(crate) triggers: HashMap<String, Vec<Trigger>, FixedState>,
    pub(crate) not_acts: Phrases<()>,
    pub(crate) light_suffers: Phrases<()>,
    pub(crate) light_does: Phrases<()>,
    /// Verbs of sending, leaving and finding.
    pub(crate) delivers: Phrases<Delivery>,
    /// Things that threaten, messages that may, and words that say what will happen "or else".
    pub(crate) menaces: Phrases<Menace>,
    pub(crate) messages: Phrases<()>,
    pub(crate) or_else: Phrases<()>,
    pub(crate) sport: Phrases<()>,
    pub(crate) work_verbs: Phrases<()>,
    pub(crate) work_nouns: Phrases<()>,
    pub(crate) people: Phrases<People>,
    pub(crate) unknown_words: Phrases<()>,
    pub(crate) more: Phrases<People>,
    /// Posts of whoever leads a body or a region, and words for a country or a region.
    pub(crate) leads: Phrases<()>,
    pub(crate) regions: Phrases<()>,
    pub(crate) suspects: Phrases<()>,
    /// What stands before that for which somebody is held ("on suspicion of"), and before the violence that they did to
    /// others ("for").
    pub(crate) held_for: Phrases<()>,
    pub(crate) held_by: Phrases<()>,
    pub(crate) things: Phrases<Thing>,
    pub(crate) with: Phrases<()>,
    pub(crate) use_verbs: Phrases<()>,
    pub(crate) operators: Phrases<(Reach, Effect)>,
    pub(crate) denial_phrases: Phrases<()>,
    /// Words that say near an act that it is none yet ("without success", "on the eve of").
    pub(crate) modal_phrases: Phrases<Modality>,
    pub(crate) denial_exceptions: Phrases<()>,
    /// What joins words that are denied together ("or").
    pub(crate) shared_over: Phrases<()>,
    /// Words for somebody's part in an act ("involvement", "be behind").
    pub(crate) part: Phrases<()>,
    /// Verbs of having an act done by others ("order").
    pub(crate) ordered: Phrases<()>,
    /// Verbs that make an attempt of a killing alone ("survived torture").
    pub(crate) survived: Phrases<()>,
    pub(crate) says: Phrases<()>,
    pub(crate) according: Phrases<()>,
    /// Verbs of words that are written somewhere ("reads the statement"), and words before whom an interview is with.
    pub(crate) written: Phrases<()>,
    pub(crate) interview: Phrases<()>,
    /// Verbs of telling and words for what was told before ("reported this").
    pub(crate) tells: Phrases<()>,
    pub(crate) so: Phrases<()>,
    /// Prepositions before whom something is told to.
    pub(crate) addressed: Phrases<()>,
    pub(crate) alert: Phrases<()>,
    pub(crate) answers: Phrases<Answer>,
    pub(crate) outcomes: Phrases<OutcomeKind>,
    pub(crate) casualties: Phrases<CasualtyKind>,
    /// Words for being hit, of which one may die or not ("shoot").
    pub(crate) struck: Phrases<()>,
    pub(crate) responses: Phrases<ResponseKind>,
    pub(crate) demand: Phrases<()>,
    pub(crate) background: Phrases<()>,
    pub(crate) noun_first: bool,
    pub(crate) passive_by_form: bool,
    pub(crate) person_endings: Vec<String>,
    pub(crate) participles: Vec<(String, String)>,
    pub(crate) plurals: Vec<(String, String)>,
    pub(crate) irregular: std::collections::BTreeMap<String, String>,
    pub(crate) possessive: Phrases<()>,
    pub(crate) animate: Phrases<()>,
    pub(crate) relative: Phrases<()>,
    pub(crate) none_words: Phrases<()>,
    pub(crate) of: Phrases<()>,
    pub(crate) by: Phrases<()>,
    pub(crate) at: Phrases<()>,
    pub(crate) passive: Phrases<()>,
    pub(crate) clause: Phrases<()>,
    pub(crate) pointing: Phrases<()>,
    /// What makes a description another one than those before ("another").
    pub(crate) other: Phrases<()>,
    /// What joins a list to the words that it is the list of ("including").
    pub(crate) listing: Phrases<()>,
    /// Several words that join two of a list ("as well as").
    pub(crate) joining: Phrases<()>,
    pub(crate) oneself: Phrases<()>,
    /// Months whose names are other words too ("may").
    pub(crate) months: Phrases<()>,
    pub(crate) numbers: Phrases<model::Number>,
    pub(crate) bounds: Phrases<Bound>,
}

impl Lexicon {
    /// Reads the files of a language's folder.
    ///
    /// # Errors
    ///
    /// [`LexiconError`] names the file, the rule and the word that cannot be used.
    pub fn parse(language: &str, files: &Files<'_>) -> Result<Self, LexiconError> {
        let mut lexicon = Lexicon::default();
        lexicon.acts(language, read("acts.toml", language, files.acts)?)?;
        lexicon.people(language, read("people.toml", language, files.people)?)?;
        lexicon.things(language, read("things.toml", language, files.things)?)?;
        lexicon.said(read("said.toml", language, files.said)?);
        lexicon.aftermath(read("aftermath.toml", language, files.aftermath)?);
        lexicon.grammar(read("grammar.toml", language, files.grammar)?);
        Ok(lexicon)
    }

    fn acts(&mut self, language: &str, file: ActsFile) -> Result<(), LexiconError> {
        for rule in file.act {
            let unknown = |word: &str, what| LexiconError::Unknown {
                file: "acts.toml",
                language: language.to_owned(),
                rule: rule.id.clone(),
                word: word.to_owned(),
                what,
            };
            let owner_does = match rule.owner.as_deref() {
                Some("agent") => true,
                Some("patient") | None => false,
                Some(word) => return Err(unknown(word, "owner of an act")),
            };
            let by_authority = match rule.by.as_deref() {
                Some("authority") => true,
                None => false,
                Some(word) => return Err(unknown(word, "party who must do an act")),
            };
            let instrument = code(&rule.instrument, InstrumentCode::from_code, |w| unknown(w, "kind of instrument"))?;
            let code = ActCode::from_code(&rule.code).ok_or_else(|| unknown(&rule.code, "code of an act"))?;
            let mut needs = Vec::new();
            for word in &rule.needs {
                needs.push(Kind::from_word(word).ok_or_else(|| unknown(word, "kind of person or target"))?);
            }
            let number = self.rules.len();
            for (words, shape) in
                [(&rule.verbs, Shape::Verb), (&rule.happens, Shape::Happens), (&rule.nouns, Shape::Noun)]
            {
                for words in words.iter().flat_map(|w| spellings(w)) {
                    let Some(first) = words.first().cloned() else { continue };
                    self.triggers.entry(first).or_default().push(Trigger { words, shape, rule: number, harm: false });
                }
            }
            for word in &rule.harm {
                let of_rule = |t: &&mut Trigger| t.rule == number && t.words.join(" ") == *word;
                let first = word.split(' ').next().unwrap_or_default();
                self.triggers.get_mut(first).into_iter().flatten().filter(of_rule).for_each(|t| t.harm = true);
            }
            self.rules.push(ActRule {
                id: rule.id.clone(),
                code,
                needs,
                to: rule.to,
                must: rule.must,
                owner_does,
                by_authority,
                from: rule.from,
                instrument,
            });
        }
        for triggers in self.triggers.values_mut() {
            triggers.sort_by_key(|t| (std::cmp::Reverse(t.words.len()), t.rule));
        }
        fill(&mut self.not_acts, &file.not.words, ());
        let menace = &file.menace;
        for (words, sends, gets) in
            [(&menace.leaves, false, false), (&menace.sends, true, false), (&menace.gets, false, true)]
        {
            fill(&mut self.delivers, words, Delivery { sends, gets });
        }
        fill(&mut self.menaces, &menace.things, Menace::Always);
        fill(&mut self.menaces, &menace.sent_things, Menace::Sent);
        fill(&mut self.messages, &menace.messages, ());
        fill(&mut self.or_else, &menace.or_else, ());
        fill(&mut self.sport, &file.sport.words, ());
        fill(&mut self.light_suffers, &file.light.subject_suffers, ());
        fill(&mut self.light_does, &file.light.subject_does, ());
        fill(&mut self.work_verbs, &file.work.verbs, ());
        fill(&mut self.work_nouns, &file.work.nouns, ());
        Ok(())
    }

    fn people(&mut self, language: &str, file: PeopleFile) -> Result<(), LexiconError> {
        let mut entries: HashMap<String, People> = HashMap::new();
        for (at, row) in file.people.iter().enumerate() {
            let unknown = |word: &str, what| LexiconError::Unknown {
                file: "people.toml",
                language: language.to_owned(),
                rule: format!("number {}", at + 1),
                word: word.to_owned(),
                what,
            };
            let given = People {
                occupation: code(&row.occupation, Occupation::from_code, |w| unknown(w, "occupation"))?,
                weak: row.weak,
                sex: code(&row.sex, Sex::from_code, |w| unknown(w, "sex"))?,
                age: code(&row.age, AgeGroup::from_code, |w| unknown(w, "age group"))?,
                works_for: code(&row.works_for, PerpetratorType::from_code, |w| unknown(w, "type of perpetrator"))?,
                group: row.group,
                body: row.body,
            };
            for word in &row.words {
                merge(entries.entry(word.clone()).or_default(), &given);
            }
        }
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        for (words, people) in entries {
            self.people.add(&words, people);
        }
        fill(&mut self.unknown_words, &file.unknown.words, ());
        fill(&mut self.leads, &file.posts.leads, ());
        fill(&mut self.regions, &file.posts.regions, ());
        fill(&mut self.suspects, &file.suspects.words, ());
        fill(&mut self.held_for, &file.suspects.held_for, ());
        fill(&mut self.held_by, &file.suspects.held_by, ());
        for (words, people) in [
            (&file.more.female, People { sex: Some(Sex::Female), ..People::default() }),
            (&file.more.male, People { sex: Some(Sex::Male), ..People::default() }),
            (&file.more.child, People { age: Some(AgeGroup::Child), ..People::default() }),
            (&file.more.youth, People { age: Some(AgeGroup::Youth), ..People::default() }),
            (&file.more.elderly, People { age: Some(AgeGroup::Elderly), ..People::default() }),
        ] {
            fill(&mut self.more, words, people);
        }
        Ok(())
    }

    fn things(&mut self, language: &str, file: ThingsFile) -> Result<(), LexiconError> {
        let unknown = |word: &str, what| LexiconError::Unknown {
            file: "things.toml",
            language: language.to_owned(),
            rule: word.to_owned(),
            word: word.to_owned(),
            what,
        };
        let mut entries: std::collections::BTreeMap<String, Thing> = std::collections::BTreeMap::new();
        for (kind, words) in &file.target {
            let kind = Kind::from_word(kind).ok_or_else(|| unknown(kind, "kind of target"))?;
            for word in words {
                entries.entry(word.clone()).or_default().target.get_or_insert(kind);
            }
        }
        for (code, words) in &file.instrument {
            let code = InstrumentCode::from_code(code).ok_or_else(|| unknown(code, "kind of instrument"))?;
            for word in words {
                entries.entry(word.clone()).or_default().instrument.get_or_insert(code);
            }
        }
        for (words, thing) in entries {
            self.things.add(&words, thing);
        }
        fill(&mut self.with, &file.with.prepositions, ());
        fill(&mut self.use_verbs, &file.with.verbs, ());
        Ok(())
    }

    fn said(&mut self, file: SaidFile) {
        let classes = [
            (Effect::Denies, &file.denied),
            (Effect::Makes(Modality::Attempted), &file.attempted),
            (Effect::Makes(Modality::Threatened), &file.threatened),
            (Effect::Makes(Modality::Demanded), &file.demanded),
            (Effect::Makes(Modality::Expected), &file.expected),
            (Effect::Makes(Modality::Hypothetical), &file.hypothetical),
        ];
        for (effect, words) in classes {
            fill(&mut self.operators, &words.verbs, (Reach::Verb, effect));
            fill(&mut self.operators, &words.nouns, (Reach::Noun, effect));
            fill(&mut self.operators, &words.adjectives, (Reach::Beside, effect));
            fill(&mut self.operators, &words.adverbs, (Reach::Beside, effect));
            fill(&mut self.operators, &words.particles, (Reach::Particle, effect));
            if let Effect::Makes(modality) = effect {
                fill(&mut self.modal_phrases, &words.phrases, modality);
            }
        }
        fill(&mut self.denial_phrases, &file.denied.phrases, ());
        fill(&mut self.denial_exceptions, &file.denied.except, ());
        fill(&mut self.shared_over, &file.denied.shared_over, ());
        fill(&mut self.survived, &file.attempted.survived, ());
        fill(&mut self.part, &file.part.words, ());
        fill(&mut self.ordered, &file.part.ordered, ());
        fill(&mut self.says, &file.says.verbs, ());
        fill(&mut self.according, &file.says.according, ());
        fill(&mut self.written, &file.says.written, ());
        fill(&mut self.interview, &file.says.interview, ());
        fill(&mut self.tells, &file.says.tells, ());
        fill(&mut self.so, &file.says.so, ());
        fill(&mut self.addressed, &file.says.addressed, ());
        fill(&mut self.background, &file.background.words, ());
    }

    fn aftermath(&mut self, file: AftermathFile) {
        fill(&mut self.alert, &file.alerted.verbs, ());
        let answers = &file.alerted;
        for (words, answer) in [
            (&answers.none, Answer::None),
            (&answers.came, Answer::Came),
            (&answers.answered, Answer::Answered),
            (&answers.promised, Answer::Promised),
            (&answers.refused, Answer::Refused),
        ] {
            fill(&mut self.answers, words, answer);
        }
        for (name, words) in &file.outcome {
            if let Some(kind) = OutcomeKind::from_code(name) {
                fill(&mut self.outcomes, words, kind);
            }
        }
        for (name, words) in &file.casualties {
            if let Some(kind) = CasualtyKind::from_code(name) {
                fill(&mut self.casualties, words, kind);
            }
        }
        fill(&mut self.struck, &file.struck.words, ());
        for (name, words) in &file.response {
            if let Some(kind) = ResponseKind::from_code(name) {
                fill(&mut self.responses, words, kind);
            }
        }
        fill(&mut self.demand, &file.demand.verbs, ());
    }

    fn grammar(&mut self, file: GrammarFile) {
        self.noun_first = file.noun_first;
        self.passive_by_form = file.passive_by_form;
        self.person_endings = file.person_endings;
        self.participles = file.participles;
        self.plurals = file.plurals;
        self.irregular = file.irregular;
        for (list, words) in [
            (&mut self.possessive, &file.possessive),
            (&mut self.animate, &file.animate),
            (&mut self.relative, &file.relative),
            (&mut self.none_words, &file.none),
            (&mut self.of, &file.of),
            (&mut self.by, &file.by),
            (&mut self.at, &file.at),
            (&mut self.passive, &file.passive),
            (&mut self.clause, &file.clause),
            (&mut self.pointing, &file.pointing),
            (&mut self.other, &file.other),
            (&mut self.listing, &file.listing),
            (&mut self.joining, &file.joining),
            (&mut self.oneself, &file.oneself),
            (&mut self.months, &file.months),
        ] {
            fill(list, words, ());
        }
        for (word, bounds) in &file.numbers {
            self.numbers.add(word, model::Number { min: bounds.first().copied(), max: bounds.get(1).copied() });
        }
        for (words, bound) in [
            (&file.bounds.at_least, Bound::AtLeast),
            (&file.bounds.more_than, Bound::MoreThan),
            (&file.bounds.at_most, Bound::AtMost),
        ] {
            fill(&mut self.bounds, words, bound);
        }
    }

    /// The verb that a participle is a form of, where an act is told by it.
    pub(crate) fn verb_of(&self, participle: &str) -> Option<String> {
        self.participles.iter().find_map(|(ending, instead)| {
            let verb = format!("{}{instead}", participle.strip_suffix(ending.as_str())?);
            self.tells(&verb).then_some(verb)
        })
    }

    /// The noun for people that a plural could be of, where it is none as it stands: "thugs".
    pub(crate) fn person_of(&self, plural: &str) -> Option<String> {
        if self.person(plural).is_some() {
            return None;
        }
        self.plurals.iter().find_map(|(ending, instead)| {
            let noun = format!("{}{instead}", plural.strip_suffix(ending.as_str())?);
            self.person(&noun).map(|_| noun)
        })
    }

    /// Whether a verb of several words that tells an act begins with this word: "set", where "fire to" follows.
    pub(crate) fn begins_a_verb(&self, word: &str, follows: impl Fn(usize, &str) -> bool) -> bool {
        let several = |t: &&Trigger| t.shape == Shape::Verb && t.words.len() > 1;
        let mut verbs = self.triggers.get(word).into_iter().flatten().filter(several);
        verbs.any(|t| t.words.iter().enumerate().skip(1).all(|(n, w)| follows(n, w)))
    }

    /// Whether a word begins what tells an act, or what follows one.
    pub(crate) fn tells(&self, word: &str) -> bool {
        self.triggers.contains_key(word)
            || !self.responses.starting(word).is_empty()
            || !self.outcomes.starting(word).is_empty()
    }

    /// What a single lemma says of people.
    pub(crate) fn person(&self, lemma: &str) -> Option<&People> {
        self.people.single(lemma)
    }
}

fn merge(into: &mut People, from: &People) {
    if into.occupation.is_none() || (into.weak && !from.weak && from.occupation.is_some()) {
        into.occupation = from.occupation.or(into.occupation);
        into.weak = from.weak;
    }
    into.sex = into.sex.or(from.sex);
    into.age = into.age.or(from.age);
    into.works_for = into.works_for.or(from.works_for);
    into.group |= from.group;
    into.body |= from.body;
}

fn code<T>(
    word: &Option<String>,
    from: impl Fn(&str) -> Option<T>,
    error: impl Fn(&str) -> LexiconError,
) -> Result<Option<T>, LexiconError> {
    word.as_deref().map(|w| from(w).ok_or_else(|| error(w))).transpose()
}
