//! A part of speech with a word's form, packed into 32 bits, and the parts that a model scores one by one.

use crate::token::{Aspect, Case, Feats, Gender, Mood, Number, Tense, Upos, VerbForm};

/// Part of speech and form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) upos: Upos,
    pub(crate) feats: Feats,
}

/// Most parts that a tag has.
const MOST: usize = 14;

/// Parts of one tag.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Parts {
    ids: [u8; MOST],
    len: u8,
}

impl Parts {
    fn push(&mut self, id: usize) {
        self.ids[usize::from(self.len)] = u8::try_from(id).expect("parts are few");
        self.len += 1;
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.ids[..usize::from(self.len)]
    }
}

fn pick<T: Copy>(all: &[T], code: u32) -> Option<T> {
    (code as usize).checked_sub(1).and_then(|i| all.get(i)).copied()
}

impl Tag {
    /// The tag as bits.
    pub(crate) fn pack(self) -> u32 {
        let f = self.feats;
        let mut bits = 0;
        let mut put = |value: u32, width: u32| bits = (bits << width) | value;
        put(self.upos as u32, 5);
        put(f.case.map_or(0, |c| c as u32 + 1), 3);
        put(f.number.map_or(0, |c| c as u32 + 1), 2);
        put(f.gender.map_or(0, |c| c as u32 + 1), 2);
        put(f.animate.map_or(0, |a| u32::from(a) + 1), 2);
        put(f.person.map_or(0, u32::from).min(3), 2);
        put(f.verb_form.map_or(0, |c| c as u32 + 1), 3);
        put(f.tense.map_or(0, |c| c as u32 + 1), 2);
        put(f.aspect.map_or(0, |c| c as u32 + 1), 2);
        put(f.mood.map_or(0, |c| c as u32 + 1), 2);
        put(u32::from(f.passive), 1);
        bits
    }

    /// The tag of some bits; a field that no tag has is empty.
    pub(crate) fn unpack(mut bits: u32) -> Tag {
        let mut take = |width: u32| {
            let value = bits & ((1 << width) - 1);
            bits >>= width;
            value
        };
        let passive = take(1) == 1;
        let mood = pick(Mood::ALL, take(2));
        let aspect = pick(Aspect::ALL, take(2));
        let tense = pick(Tense::ALL, take(2));
        let verb_form = pick(VerbForm::ALL, take(3));
        let person = take(2);
        let animate = match take(2) {
            1 => Some(false),
            2 => Some(true),
            _ => None,
        };
        let gender = pick(Gender::ALL, take(2));
        let number = pick(Number::ALL, take(2));
        let case = pick(Case::ALL, take(3));
        let upos = Upos::ALL.get(take(5) as usize).copied().unwrap_or_default();
        let person = (person > 0).then_some(person as u8);
        Tag { upos, feats: Feats { case, number, gender, animate, person, verb_form, tense, aspect, mood, passive } }
    }

    /// Parts that a model scores: the part of speech, and each piece of the form beside the kind of word it is on.
    pub(crate) fn parts(self) -> Parts {
        let f = self.feats;
        let kind = match self.upos {
            Upos::Noun | Upos::Propn | Upos::Pron => 0,
            Upos::Verb | Upos::Aux if f.verb_form != Some(VerbForm::Part) => 2,
            _ => 1,
        };
        let mut parts = Parts::default();
        parts.push(self.upos as usize);
        let mut base = Upos::ALL.len();
        let mut add = |value: Option<usize>, size: usize| {
            if let Some(value) = value {
                parts.push(base + value);
            }
            base += size;
        };
        add(f.case.map(|c| c as usize + 7 * (kind & 1)), 14);
        add(f.number.map(|n| n as usize + 2 * kind), 6);
        add(f.gender.map(|g| g as usize + 3 * kind), 9);
        let case_number = f.case.zip(f.number).map(|(c, n)| c as usize * 2 + n as usize);
        add(case_number.map(|cn| cn + 14 * (kind & 1)), 28);
        add(f.animate.map(usize::from), 2);
        add(f.person.map(|p| usize::from(p.clamp(1, 3)) - 1), 3);
        add(f.verb_form.map(|v| v as usize), 5);
        add(f.tense.map(|t| t as usize + if f.verb_form == Some(VerbForm::Part) { 3 } else { 0 }), 6);
        add(f.aspect.map(|a| a as usize), 3);
        add(f.mood.map(|m| m as usize), 3);
        add(f.passive.then_some(0), 1);
        add((self.upos == Upos::Propn).then_some(f.gender.map_or(0, |g| g as usize + 1)), 4);
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_unpacks_to_itself() {
        let feats = Feats {
            case: Some(Case::Loc),
            number: Some(Number::Plur),
            gender: Some(Gender::Neut),
            animate: Some(true),
            person: Some(3),
            verb_form: Some(VerbForm::Part),
            tense: Some(Tense::Past),
            aspect: Some(Aspect::Perf),
            mood: Some(Mood::Ind),
            passive: true,
        };
        for tag in [Tag { upos: Upos::Verb, feats }, Tag { upos: Upos::Noun, feats: Feats::default() }] {
            assert_eq!(Tag::unpack(tag.pack()), tag);
            assert!(tag.parts().as_slice().iter().all(|p| usize::from(*p) < 128));
        }
    }
}
