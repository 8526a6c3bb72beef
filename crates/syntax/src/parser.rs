//! Gives words their heads: a greedy transition-based parser in the arc-hybrid system (Kuhlmann et al. 2011) with
//! features after Zhang & Nivre (2011). One pass from left to right, two steps a word. Most steps are clear: a part of
//! the features is asked first, and the others only where no step leads by much (after Strubell et al. 2015).

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

    /// What is seen of the state.
    pub(crate) fn view(&self) -> View {
        let (s0, s1, s2) = (self.on_stack(0), self.on_stack(1), self.on_stack(2));
        let (b0, b1, b2) = (self.next, self.next + 1, self.next + 2);
        let (f0, f1, g0) = (self.family(s0), self.family(s1), self.family(b0));
        View {
            stack: [s0, s1, s2].map(|at| self.node(at)),
            buffer: [b0, b1, b2].map(|at| self.node(at)),
            families: [f0, f1, g0],
            first: [f0, f1, g0].map(|f| self.node(f.left)),
            last: [f0, f1].map(|f| self.node(f.right)),
            first_relation: [f0, f1, g0].map(|f| self.relation(f.left)),
            last_relation: [f0, f1].map(|f| self.relation(f.right)),
            near: Self::distance(s0, b0),
            apart: Self::distance(s1, s0),
        }
    }
}

/// What is seen of a state.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    /// The words on top of the stack, the next words, and the families of the first two of those and the first of these.
    stack: [Node; 3],
    buffer: [Node; 3],
    families: [Family; 3],
    /// The outermost dependents in those families, and their relations.
    first: [Node; 3],
    last: [Node; 2],
    first_relation: [u64; 3],
    last_relation: [u64; 2],
    /// How far the top of the stack is from the next word, and from the second on the stack.
    near: u64,
    apart: u64,
}

/// How many dependents a word has on its two sides, so far.
fn count(family: &Family) -> u64 {
    u64::from(family.left_count.min(4)) * 8 + u64::from(family.right_count.min(4))
}

/// Features are made of templates; each has a number, which never changes.
fn feature(template: u64, a: u64, b: u64, c: u64) -> u64 {
    finish(mix(mix(mix(template, a), b), c))
}

impl View {
    /// All features, as hashes.
    #[cfg(feature = "train")]
    pub(crate) fn features(&self, sink: &mut impl FnMut(u64)) {
        self.first_features(sink);
        self.other_features(sink);
    }

    /// The features that tell most, as hashes: most steps are clear from these.
    pub(crate) fn first_features(&self, sink: &mut impl FnMut(u64)) {
        let [n0, n1, _] = &self.stack;
        let [m0, m1, m2] = &self.buffer;
        let [f0, f1, g0] = &self.families;
        let [l0, _, k0] = &self.first;
        let [r0, _] = &self.last;
        let mut put = |template: u64, a: u64, b: u64, c: u64| sink(feature(template, a, b, c));
        put(1, n0.lemma, n0.upos, 0);
        put(2, n0.tag, 0, 0);
        put(3, n0.form, 0, 0);
        put(4, n1.lemma, n1.upos, 0);
        put(5, n1.tag, 0, 0);
        put(6, n1.form, 0, 0);
        put(7, m0.lemma, m0.upos, 0);
        put(8, m0.tag, 0, 0);
        put(9, m0.form, 0, 0);
        put(11, m1.tag, 0, 0);
        put(17, n0.upos, m0.upos, m1.upos);
        put(18, m0.upos, m1.upos, m2.upos);
        put(35, n0.lemma, self.near, 0);
        put(36, m0.lemma, self.near, 0);
        put(37, n1.upos, n0.upos, self.apart);
        put(40, n0.tag, count(f0), 0);
        put(42, m0.tag, count(g0), 0);
        put(43, n0.lemma, f0.relations, 0);
        put(45, n0.upos, f0.relations, m0.upos);
        put(47, m0.upos, g0.relations, n0.upos);
        put(48, n0.upos, l0.upos, m0.upos);
        put(49, n0.upos, r0.upos, m0.upos);
        put(52, n0.upos, k0.upos, m0.upos);
        put(53, n1.upos, n0.upos, l0.upos);
        put(55, n0.upos, self.first_relation[0], self.last_relation[0]);
        put(56, n1.upos, self.first_relation[1], self.last_relation[1]);
        put(57, m0.upos, self.first_relation[2], n0.upos);
        put(58, l0.lemma, n0.upos, m0.upos);
        put(61, k0.lemma, m0.upos, n0.upos);
        put(65, g0.case, m0.tag, n0.upos);
        put(66, g0.case, n0.lemma, 0);
        put(67, f0.case, f1.case, n1.upos);
    }

    /// All other features, as hashes.
    pub(crate) fn other_features(&self, sink: &mut impl FnMut(u64)) {
        let [n0, n1, n2] = &self.stack;
        let [m0, m1, m2] = &self.buffer;
        let [f0, f1, _] = &self.families;
        let [l0, l1, _] = &self.first;
        let [r0, r1] = &self.last;
        let mut put = |template: u64, a: u64, b: u64, c: u64| sink(feature(template, a, b, c));
        put(10, m1.lemma, m1.upos, 0);
        put(12, m1.form, 0, 0);
        put(13, n2.lemma, n2.upos, 0);
        put(14, m2.lemma, m2.upos, 0);
        put(15, n2.upos, n1.upos, n0.upos);
        put(16, n1.upos, n0.upos, m0.upos);
        put(19, n0.tag, m0.tag, 0);
        put(20, n1.tag, n0.tag, 0);
        put(21, n1.tag, n0.tag, m0.upos);
        put(22, n0.tag, m0.tag, m1.tag);
        put(23, n0.lemma, m0.lemma, 0);
        put(24, n0.lemma, m0.tag, 0);
        put(25, n0.tag, m0.lemma, 0);
        put(26, n1.lemma, n0.lemma, 0);
        put(27, n1.lemma, n0.tag, 0);
        put(28, n1.tag, n0.lemma, 0);
        put(29, n0.lemma, m0.upos, m1.upos);
        put(30, n0.upos, m0.lemma, m1.upos);
        put(31, n1.lemma, n0.upos, m0.upos);
        put(32, n1.upos, n0.lemma, m0.upos);
        put(33, n1.upos, n0.upos, m0.lemma);
        put(34, n0.upos, m0.upos, self.near);
        put(38, n1.lemma, self.apart, 0);
        put(39, n0.lemma, self.apart, 0);
        put(41, n1.tag, count(f1), 0);
        put(44, n1.lemma, f1.relations, 0);
        put(46, n1.upos, f1.relations, n0.upos);
        put(50, n1.upos, r1.upos, n0.upos);
        put(51, n1.upos, l1.upos, n0.upos);
        put(54, n1.upos, n0.upos, r0.upos);
        put(59, r0.lemma, n0.upos, m0.upos);
        put(60, r1.lemma, n1.upos, n0.upos);
        put(62, f0.case, n0.tag, n1.upos);
        put(63, f0.case, n1.lemma, 0);
        put(64, f0.case, n0.lemma, n1.upos);
        put(68, n0.lemma, n1.lemma, m0.upos);
        put(69, n0.tag, n1.tag, n2.tag);
        put(70, n0.tag, f0.relations, n1.tag);
        put(71, l0.tag, n0.tag, n1.tag);
    }
}

/// Finds the best step that is allowed.
pub(crate) fn best<T: Copy + Into<i32>>(state: &State<'_>, scores: &[T; MOST_CLASSES]) -> Step {
    best_and_lead(state, scores).0
}

/// Finds the best step that is allowed, the first where several are, and by how much it leads.
fn best_and_lead<T: Copy + Into<i32>>(state: &State<'_>, scores: &[T; MOST_CLASSES]) -> (Step, i32) {
    let (shift, left, right) = state.allowed();
    let at_root = state.next as usize == state.heads.len();
    let of = |step: Step| (step.score(scores), i32::MIN, step);
    let with_relation = |step: fn(Deprel) -> Step| {
        let kind: i32 = scores[step(Deprel::Root).classes().0].into();
        let (score, second, relation) = best_relation(step, scores);
        (kind + score, kind + second, step(relation))
    };
    let offers = [
        shift.then(|| of(Step::Shift)),
        left.then(|| if at_root { of(Step::Left(Deprel::Root)) } else { with_relation(Step::Left) }),
        right.then(|| with_relation(Step::Right)),
    ];
    let (mut best, mut second) = ((i32::MIN, Step::Shift), i32::MIN);
    for (score, next, step) in offers.into_iter().flatten() {
        second = second.max(next).max(score.min(best.0));
        best = if score > best.0 { (score, step) } else { best };
    }
    (best.1, best.0.saturating_sub(second))
}

/// The first of the best relations for a step, but for that of the root, with its score and that of the second.
fn best_relation<T: Copy + Into<i32>>(step: fn(Deprel) -> Step, scores: &[T; MOST_CLASSES]) -> (i32, i32, Deprel) {
    let first = step(Deprel::ALL[0]).classes().1.unwrap_or(0);
    let (mut best, mut second) = ((i32::MIN, Deprel::Root), i32::MIN / 2);
    for (relation, score) in Deprel::ALL.iter().zip(&scores[first..first + RELATIONS]) {
        let score: i32 = (*score).into();
        if *relation == Deprel::Root {
            continue;
        }
        second = second.max(score.min(best.0));
        if score > best.0 {
            best = (score, *relation);
        }
    }
    (best.0, second, best.1)
}

/// The heads and relations of a sentence; the root has no head.
pub(crate) fn parse(weights: &Linear, nodes: &[Node]) -> Vec<(Option<usize>, Deprel)> {
    let mut state = State::new(nodes);
    let mut found = Vec::with_capacity(96);
    while !state.is_done() {
        let step = state.only_step().unwrap_or_else(|| {
            let view = state.view();
            found.clear();
            view.first_features(&mut |feature| found.push(feature));
            let mut scores = weights.scores(&found);
            let (step, lead) = best_and_lead(&state, &scores);
            if weights.is_clear(lead) {
                return step;
            }
            found.clear();
            view.other_features(&mut |feature| found.push(feature));
            weights.add(&found, &mut scores);
            best(&state, &scores)
        });
        state.take(step);
    }
    state.free_marks();
    state.one_subject();
    let heads = state.heads.iter().map(|h| Some(*h as usize).filter(|h| *h < nodes.len()));
    heads.zip(state.relations.iter().copied()).collect()
}
