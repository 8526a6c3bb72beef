//! A tree to the runs of text that a reader sees as one block each, with what each is worth as text.

use model::AsideReason;

use super::names;
use super::tree::{Tree, is_block};

/// What a run of text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Heading(u8),
    Paragraph,
    Item,
    Quote,
    Caption,
    Cell,
    /// Text directly in a `div` and its like.
    Loose,
}

/// A run of visible text.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) text: String,
    /// Its first text node: runs are in the order of this.
    pub(crate) at: usize,
    /// The block element that it stands in.
    pub(crate) node: usize,
    pub(crate) role: Role,
    pub(crate) words: usize,
    /// Words in links.
    pub(crate) linked: usize,
    /// Why an element around it is not the report's own, by name, role or class.
    pub(crate) aside: Option<AsideReason>,
}

impl Run {
    /// Whether most of it is links.
    pub(crate) fn is_links(&self) -> bool {
        self.linked * 2 > self.words
    }
}

/// Elements whose text nobody sees.
fn is_unseen(tree: &Tree, at: usize) -> bool {
    let node = &tree.nodes[at];
    let unseen = [
        "script", "style", "template", "head", "title", "noscript", "svg", "math", "iframe", "object", "textarea",
        "noembed", "noframes",
    ];
    unseen.contains(&&*node.name)
        || node.attribute("hidden").is_some()
        || node.attribute("style").is_some_and(|style| {
            let style = style.replace(' ', "").to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// What a pass over the tree carries for one open block.
#[derive(Clone, Copy)]
struct Open {
    end: usize,
    node: usize,
    role: Role,
}

/// Cuts a page into runs.
pub(crate) fn runs(tree: &Tree) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut open = vec![Open { end: tree.nodes.len(), node: 0, role: Role::Loose }];
    let mut pending = Pending::default();
    let mut at = 1;
    while at < tree.nodes.len() {
        while let Some(top) = open.last().copied().filter(|top| open.len() > 1 && top.end <= at) {
            pending.flush(&mut runs, top);
            open.pop();
        }
        let Some(top) = open.last().copied() else { break };
        let node = &tree.nodes[at];
        if node.name.is_empty() {
            pending.push(&node.text, node.linked, at);
        } else if is_unseen(tree, at) {
            at = node.end;
            continue;
        } else if &*node.name == "br" {
            pending.line_break(&mut runs, top);
        } else if breaks_lines(&node.name) {
            pending.flush(&mut runs, top);
            open.push(Open { end: node.end, node: at, role: role(&node.name, top.role) });
        }
        at += 1;
    }
    while let Some(top) = open.pop() {
        pending.flush(&mut runs, top);
    }
    names::set_asides(tree, &mut runs);
    runs
}

/// Blocks, and elements with names of the page's own making, which are blocks as a rule.
pub(crate) fn breaks_lines(name: &str) -> bool {
    is_block(name) || name.contains('-') || matches!(name, "button" | "select" | "option" | "label" | "picture")
}

fn role(name: &str, outer: Role) -> Role {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading(name.as_bytes()[1] - b'0'),
        "figcaption" | "caption" => Role::Caption,
        "blockquote" => Role::Quote,
        "li" | "dd" | "dt" => Role::Item,
        "td" | "th" => Role::Cell,
        "p" | "pre" if !matches!(outer, Role::Quote | Role::Item | Role::Caption) => Role::Paragraph,
        _ if matches!(outer, Role::Quote | Role::Item | Role::Caption) => outer,
        _ => Role::Loose,
    }
}

/// Words between blanks; two characters of scripts without blanks count as one word.
fn count_words(text: &str) -> usize {
    let unspaced = text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}')).count();
    text.split_whitespace().count() + unspaced / 2
}

/// Text that has not come to the end of its block.
#[derive(Default)]
struct Pending {
    text: String,
    at: Option<usize>,
    words: usize,
    linked: usize,
    breaks: usize,
}

impl Pending {
    fn push(&mut self, text: &str, linked: bool, at: usize) {
        let words = count_words(text);
        if words > 0 {
            self.breaks = 0;
            self.at.get_or_insert(at);
        }
        self.words += words;
        self.linked += if linked { words } else { 0 };
        self.text.push_str(text);
    }

    /// One break ends a block after a full stop, two do anywhere.
    fn line_break(&mut self, runs: &mut Vec<Run>, within: Open) {
        self.breaks += 1;
        let stopped = self.text.trim_end().ends_with(['.', '!', '?', ':', '…', '"', '”', '»']);
        if self.breaks > 1 || stopped {
            self.flush(runs, within);
        }
        self.text.push(' ');
    }

    fn flush(&mut self, runs: &mut Vec<Run>, within: Open) {
        if let Some(at) = self.at {
            let text = crate::plain::squeezed(&self.text);
            let Open { node, role, .. } = within;
            runs.push(Run { text, at, node, role, words: self.words, linked: self.linked, aside: None });
        }
        *self = Pending::default();
    }
}
