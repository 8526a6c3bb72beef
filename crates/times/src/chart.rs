//! Finds everything that the rules recognise: a bottom-up chart over pieces of the text, left to right.
//!
//! It knows no rule and no meaning. A match covers at most [`REACH`] pieces and a place holds at most
//! [`CROWD`] edges, so that the work is linear in the length of the text, whatever it is.

use crate::build::{Make, build};
use crate::expression::{Timex, Value};
use crate::lexer::Piece;
use crate::lexicon::{Lexicon, MOST_ITEMS, Symbol, TIME};

/// Pieces that one time covers at most.
const REACH: usize = 28;
/// Edges that end at one place at most.
const CROWD: usize = 160;
/// Begun rules that wait at one place at most.
const WAITING: usize = 1200;

/// Edges after which those that are out of reach are dropped.
const FULL: usize = 1 << 16;

/// A time that was recognised.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Match {
    /// Pieces without context.
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) timex: Timex,
    /// Index of the rule's source.
    pub(crate) source: usize,
    pub(crate) weight: i32,
}

#[derive(Debug)]
struct Edge {
    symbol: Symbol,
    start: usize,
    end: usize,
    /// Without context at its ends.
    core: (usize, usize),
    value: Value,
    /// The rule that it comes from; none for a word.
    source: Option<usize>,
    weight: i32,
}

/// A rule whose first places are filled.
#[derive(Debug, Clone, Copy)]
struct Begun {
    rule: usize,
    start: usize,
    /// Indices of the edges in the filled places.
    edges: [u32; MOST_ITEMS],
    /// How many places are filled.
    count: usize,
}

impl Begun {
    fn new(rule: usize, start: usize) -> Begun {
        Begun { rule, start, edges: [0; MOST_ITEMS], count: 0 }
    }

    /// The rule with its next place filled.
    fn with(mut self, edge: usize) -> Begun {
        self.edges[self.count] = edge as u32;
        self.count += 1;
        self
    }

    /// Indices of the edges in the filled places.
    fn filled(&self) -> &[u32] {
        &self.edges[..self.count]
    }
}

struct Chart<'a> {
    lexicon: &'a Lexicon,
    pieces: &'a [Piece],
    edges: Vec<Edge>,
    /// Begun rules by the place where they go on; only the last [`REACH`] places are in use.
    waiting: Vec<Vec<Begun>>,
    /// Index of the first edge that ends at the place being worked on.
    fresh: usize,
    time: Option<Symbol>,
    found: Vec<Match>,
    #[cfg(test)]
    completed: Vec<usize>,
}

/// All matches of whole times, by their end.
pub(crate) fn matches(pieces: &[Piece], lexicon: &Lexicon) -> Vec<Match> {
    filled(pieces, lexicon).found
}

/// Ids of all rules that were completed somewhere.
#[cfg(test)]
pub(crate) fn completed<'l>(pieces: &[Piece], lexicon: &'l Lexicon) -> Vec<&'l str> {
    let chart = filled(pieces, lexicon);
    chart.completed.iter().map(|s| lexicon.sources[*s].id.as_str()).collect()
}

fn filled<'a>(pieces: &'a [Piece], lexicon: &'a Lexicon) -> Chart<'a> {
    let time = lexicon.category(TIME);
    let waiting = vec![Vec::new(); REACH + 1];
    let mut chart = Chart {
        lexicon,
        pieces,
        edges: Vec::new(),
        waiting,
        fresh: 0,
        time,
        found: Vec::new(),
        #[cfg(test)]
        completed: Vec::new(),
    };
    for at in 0..pieces.len() {
        chart.advance(at);
    }
    chart
}

impl Chart<'_> {
    /// Works on all edges that end after the piece at `at`.
    fn advance(&mut self, at: usize) {
        let piece = &self.pieces[at];
        let slots = self.waiting.len();
        if piece.breaks {
            self.waiting.iter_mut().for_each(Vec::clear);
        }
        self.waiting[(at + 1) % slots].clear();
        if self.edges.len() > FULL {
            self.forget();
        }
        self.fresh = self.edges.len();
        let mut next = self.fresh;
        let lexicon = self.lexicon;
        if piece.is_digits() {
            for (symbol, value) in lexicon.digits(&piece.norm) {
                self.add_word(symbol, at, value);
            }
        } else {
            for (symbol, value) in lexicon.word(&piece.norm) {
                self.add_word(*symbol, at, value.clone());
                if let Some(&capital) = lexicon.capital.get(symbol).filter(|_| piece.capital) {
                    self.add_word(capital, at, value.clone());
                }
            }
        }
        while next < self.edges.len() {
            self.spread(next);
            next += 1;
        }
    }

    /// Drops the edges that no begun rule holds any more.
    fn forget(&mut self) {
        let held = self.waiting.iter().flatten().flat_map(|begun| begun.filled().iter().copied());
        let first = held.min().unwrap_or(self.edges.len() as u32);
        self.edges.drain(..first as usize);
        for begun in self.waiting.iter_mut().flatten() {
            begun.edges[..begun.count].iter_mut().for_each(|i| *i -= first);
        }
    }

    fn add_word(&mut self, symbol: Symbol, at: usize, value: Value) {
        self.add(Edge { symbol, start: at, end: at + 1, core: (at, at + 1), value, source: None, weight: 0 });
    }

    fn add(&mut self, edge: Edge) {
        let known = &self.edges[self.fresh..];
        let same = |e: &Edge| {
            (e.symbol, e.start, e.core) == (edge.symbol, edge.start, edge.core)
                && e.weight >= edge.weight
                && e.value == edge.value
        };
        if known.len() >= CROWD || known.iter().any(same) {
            return;
        }
        if Some(edge.symbol) == self.time
            && let (Value::Time(timex), Some(source)) = (&edge.value, edge.source)
        {
            let (first, end) = edge.core;
            self.found.push(Match { first, end, timex: (**timex).clone(), source, weight: edge.weight });
        }
        self.edges.push(edge);
    }

    /// Begins rules with an edge, and goes on with rules that wait for it.
    fn spread(&mut self, index: usize) {
        let (symbol, start, end) = {
            let edge = &self.edges[index];
            (edge.symbol, edge.start, edge.end)
        };
        let lexicon = self.lexicon;
        for &rule in &lexicon.by_first[usize::from(symbol)] {
            self.proceed(Begun::new(rule, start).with(index), end);
        }
        let slots = self.waiting.len();
        let spaced = self.pieces[start].spaced;
        let slot = start % slots;
        for at in 0..self.waiting[slot].len() {
            let begun = self.waiting[slot][at];
            let item = lexicon.rules[begun.rule].items[begun.count];
            if item.symbol != symbol || (item.glued && spaced) || end - begun.start > REACH {
                continue;
            }
            self.proceed(begun.with(index), end);
        }
    }

    /// Completes a rule whose places are all filled, or lets it wait.
    fn proceed(&mut self, begun: Begun, end: usize) {
        let rule = &self.lexicon.rules[begun.rule];
        if begun.count < rule.items.len() {
            let slots = self.waiting.len();
            let slot = &mut self.waiting[end % slots];
            if slot.len() < WAITING {
                slot.push(begun);
            }
            return;
        }
        let source = &self.lexicon.sources[rule.source];
        // Context counts only at the ends of the whole; "at" before a time of day is none of a date's business.
        let last = begun.count - 1;
        for (at, &index) in begun.filled().iter().enumerate() {
            let edge = &self.edges[index as usize];
            let clock = matches!(&edge.value, Value::Time(t) if t.clock.is_some());
            if (at > 0 && edge.core.0 != edge.start && !clock) || (at < last && edge.core.1 != edge.end) {
                return;
            }
        }
        let parts = || begun.filled().iter().map(|&i| &self.edges[i as usize]).zip(&rule.items);
        let values: Vec<&Value> =
            parts().filter(|(e, i)| e.value != Value::Word && !i.context).map(|(e, _)| &e.value).collect();
        let Some(value) = build(source.make, &source.with, &values) else { return };
        #[cfg(test)]
        self.completed.push(rule.source);
        let mut inside = parts().filter(|(_, i)| !i.context).map(|(e, _)| e);
        let Some(first) = inside.next() else { return };
        let last = inside.next_back().unwrap_or(first);
        let core = (first.core.0, last.core.1);
        if source.alone && !self.fills_line(core) {
            return;
        }
        let weight = source.weight + parts().map(|(e, _)| e.weight).sum::<i32>();
        let symbol = rule.gives;
        // What is only passed on keeps the name of the rule that made it.
        let passed = (source.make == Make::Same).then_some(first.source).flatten();
        let source = Some(passed.unwrap_or(rule.source));
        self.add(Edge { symbol, start: begun.start, end, core, value, source, weight });
    }

    /// Whether nothing but signs stands beside some pieces in their line.
    fn fills_line(&self, (first, end): (usize, usize)) -> bool {
        let sign = |p: &Piece| !p.is_digits() && !p.is_letters();
        let before = first == 0
            || self.pieces[first].line
            || (sign(&self.pieces[first - 1]) && (first == 1 || self.pieces[first - 1].line));
        let after = match self.pieces.get(end) {
            None => true,
            Some(next) if next.line => true,
            Some(next) => sign(next) && self.pieces.get(end + 1).is_none_or(|p| p.line),
        };
        before && after
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexer::pieces;
    use crate::lexicon::Lexicon;

    #[test]
    fn dense_nonsense_stays_linear() {
        let lexicon = Lexicon::parse(include_str!("../../../languages/en/times.toml")).expect("the data reads");
        for unit in ["1 ", "monday ", "3 june - ", "two ", "11:30 to ", "\u{1F525}", "MAY 5, "] {
            let text = unit.repeat(4000);
            let pieces = pieces(&text);
            let found = matches(&pieces, &lexicon).len();
            assert!(found <= CROWD * pieces.len(), "{unit}");
        }
    }
}
