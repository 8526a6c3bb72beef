//! HTML to a tree: the tokens of `html5ever` (character references, raw text and broken tags as browsers read them)
//! and a tree builder of our own that knows implied end tags and never nests deeper than [`DEEPEST`]. The tree
//! builder of `html5ever` walks its open elements for each tag, which is quadratic in the depth of hostile pages.
//!
//! Nodes lie in document order, so a subtree is a range and no walk needs recursion.

use std::cell::RefCell;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::gate;
use crate::limits::{DEEPEST, MOST_NODES};

/// An element or a run of text.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) parent: usize,
    /// One past the last node inside.
    pub(crate) end: usize,
    /// Name in lower case; empty for text.
    pub(crate) name: LocalName,
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) text: String,
    /// Whether the text stands in a link.
    pub(crate) linked: bool,
}

impl Node {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// A page; node 0 is a root without a name.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    /// Whether it was nested too deep or had too many nodes to keep its shape.
    pub(crate) capped: bool,
}

impl Tree {
    /// Parses a page; any text is one.
    pub(crate) fn parse(html: &str) -> Tree {
        let builder = Builder { state: RefCell::new(State::new()) };
        let tokenizer = Tokenizer::new(builder, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(&gate::without_long_tags(html)));
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
        tokenizer.end();
        tokenizer.sink.state.into_inner().finish()
    }

    /// All text inside a small element, one blank between words; nothing for a large one.
    pub(crate) fn label(&self, node: usize) -> String {
        let inside = &self.nodes[node..self.nodes[node].end];
        let size: usize = inside.iter().take(MOST_LABEL_NODES + 1).map(|node| node.text.len()).sum();
        if inside.len() > MOST_LABEL_NODES || size > LONGEST_LABEL {
            return String::new();
        }
        let pieces = inside.iter().map(|node| if node.name.is_empty() { node.text.as_str() } else { " " });
        crate::plain::squeezed(&pieces.collect::<String>())
    }
}

/// Size of an element whose text is a label: a title, a name, a date.
const MOST_LABEL_NODES: usize = 60;
const LONGEST_LABEL: usize = 2_000;

/// Attributes that anything here asks for; the rest (addresses of pictures, styles of megabytes) is not kept.
const KEPT: &[&str] = &[
    "class",
    "id",
    "itemprop",
    "href",
    "content",
    "name",
    "property",
    "datetime",
    "rel",
    "type",
    "lang",
    "role",
    "style",
    "hidden",
    "pubdate",
    "title",
    "http-equiv",
    "aria-hidden",
    "data-testid",
    "itemtype",
];
/// Bytes of an attribute that are kept.
const LONGEST_ATTRIBUTE: usize = 20_000;

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "basefont", "bgsound", "frame", "keygen",
];
/// Elements that end an open paragraph, and that the end tag of an inline element does not reach through.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements that an end tag outside them does not reach into.
const SCOPES: &[&str] = &["td", "th", "caption", "table", "html", "button", "object", "template"];

/// Whether an element starts on a line of its own.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

struct Builder {
    state: RefCell<State>,
}

struct State {
    tree: Tree,
    /// Open elements, the innermost last.
    open: Vec<usize>,
    links: usize,
    paragraphs: usize,
    /// Open elements beyond the deepest.
    beyond: usize,
}

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(&tag),
            Token::TagToken(tag) => state.end(&tag.name),
            Token::CharacterTokens(text) => state.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn new() -> State {
        let tree = Tree { nodes: vec![Node::default()], capped: false };
        State { tree, open: vec![0], links: 0, paragraphs: 0, beyond: 0 }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        self.imply_ends(name);
        let raw = match name {
            "script" => Some(RawKind::ScriptData),
            "style" | "iframe" | "noembed" | "noframes" | "xmp" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        let full = self.tree.nodes.len() >= MOST_NODES;
        if raw.is_none() && (full || self.open.len() >= DEEPEST) {
            self.tree.capped = true;
            self.beyond += usize::from(!VOID.contains(&name) && !full);
            self.text(" ");
            return TokenSinkResult::Continue;
        }
        let attributes = attributes(tag);
        let at = self.push(Node { name: tag.name.clone(), attributes, ..Node::default() });
        if !VOID.contains(&name) {
            self.open.push(at);
            self.links += usize::from(self.is_link(at));
            self.paragraphs += usize::from(name == "p");
        }
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }

    fn push(&mut self, node: Node) -> usize {
        let at = self.tree.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0);
        self.tree.nodes.push(Node { parent, end: at + 1, ..node });
        at
    }

    fn is_link(&self, at: usize) -> bool {
        let node = &self.tree.nodes[at];
        &*node.name == "a" && node.attribute("href").is_some()
    }

    /// Ends what an element of this name cannot stand in.
    fn imply_ends(&mut self, name: &str) {
        if self.paragraphs > 0 && is_block(name) {
            self.close_within(&["p"], SCOPES);
        }
        match name {
            "li" => self.close_within(&["li"], &["ul", "ol", "menu", "table"]),
            "dt" | "dd" => self.close_within(&["dt", "dd"], &["dl", "table"]),
            "option" => self.close_within(&["option"], &["select", "div"]),
            "tr" => self.close_within(&["tr"], &["table"]),
            "td" | "th" => self.close_within(&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => self.close_within(&["tbody", "thead", "tfoot"], &["table"]),
            "body" => self.close_within(&["head"], &["body"]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let top = self.open.last().copied().unwrap_or(0);
                if matches!(&*self.tree.nodes[top].name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
                    self.close_to(self.open.len() - 1);
                }
            }
            "a" if self.links > 0 => self.end("a"),
            _ => {}
        }
    }

    /// Ends the innermost open element of these names, unless one of the others is met before.
    fn close_within(&mut self, names: &[&str], until: &[&str]) {
        for depth in (1..self.open.len()).rev() {
            let name = &*self.tree.nodes[self.open[depth]].name;
            if names.contains(&name) {
                return self.close_to(depth);
            }
            if until.contains(&name) {
                return;
            }
        }
    }

    fn end(&mut self, name: &str) {
        if self.beyond > 0 && !matches!(name, "a" | "script" | "style" | "title" | "textarea" | "iframe") {
            self.beyond -= 1;
            self.text(" ");
            return;
        }
        let block = is_block(name);
        for depth in (1..self.open.len()).rev() {
            let at = self.open[depth];
            let open = &*self.tree.nodes[at].name;
            if open == name {
                // An inline element ends, the blocks that were opened in it do not.
                let blocks_inside = self.open[depth + 1..].iter().any(|at| is_block(&self.tree.nodes[*at].name));
                if block || !blocks_inside {
                    return self.close_to(depth);
                }
                self.left(at);
                self.open.remove(depth);
                return;
            }
            if SCOPES.contains(&open) && !matches!(name, "table" | "tr" | "tbody" | "thead" | "tfoot" | "body" | "html")
            {
                return;
            }
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth.max(1) {
            if let Some(at) = self.open.pop() {
                self.left(at);
            }
        }
    }

    fn left(&mut self, at: usize) {
        self.links -= usize::from(self.is_link(at));
        self.paragraphs -= usize::from(&*self.tree.nodes[at].name == "p");
        self.tree.nodes[at].end = self.tree.nodes.len();
    }

    fn text(&mut self, text: &str) {
        let linked = self.links > 0;
        let parent = self.open.last().copied().unwrap_or(0);
        match self.tree.nodes.last_mut() {
            Some(last) if last.name.is_empty() && last.parent == parent && last.linked == linked && last.end > 1 => {
                last.text.push_str(text);
            }
            _ => {
                self.push(Node { text: text.to_owned(), linked, ..Node::default() });
            }
        }
    }

    fn finish(mut self) -> Tree {
        self.close_to(1);
        self.tree.nodes[0].end = self.tree.nodes.len();
        self.tree
    }
}

fn attributes(tag: &Tag) -> Vec<(&'static str, String)> {
    let kept = |name: &str| KEPT.iter().find(|kept| **kept == name).copied();
    let short =
        |value: &str| value.char_indices().nth(LONGEST_ATTRIBUTE).map_or(value, |(end, _)| &value[..end]).to_owned();
    tag.attrs.iter().filter_map(|a| Some((kept(&a.name.local)?, short(&a.value)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as names and texts in brackets.
    fn check(html: &str, expect: &str) {
        let tree = Tree::parse(html);
        let mut shown = String::new();
        let mut ends = Vec::new();
        for (at, node) in tree.nodes.iter().enumerate().skip(1) {
            while ends.last().is_some_and(|end| *end <= at) {
                ends.pop();
                shown.push(')');
            }
            shown.push_str(node.text.trim());
            if !node.name.is_empty() {
                shown.push_str(&format!("({} ", node.name));
                ends.push(node.end);
            }
        }
        shown.push_str(&")".repeat(ends.len()));
        assert_eq!(shown, expect, "{html}");
    }

    #[test]
    fn end_tags_that_nobody_writes_are_implied() {
        assert!(BLOCKS.is_sorted());
        check("<p>a<p>b<div>c", "(p a)(p b)(div c)");
        check("<ul><li>a<li>b<ul><li>c</ul></ul>d", "(ul (li a)(li b(ul (li c))))d");
        check("<table><tr><td>a<td>b<tr><td>c</table>d", "(table (tr (td a)(td b))(tr (td c)))d");
        check("<b>a<p>b</b>c</p>d", "(b a(p bc))d");
        check("<td></div>a", "(td a)");
        check("a &amp; b<br/>c <!-- d --><script>e</b></script>", "a & b(br )c(script e</b>)");
    }

    #[test]
    fn a_link_ends_where_the_next_one_starts() {
        let tree = Tree::parse("<a href=x>one<a href=y>two</a>three<a name=z>four");
        let linked: Vec<_> =
            tree.nodes.iter().filter(|n| !n.text.is_empty()).map(|n| (n.text.as_str(), n.linked)).collect();
        assert_eq!(linked, [("one", true), ("two", true), ("three", false), ("four", false)]);
    }

    #[test]
    fn a_page_that_is_nested_too_deep_keeps_its_words() {
        let page = format!("{}deep{}<p>after", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let tree = Tree::parse(&page);
        assert!(tree.capped && tree.nodes.len() < 2000);
        let text: Vec<&str> = tree.nodes.iter().map(|n| n.text.trim()).filter(|text| !text.is_empty()).collect();
        assert_eq!(text, ["deep", "after"]);
        assert_eq!(tree.nodes.iter().rfind(|n| &*n.name == "p").map(|n| n.parent), Some(0));
    }
}
