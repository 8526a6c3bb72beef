//! Gives words their heads: a greedy transition-based parser in the arc-hybrid system (Kuhlmann et al. 2011) with
//! features after Zhang & Nivre (2011). One pass from left to right, two steps a word.

use crate::linear::{Linear, MOST_CLASSES, finish, hash, mix};
use crate::tags::Tag;
use crate::token::{Case, Deprel, Number, Upos};
use crate::words::Word;

/// Classes of the model: shift, left, right, then left and right with each of the relations.
const RELATIONS: usize = Deprel::ALL.len();
const NONE: u32 = u32::MAX;

/// A step of the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The next word goes on the stack.
    Shift,
    /// The next word is the head of the top of the stack.
    Left(Deprel),
    /// The second on the stack is the head of the top.
    Right(Deprel),
}

impl Step {
    /// The two classes whose scores make up the score of the step.
    pub(crate) fn classes(self) -> (usize, Option<usize>) {
        match self {
            Step::Shift => (0, None),
            Step::Left(relation) => (1, Some(3 + relation as usize)),
            Step::Right(relation) => (2, Some(3 + RELATIONS + relation as usize)),
        }
    }

    /// The score of the step.
    pub(crate) fn score<T: Copy + Into<i32>>(self, scores: &[T; MOST_CLASSES]) -> i32 {
        let (kind, relation) = self.classes();
        scores[kind].into() + relation.map_or(0, |r| scores[r].into())
    }
}

/// What the parser sees of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Node {
    /// Hash of the basic form.
    lemma: u64,
    /// Hash of the form.
    form: u64,
    /// Part of speech.
    upos: u64,
    /// Part of speech with case, number, form of verb and the like.
    tag: u64,
    /// One living being in the accusative, which never looks like a nominative.
    accusative: bool,
}

impl Node {
    pub(crate) fn new(lemma: &str, word: &Word, tag: Tag) -> Node {
        let mut short = tag;
        short.feats.animate = None;
        short.feats.aspect = None;
        Node {
            lemma: hash(lemma.as_bytes()),
            form: word.form,
            upos: tag.upos as u64 + 1,
            tag: u64::from(short.pack()) + 64,
            accusative: tag.feats.case == Some(Case::Acc)
                && tag.feats.animate == Some(true)
                && tag.feats.number == Some(Number::Sing),
        }
    }
}

/// Words with their heads so far.
pub(crate) struct State<'n> {
    nodes: &'n [Node],
    pub(crate) stack: Vec<u32>,
    /// The next word; the number of words when only the root is left.
    pub(crate) next: u32,
    pub(crate) heads: Vec<u32>,
    pub(crate) relations: Vec<Deprel>,
    family: Vec<Family>,
}

/// Dependents of a word so far.
#[derive(Debug, Clone, Copy)]
struct Family {
    left: u32,
    right: u32,
    left_count: u8,
    right_count: u8,
    relations: u64,
    /// Basic form of the adposition that marks it.
    case: u64,
}

impl<'n> State<'n> {
    pub(crate) fn new(nodes: &'n [Node]) -> State<'n> {
        let nobody = Family { left: NONE, right: NONE, left_count: 0, right_count: 0, relations: 0, case: 0 };
        State {
            nodes,
            stack: Vec::with_capacity(32),
            next: 0,
            heads: vec![NONE; nodes.len()],
            relations: vec![Deprel::Root; nodes.len()],
            family: vec![nobody; nodes.len() + 1],
        }
    }

    /// Whether every word has its head.
    pub(crate) fn is_done(&self) -> bool {
        self.next as usize == self.nodes.len() && self.stack.is_empty()
    }

    /// Whether the next word can go on the stack, the top can go to the left, the top can go to the right.
    pub(crate) fn allowed(&self) -> (bool, bool, bool) {
        let at_root = self.next as usize == self.nodes.len();
        let deep = self.stack.len() >= 2;
        (!at_root, !self.stack.is_empty() && (!at_root || !deep), deep)
    }

    /// The step that is the only one: what stands first goes on the stack, what is left last is the root.
    fn only_step(&self) -> Option<Step> {
        match self.allowed() {
            (true, false, false) => Some(Step::Shift),
            (false, true, false) => Some(Step::Left(Deprel::Root)),
            _ => None,
        }
    }

    pub(crate) fn take(&mut self, step: Step) {
        match step {
            Step::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Step::Left(relation) => {
                if let Some(word) = self.stack.pop() {
                    self.attach(word, self.next, relation, true);
                }
            }
            Step::Right(relation) => {
                if let Some(word) = self.stack.pop() {
                    let head = self.stack.last().copied().unwrap_or(self.next);
                    self.attach(word, head, relation, false);
                }
            }
        }
    }

    fn attach(&mut self, word: u32, head: u32, relation: Deprel, left: bool) {
        self.heads[word as usize] = head;
        self.relations[word as usize] = relation;
        let family = &mut self.family[head as usize];
        family.relations |= 1 << (relation as u64 & 63);
        if relation == Deprel::Case {
            family.case = self.nodes[word as usize].lemma;
        }
        if left {
            family.left = word;
            family.left_count = family.left_count.saturating_add(1);
        } else {
            family.right = word;
            family.right_count = family.right_count.saturating_add(1);
        }
    }

    /// A verb has one subject, and no accusative is one («блогера задержали»): where a second one was found behind it,
    /// that is its object («изъяли компьютеры»).
    fn one_subject(&mut self) {
        let mut has_subject = vec![false; self.nodes.len()];
        for at in 0..self.heads.len() {
            let head = self.heads[at] as usize;
            let of_verb = self.nodes.get(head).is_some_and(|n| n.upos == Upos::Verb as u64 + 1);
            if of_verb && self.relations[at] == Deprel::Nsubj {
                if (has_subject[head] && at > head) || self.nodes[at].accusative {
                    self.relations[at] = Deprel::Obj;
                } else {
                    has_subject[head] = true;
                }
            }
        }
    }

    /// Gives what hangs on a punctuation mark to the head of the mark: no mark has dependents, so this mends what the
    /// parser got wrong. A mark at the root changes places with its first dependent.
    fn free_marks(&mut self) {
        let root = self.nodes.len() as u32;
        let is_mark = |at: u32| self.nodes.get(at as usize).is_some_and(|n| n.upos == Upos::Punct as u64 + 1);
        let top = self.heads.iter().position(|h| *h == root).unwrap_or(0);
        let first = |at: &usize| self.heads[*at] == top as u32 && !is_mark(*at as u32);
        if is_mark(top as u32)
            && let Some(first) = (0..self.heads.len()).find(first)
        {
            for head in self.heads.iter_mut().filter(|h| **h == top as u32) {
                *head = first as u32;
            }
            (self.heads[first], self.relations[first]) = (root, Deprel::Root);
            (self.heads[top], self.relations[top]) = (first as u32, Deprel::Punct);
        }
        for at in 0..self.heads.len() {
            while is_mark(self.heads[at]) && self.heads[self.heads[at] as usize] != root {
                self.heads[at] = self.heads[self.heads[at] as usize];
            }
        }
    }

    fn node(&self, at: u32) -> Node {
        self.nodes.get(at as usize).copied().unwrap_or(Node {
            lemma: 1,
            form: 1,
            upos: 40 + u64::from(at == NONE),
            tag: 1,
            accusative: false,
        })
    }

    fn on_stack(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |k| self.stack[k])
    }

    fn family(&self, at: u32) -> Family {
        let nobody = Family { left: NONE, right: NONE, left_count: 0, right_count: 0, relations: 0, case: 0 };
        self.family.get(at as usize).copied().unwrap_or(nobody)
    }

    fn relation(&self, at: u32) -> u64 {
        self.relations.get(at as usize).map_or(0, |r| *r as u64 + 1)
    }

    /// How far two words are apart, in six steps.
    fn distance(a: u32, b: u32) -> u64 {
        match b.saturating_sub(a) {
            d @ 0..=3 => u64::from(d),
            4..=6 => 4,
            7..=12 => 5,
            _ => 6,
        }
    }

    /// The features of the state, as hashes.
    pub(crate) fn features(&self, sink: &mut impl FnMut(u64)) {
        let (s0, s1, s2) = (self.on_stack(0), self.on_stack(1), self.on_stack(2));
        let (b0, b1, b2) = (self.next, self.next + 1, self.next + 2);
        let (n0, n1, n2) = (self.node(s0), self.node(s1), self.node(s2));
        let (m0, m1, m2) = (self.node(b0), self.node(b1), self.node(b2));
        let (f0, f1, g0) = (self.family(s0), self.family(s1), self.family(b0));
        let (l0, r0) = (self.node(f0.left), self.node(f0.right));
        let (l1, r1) = (self.node(f1.left), self.node(f1.right));
        let k0 = self.node(g0.left);
        let near = Self::distance(s0, b0);
        let apart = Self::distance(s1, s0);
        let mut template = 0u64;
        let mut put = |a: u64, b: u64, c: u64| {
            template += 1;
            sink(finish(mix(mix(mix(template, a), b), c)));
        };
        for n in [n0, n1, m0, m1] {
            put(n.lemma, n.upos, 0);
            put(n.tag, 0, 0);
            put(n.form, 0, 0);
        }
        put(n2.lemma, n2.upos, 0);
        put(m2.lemma, m2.upos, 0);
        put(n2.upos, n1.upos, n0.upos);
        put(n1.upos, n0.upos, m0.upos);
        put(n0.upos, m0.upos, m1.upos);
        put(m0.upos, m1.upos, m2.upos);
        put(n0.tag, m0.tag, 0);
        put(n1.tag, n0.tag, 0);
        put(n1.tag, n0.tag, m0.upos);
        put(n0.tag, m0.tag, m1.tag);
        put(n0.lemma, m0.lemma, 0);
        put(n0.lemma, m0.tag, 0);
        put(n0.tag, m0.lemma, 0);
        put(n1.lemma, n0.lemma, 0);
        put(n1.lemma, n0.tag, 0);
        put(n1.tag, n0.lemma, 0);
        put(n0.lemma, m0.upos, m1.upos);
        put(n0.upos, m0.lemma, m1.upos);
        put(n1.lemma, n0.upos, m0.upos);
        put(n1.upos, n0.lemma, m0.upos);
        put(n1.upos, n0.upos, m0.lemma);
        put(n0.upos, m0.upos, near);
        put(n0.lemma, near, 0);
        put(m0.lemma, near, 0);
        put(n1.upos, n0.upos, apart);
        put(n1.lemma, apart, 0);
        put(n0.lemma, apart, 0);
        let count = |f: &Family| u64::from(f.left_count.min(4)) * 8 + u64::from(f.right_count.min(4));
        put(n0.tag, count(&f0), 0);
        put(n1.tag, count(&f1), 0);
        put(m0.tag, count(&g0), 0);
        put(n0.lemma, f0.relations, 0);
        put(n1.lemma, f1.relations, 0);
        put(n0.upos, f0.relations, m0.upos);
        put(n1.upos, f1.relations, n0.upos);
        put(m0.upos, g0.relations, n0.upos);
        put(n0.upos, l0.upos, m0.upos);
        put(n0.upos, r0.upos, m0.upos);
        put(n1.upos, r1.upos, n0.upos);
        put(n1.upos, l1.upos, n0.upos);
        put(n0.upos, k0.upos, m0.upos);
        put(n1.upos, n0.upos, l0.upos);
        put(n1.upos, n0.upos, r0.upos);
        put(n0.upos, self.relation(f0.left), self.relation(f0.right));
        put(n1.upos, self.relation(f1.left), self.relation(f1.right));
        put(m0.upos, self.relation(g0.left), n0.upos);
        put(l0.lemma, n0.upos, m0.upos);
        put(r0.lemma, n0.upos, m0.upos);
        put(r1.lemma, n1.upos, n0.upos);
        put(k0.lemma, m0.upos, n0.upos);
        put(f0.case, n0.tag, n1.upos);
        put(f0.case, n1.lemma, 0);
        put(f0.case, n0.lemma, n1.upos);
        put(g0.case, m0.tag, n0.upos);
        put(g0.case, n0.lemma, 0);
        put(f0.case, f1.case, n1.upos);
        put(n0.lemma, n1.lemma, m0.upos);
        put(n0.tag, n1.tag, n2.tag);
        put(n0.tag, f0.relations, n1.tag);
        put(l0.tag, n0.tag, n1.tag);
    }
}

/// Finds the best step that is allowed.
pub(crate) fn best<T: Copy + Into<i32>>(state: &State<'_>, scores: &[T; MOST_CLASSES]) -> Step {
    let (shift, left, right) = state.allowed();
    let at_root = state.next as usize == state.heads.len();
    let with_relation = |step: fn(Deprel) -> Step| {
        let kind: i32 = scores[step(Deprel::Root).classes().0].into();
        let (score, relation) = best_relation(step, scores);
        (kind + score, step(relation))
    };
    let of = |step: Step| (step.score(scores), step);
    let offers = [
        shift.then(|| of(Step::Shift)),
        left.then(|| if at_root { of(Step::Left(Deprel::Root)) } else { with_relation(Step::Left) }),
        right.then(|| with_relation(Step::Right)),
    ];
    let first_of_best = |best: (i32, Step), next: (i32, Step)| if next.0 > best.0 { next } else { best };
    offers.into_iter().flatten().fold((i32::MIN, Step::Shift), first_of_best).1
}

/// The first of the best relations for a step, but for that of the root, with its score.
fn best_relation<T: Copy + Into<i32>>(step: fn(Deprel) -> Step, scores: &[T; MOST_CLASSES]) -> (i32, Deprel) {
    let first = step(Deprel::ALL[0]).classes().1.unwrap_or(0);
    let mut best = (i32::MIN, Deprel::Root);
    for (relation, score) in Deprel::ALL.iter().zip(&scores[first..first + RELATIONS]) {
        let score: i32 = (*score).into();
        if score > best.0 && *relation != Deprel::Root {
            best = (score, *relation);
        }
    }
    best
}

/// The heads and relations of a sentence; the root has no head.
pub(crate) fn parse(weights: &Linear, nodes: &[Node]) -> Vec<(Option<usize>, Deprel)> {
    let mut state = State::new(nodes);
    let mut found = Vec::with_capacity(96);
    while !state.is_done() {
        let step = state.only_step().unwrap_or_else(|| {
            found.clear();
            state.features(&mut |feature| found.push(feature));
            best(&state, &weights.scores(&found))
        });
        state.take(step);
    }
    state.free_marks();
    state.one_subject();
    let heads = state.heads.iter().map(|h| Some(*h as usize).filter(|h| *h < nodes.len()));
    heads.zip(state.relations.iter().copied()).collect()
}
