//! How a phrase stands to a verb or noun of its sentence: by the heads of the words, and where these say nothing, by
//! their order.

use std::ops::Range;

use syntax::{Case, Deprel, Upos, VerbForm};

use crate::doc::Doc;
use crate::phrases::{Phrase, case_mark, is_of};

/// How a phrase stands to a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Relation {
    /// It does it.
    Subject,
    /// It has it done to it, as the subject of a passive.
    PassiveSubject,
    /// It has it done to it.
    Object,
    /// It does it, in the passive or beside a noun ("by X", an instrumental).
    Agent,
    /// It hangs on it by a preposition (its token).
    Preposition(usize),
    /// "Of" it, or a possessive or genitive.
    Of,
    /// "X's": a possessive before a noun.
    Owner,
    /// A noun or name right before a noun.
    Compound,
}

/// A relation and how far it is to be trusted: 3 by the tree, 2 through a shared or raised subject, 1 by order alone.
pub(crate) type Found = (Relation, u8);

/// Whether a verb is passive: by its form, or by the auxiliary before it.
pub(crate) fn is_passive(doc: &Doc<'_>, verb: usize) -> bool {
    let token = &doc.analysis.tokens[verb];
    if (token.feats.passive && doc.lexicon.passive_by_form)
        || children(doc, verb).any(|c| doc.analysis.tokens[c].deprel == Deprel::AuxPass)
    {
        return true;
    }
    // "His wife was injured": the participle was taken for an adjective.
    if token.upos == Upos::Adj && children(doc, verb).any(|c| doc.analysis.tokens[c].deprel == Deprel::Cop) {
        return true;
    }
    let participle = token.upos == Upos::Verb && token.feats.verb_form == Some(VerbForm::Part);
    // "Was arrested and released": the second shares the auxiliary of the first.
    if participle && token.deprel == Deprel::Conj && !has_object(doc, verb) {
        let shares = !children(doc, verb).any(|c| is_subject(doc.analysis.tokens[c].deprel));
        let aux = |h: usize| children(doc, h).any(|c| doc.analysis.tokens[c].deprel == Deprel::AuxPass);
        if shares && token.head.is_some_and(aux) {
            return true;
        }
    }
    // "Vandals set the office on fire" can be taken for vandals who were set; an object of its own says otherwise.
    let after_noun = matches!(token.deprel, Deprel::Acl | Deprel::Amod) && !has_object(doc, verb);
    // The nearest one says it: "was beaten", but "are said to have beaten".
    let mut before = (verb.saturating_sub(4)..verb)
        .rev()
        .take_while(|t| matches!(doc.analysis.tokens[*t].upos, Upos::Aux | Upos::Adv | Upos::Part | Upos::Verb));
    let helps =
        |t: usize| doc.analysis.tokens[t].upos == Upos::Aux || doc.lexicon.passive.single(doc.lemma(t)).is_some();
    let auxiliary = before.find(|t| helps(*t)).is_some_and(|t| doc.lexicon.passive.single(doc.lemma(t)).is_some());
    participle && !doc.lower[verb].ends_with("ing") && (after_noun || auxiliary)
}

/// Whether a noun without a preposition hangs on a verb as what it is done to.
fn has_object(doc: &Doc<'_>, verb: usize) -> bool {
    children(doc, verb).any(|c| {
        let token = &doc.analysis.tokens[c];
        let noun = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron);
        let bare = token.deprel == Deprel::Obj || (token.deprel == Deprel::Obl && case_mark(doc, c).is_none());
        noun && bare && c > verb && !doc.in_time(c)
    })
}

fn children<'d>(doc: &'d Doc<'_>, at: usize) -> impl Iterator<Item = usize> + 'd {
    doc.children[at].iter().map(|c| *c as usize)
}

/// How a phrase stands to a verb or noun.
pub(crate) fn relation(doc: &Doc<'_>, trigger: usize, phrase: &Phrase) -> Option<Found> {
    relation_as(doc, trigger, phrase, doc.analysis.tokens[trigger].upos == Upos::Verb)
}

/// The same, where the table knows better than the tags whether the trigger is a verb.
pub(crate) fn relation_as(doc: &Doc<'_>, trigger: usize, phrase: &Phrase, is_verb: bool) -> Option<Found> {
    by_tree(doc, trigger, phrase, is_verb).or_else(|| by_order(doc, trigger, phrase, is_verb))
}

/// The word that a list of joined words hangs by.
fn first_of_list(doc: &Doc<'_>, mut at: usize) -> usize {
    for _ in 0..6 {
        let token = &doc.analysis.tokens[at];
        match (token.deprel, token.head) {
            (Deprel::Conj | Deprel::Appos | Deprel::Flat | Deprel::FlatName, Some(head)) => at = head,
            // A noun with a conjunction of its own is joined, whatever else it was taken for.
            (Deprel::Nmod, Some(head)) if children(doc, at).any(|c| doc.analysis.tokens[c].deprel == Deprel::Cc) => {
                at = head;
            }
            _ => break,
        }
    }
    at
}

fn by_tree(doc: &Doc<'_>, trigger: usize, phrase: &Phrase, is_verb: bool) -> Option<Found> {
    let tokens = &doc.analysis.tokens;
    let top = first_of_list(doc, phrase.top);
    if top != phrase.top && phrase.tokens.contains(&trigger) {
        return None;
    }
    let head = tokens[top].head;
    if head == Some(trigger) {
        return Some((direct(doc, trigger, top, phrase, is_verb)?, 3));
    }
    let hangs = &tokens[trigger];
    // "the men who attacked", "the activists detained on Monday"
    if matches!(hangs.deprel, Deprel::Acl | Deprel::AclRelcl | Deprel::Amod)
        && hangs.head.is_some_and(|h| phrase.tokens.contains(&h) || h == top)
    {
        // «Одного из них, Ивана Орлова, избили»: one person is not who they are.
        let one = hangs.head.is_some_and(|h| doc.lexicon.noun_first && is_object_by_form(doc, trigger, h));
        return Some((if one { Relation::Object } else { of_clause(doc, trigger) }, 3));
    }
    // a subject shared by joined verbs, or raised over an infinitive or participle
    let over = hangs.head?;
    let shares = matches!(hangs.deprel, Deprel::Conj | Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp);
    let own_subject = children(doc, trigger).any(|c| is_subject(tokens[c].deprel));
    if !shares || own_subject || !is_verb {
        return None;
    }
    if head == Some(over) && is_subject(tokens[top].deprel) {
        let relation = if is_passive(doc, trigger) { Relation::PassiveSubject } else { Relation::Subject };
        return Some((relation, 2));
    }
    // an object shared by joined verbs ("beat and robbed the reporter")
    let own_object = children(doc, trigger).any(|c| tokens[c].deprel == Deprel::Obj);
    let joined = hangs.deprel == Deprel::Conj && (top > trigger || (doc.lexicon.noun_first && !own_object));
    if joined && head == Some(over) && tokens[top].deprel == Deprel::Obj {
        return Some((Relation::Object, 2));
    }
    // «Ему сломали ребро и отобрали телефон»
    let own = children(doc, trigger).any(|c| tokens[c].deprel == Deprel::Iobj);
    if hangs.deprel == Deprel::Conj && !own && head == Some(over) && tokens[top].deprel == Deprel::Iobj {
        return Some((Relation::Object, 2));
    }
    // one step further up ("tried to break in and smash")
    let further = tokens[over].head?;
    let chain = matches!(tokens[over].deprel, Deprel::Conj | Deprel::Xcomp);
    let over_subject = children(doc, over).any(|c| is_subject(tokens[c].deprel));
    if chain && !over_subject && head == Some(further) && is_subject(tokens[top].deprel) {
        let relation = if is_passive(doc, trigger) { Relation::PassiveSubject } else { Relation::Subject };
        return Some((relation, 2));
    }
    None
}

/// A singular thing beside a plural verb is no subject of it, where cases look alike.
fn disagrees(doc: &Doc<'_>, verb: usize, noun: usize) -> bool {
    let tokens = &doc.analysis.tokens;
    let many = tokens[verb].feats.number == Some(syntax::Number::Plur) && tokens[verb].upos == Upos::Verb;
    let name = tokens[noun].upos == Upos::Propn;
    let one = (name || tokens[noun].upos == Upos::Noun) && tokens[noun].feats.number == Some(syntax::Number::Sing);
    let several = children(doc, noun).any(|c| matches!(tokens[c].deprel, Deprel::Conj | Deprel::Nummod));
    doc.lexicon.noun_first && many && one && !several && (name || tokens[noun].feats.animate != Some(true))
}

/// Whether a word for one, in the genitive or accusative, hangs over a plural verb without a subject.
fn is_object_by_form(doc: &Doc<'_>, verb: usize, noun: usize) -> bool {
    let (verb_token, token) = (&doc.analysis.tokens[verb], &doc.analysis.tokens[noun]);
    let many = verb_token.feats.number == Some(syntax::Number::Plur);
    let one = token.feats.number != Some(syntax::Number::Plur);
    let oblique = matches!(token.feats.case, Some(Case::Gen | Case::Acc));
    many && one && oblique && !children(doc, verb).any(|c| is_subject(doc.analysis.tokens[c].deprel))
}

fn is_subject(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::CsubjPass)
}

/// The noun that a clause hangs on is the subject or the object of the clause.
fn of_clause(doc: &Doc<'_>, verb: usize) -> Relation {
    let tokens = &doc.analysis.tokens;
    if is_passive(doc, verb) {
        return Relation::PassiveSubject;
    }
    let subject = children(doc, verb).find(|c| is_subject(tokens[*c].deprel));
    match subject {
        Some(s) if doc.lexicon.relative.single(doc.lemma(s)).is_none() => Relation::Object,
        _ => Relation::Subject,
    }
}

fn direct(doc: &Doc<'_>, trigger: usize, top: usize, phrase: &Phrase, is_verb: bool) -> Option<Relation> {
    let token = &doc.analysis.tokens[top];
    let mark = case_mark(doc, top).or(phrase.preposition);
    let by = mark.is_some_and(|m| doc.lexicon.by.single(doc.lemma(m)).is_some());
    Some(match token.deprel {
        Deprel::Nsubj | Deprel::NsubjPass if is_verb && is_passive(doc, trigger) => Relation::PassiveSubject,
        Deprel::NsubjPass => Relation::PassiveSubject,
        // «Дом подожгли»: one house is not who they are.
        Deprel::Nsubj if disagrees(doc, trigger, top) => Relation::Object,
        // «Блогера задержали»: whoever stands in the accusative is no subject, whatever the tree says.
        Deprel::Nsubj if is_verb && is_accusative(doc, top) => Relation::Object,
        // «Журналистке угрожают»: nor is whoever stands in the dative.
        Deprel::Nsubj if is_verb && token.feats.case == Some(Case::Dat) => Relation::Object,
        Deprel::Nsubj => Relation::Subject,
        Deprel::Obj | Deprel::Iobj => Relation::Object,
        Deprel::OblAgent => Relation::Agent,
        Deprel::NmodPoss => Relation::Owner,
        // "A man shot her": before a verb there is no compound.
        Deprel::Compound if is_subject_by_order(doc, trigger, top, is_verb) && is_passive(doc, trigger) => {
            Relation::PassiveSubject
        }
        Deprel::Compound if is_subject_by_order(doc, trigger, top, is_verb) => Relation::Subject,
        Deprel::Compound | Deprel::Amod => Relation::Compound,
        Deprel::Obl | Deprel::Nmod | Deprel::Advcl | Deprel::Dep => match mark {
            Some(_) if by => Relation::Agent,
            Some(_) if is_of(doc, top) => Relation::Of,
            Some(mark) => Relation::Preposition(mark),
            None if is_verb && token.feats.case == Some(Case::Nom) => Relation::Subject,
            None if is_verb && token.feats.case == Some(Case::Acc) => Relation::Object,
            // «изъяли два компьютера»: a number puts its noun into the genitive.
            None if is_verb && doc.lexicon.noun_first && phrase.number.is_some() && top > trigger => Relation::Object,
            // «двое мужчин ранили …»: that number is a nominative.
            None if is_verb && top < trigger && counted(doc, top, Case::Nom) => Relation::Subject,
            None if token.feats.case == Some(Case::Gen) => Relation::Of,
            None if token.feats.case == Some(Case::Ins) => Relation::Agent,
            None if token.feats.case == Some(Case::Dat) => Relation::Object,
            None if is_verb && may_be_object(doc, trigger, top) => Relation::Object,
            None if token.deprel == Deprel::Nmod => Relation::Compound,
            None => return None,
        },
        _ => return None,
    })
}

/// Whether a noun without a preposition behind a verb can be its object, where case does not tell: no other noun before
/// it is one ("followed a dispute between …, the president").
fn may_be_object(doc: &Doc<'_>, verb: usize, noun: usize) -> bool {
    let tokens = &doc.analysis.tokens;
    let behind = !doc.lexicon.noun_first && noun > verb && !doc.in_time(noun);
    let joined = children(doc, noun).any(|c| tokens[c].deprel == Deprel::Cc);
    let another = || children(doc, verb).any(|c| tokens[c].deprel == Deprel::Obj && (verb..noun).contains(&c));
    behind && (joined || !another())
}

/// Whether a noun before a verb of the tags, where order tells roles, is its subject for lack of another.
fn is_subject_by_order(doc: &Doc<'_>, verb: usize, noun: usize, is_verb: bool) -> bool {
    let other = children(doc, verb).any(|c| is_subject(doc.analysis.tokens[c].deprel));
    is_verb && doc.analysis.tokens[verb].upos == Upos::Verb && noun < verb && !doc.lexicon.noun_first && !other
}

/// Whether a number in a certain case counts a noun.
fn counted(doc: &Doc<'_>, noun: usize, case: Case) -> bool {
    let tokens = &doc.analysis.tokens;
    children(doc, noun).any(|c| tokens[c].upos == Upos::Num && tokens[c].feats.case == Some(case))
}

/// Whether the case of a noun says that it is an object: one living being in the accusative, which looks like a genitive
/// and never like a nominative, or several whose number says so.
fn is_accusative(doc: &Doc<'_>, noun: usize) -> bool {
    let token = &doc.analysis.tokens[noun];
    let one = token.feats.number == Some(syntax::Number::Sing) && token.feats.animate == Some(true);
    let number = children(doc, noun).any(|c| doc.analysis.tokens[c].deprel == Deprel::Nummod);
    let one = one && !number && matches!(token.feats.case, Some(Case::Acc | Case::Gen));
    // «Задержали троих активистов»: living beings whose number is no nominative.
    let several = [Case::Acc, Case::Gen].iter().any(|case| counted(doc, noun, *case));
    doc.lexicon.noun_first && (one || (several && token.feats.animate == Some(true)))
}

/// Where the tree says nothing: the nearest phrase on either side, in the same clause.
fn by_order(doc: &Doc<'_>, trigger: usize, phrase: &Phrase, is_verb: bool) -> Option<Found> {
    let tokens = &doc.analysis.tokens;
    if phrase.tokens.contains(&trigger) {
        return None;
    }
    // The tree has given this phrase to another verb or noun near by.
    let taken = tokens[first_of_list(doc, phrase.top)].head.is_some_and(|h| {
        h != trigger && !phrase.tokens.contains(&h) && tokens[h].upos == Upos::Verb && h.abs_diff(trigger) > 0
    });
    if taken {
        return None;
    }
    let before = phrase.tokens.end <= trigger;
    let gap: Range<usize> = if before { phrase.tokens.end..trigger } else { trigger + 1..phrase.tokens.start };
    if gap.len() > 6 || gap.clone().any(|t| stops(doc, t)) {
        return None;
    }
    if is_verb && phrase.preposition.is_none() && doc.lexicon.noun_first {
        return by_case(doc, trigger, phrase).map(|r| (r, 1));
    }
    let relation = match (is_verb, before, phrase.preposition) {
        (true, true, None) if is_passive(doc, trigger) => Relation::PassiveSubject,
        (true, true, None) => Relation::Subject,
        (true, false, None) if is_passive(doc, trigger) => return None,
        (true, false, None) => Relation::Object,
        (_, false, Some(mark)) if doc.lexicon.by.single(doc.lemma(mark)).is_some() => Relation::Agent,
        (_, false, Some(mark)) if doc.lexicon.of.single(doc.lemma(mark)).is_some() => Relation::Of,
        (_, false, Some(mark)) => Relation::Preposition(mark),
        (false, false, None) if tokens[phrase.head].feats.case == Some(Case::Gen) => Relation::Of,
        (false, true, None) if gap.is_empty() => Relation::Compound,
        _ => return None,
    };
    Some((relation, 1))
}

/// In a language with cases: what the case of a phrase without a preposition says beside a verb.
fn by_case(doc: &Doc<'_>, verb: usize, phrase: &Phrase) -> Option<Relation> {
    let tokens = &doc.analysis.tokens;
    match tokens[phrase.head].feats.case? {
        Case::Nom if is_passive(doc, verb) => Some(Relation::PassiveSubject),
        Case::Nom => Some(Relation::Subject),
        Case::Ins => Some(Relation::Agent),
        Case::Acc | Case::Dat => Some(Relation::Object),
        // Animate objects look like genitives; what it is done with may stand between («избили битами журналиста»).
        Case::Gen if phrase.tokens.start > verb => {
            let mut between = verb + 1..phrase.tokens.start;
            between.all(|t| tokens[t].feats.case == Some(Case::Ins)).then_some(Relation::Object)
        }
        _ => None,
    }
}

/// A word that ends a clause.
fn stops(doc: &Doc<'_>, at: usize) -> bool {
    let token = &doc.analysis.tokens[at];
    token.upos == Upos::Verb
        || doc.lexicon.clause.single(doc.lemma(at)).is_some()
        || (token.upos == Upos::Punct && !matches!(doc.form(at), "-" | "\"" | "«" | "»" | "“" | "”" | "'" | "’"))
}
