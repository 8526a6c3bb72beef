//! Learns the parser's weights with a dynamic oracle (Goldberg & Nivre 2013): the parser follows its own steps, also
//! wrong ones, and learns what is best from there.

use super::perceptron::Perceptron;
use super::random::Random;
use crate::linear::MOST_CLASSES;
use crate::parser::{Node, State, Step, best};
use crate::token::Deprel;

/// Words that are seen in all rounds together, where the rounds are neither too few nor too many.
const WORDS_SEEN: usize = 2_900_000;
/// Rounds after which the parser follows its own steps.
const GUIDED: usize = 1;
/// Of ten steps so many are its own from then on.
const OWN: usize = 9;

/// A sentence: its words and their true heads (the number of words for the root) and relations.
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) heads: Vec<u32>,
    pub(super) relations: Vec<Deprel>,
}

/// Learns from trees; a lead of `clear` after the first features is enough for a step.
pub(super) fn learn(trees: &[Tree], seed: u64, most_weights: usize, clear: u32) -> Vec<u8> {
    let mut order: Vec<usize> = (0..trees.len()).collect();
    let words: usize = trees.iter().map(|t| t.nodes.len()).sum();
    let rounds = (WORDS_SEEN / words.max(1)).clamp(6, 12);
    let mut random = Random::new(seed);
    let mut perceptron = Perceptron::default();
    for round in 0..rounds {
        random.shuffle(&mut order);
        for k in &order {
            learn_tree(&mut perceptron, &trees[*k], round >= GUIDED, &mut random);
        }
    }
    perceptron.write(most_weights, clear)
}

fn learn_tree(perceptron: &mut Perceptron, tree: &Tree, free: bool, random: &mut Random) {
    let mut state = State::new(&tree.nodes);
    let mut found = Vec::with_capacity(96);
    while !state.is_done() {
        found.clear();
        state.view().features(&mut |f| found.push(f));
        let mut scores = [0i32; MOST_CLASSES];
        for feature in &found {
            perceptron.add(*feature, &mut scores);
        }
        let guess = best(&state, &scores);
        let right = best_right(&state, tree, &scores);
        perceptron.step += 1;
        if guess != right && !is_right(&state, tree, guess) {
            for (step, by) in [(right, 1), (guess, -1)] {
                let (kind, relation) = step.classes();
                let kind_differs = right.classes().0 != guess.classes().0;
                for class in kind_differs.then_some(kind).into_iter().chain(relation) {
                    for feature in &found {
                        perceptron.update(*feature, class as u8, by);
                    }
                }
            }
        }
        state.take(if free && random.below(10) < OWN { guess } else { right });
    }
}

/// How many true arcs each kind of step makes impossible.
fn costs(state: &State<'_>, tree: &Tree) -> [usize; 3] {
    let next = state.next;
    let stack = &state.stack;
    let count = tree.heads.len() as u32;
    let mut costs = [0; 3];
    if next < count {
        let below = &stack[..stack.len().saturating_sub(1)];
        costs[0] = usize::from(below.contains(&tree.heads[next as usize]))
            + stack.iter().filter(|s| tree.heads[**s as usize] == next).count();
    }
    if let Some(top) = stack.last().copied() {
        let head = tree.heads[top as usize];
        let in_buffer = (next..count).filter(|b| tree.heads[*b as usize] == top).count();
        let second = stack.len().checked_sub(2).map(|k| stack[k]);
        costs[1] = in_buffer + usize::from(head > next || second == Some(head));
        costs[2] = in_buffer + usize::from(head >= next);
    }
    costs
}

/// The relation that an arc of a kind of step would truly have, where the arc is true.
fn true_relation(state: &State<'_>, tree: &Tree, kind: usize) -> Option<Deprel> {
    let top = state.stack.last().copied()?;
    let head = match kind {
        1 => state.next,
        _ => *state.stack.get(state.stack.len().checked_sub(2)?)?,
    };
    (tree.heads[top as usize] == head).then(|| tree.relations[top as usize])
}

/// Steps that lose as few true arcs as can be.
fn right_steps(state: &State<'_>, tree: &Tree) -> Vec<Step> {
    let (shift, left, right) = state.allowed();
    let costs = costs(state, tree);
    let allowed = [shift, left, right];
    let least = (0..3).filter(|k| allowed[*k]).map(|k| costs[k]).min().unwrap_or(0);
    let at_root = state.next as usize == tree.heads.len();
    let mut steps = Vec::new();
    for kind in (0..3).filter(|k| allowed[*k] && costs[*k] == least) {
        let relations: &[Deprel] = match true_relation(state, tree, kind) {
            Some(relation) if (relation == Deprel::Root) == (at_root && kind == 1) => &[relation],
            _ if at_root && kind == 1 => &[Deprel::Root],
            _ => Deprel::ALL,
        };
        match kind {
            0 => steps.push(Step::Shift),
            1 => steps.extend(relations.iter().filter(|r| (**r == Deprel::Root) == at_root).map(|r| Step::Left(*r))),
            _ => steps.extend(relations.iter().filter(|r| **r != Deprel::Root).map(|r| Step::Right(*r))),
        }
    }
    steps
}

fn best_right(state: &State<'_>, tree: &Tree, scores: &[i32; MOST_CLASSES]) -> Step {
    let steps = right_steps(state, tree);
    steps.iter().copied().rev().max_by_key(|s| s.score(scores)).unwrap_or(Step::Shift)
}

fn is_right(state: &State<'_>, tree: &Tree, step: Step) -> bool {
    right_steps(state, tree).contains(&step)
}
