//! A piece of an original (a paragraph, a heading, a caption) and how kept pieces become a text with blocks.

use model::{AsideReason, Block, BlockKind, SetAside};

/// A piece of an original's visible text, in its order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    /// The words, in one line.
    pub(crate) text: String,
    pub(crate) kind: BlockKind,
    /// Why the piece is not the report's own; `None` for the report's own.
    pub(crate) aside: Option<AsideReason>,
    /// The time that stands beside a live update.
    pub(crate) time: Option<String>,
    /// Whether an empty line stands before it.
    pub(crate) gap: bool,
}

impl Piece {
    pub(crate) fn new(text: impl Into<String>, kind: BlockKind) -> Self {
        Piece { text: text.into(), kind, aside: None, time: None, gap: true }
    }
}

/// What the pieces come to.
#[derive(Debug, Default)]
pub(crate) struct Assembled {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) set_aside: Vec<SetAside>,
}

/// Puts the pieces into text, blocks and what is set aside; positions are in code points.
pub(crate) fn assemble(pieces: Vec<Piece>) -> Assembled {
    let mut all = Assembled::default();
    let mut end = 0;
    for piece in pieces {
        if let Some(why) = piece.aside {
            all.set_aside.push(SetAside { why, text: piece.text });
            continue;
        }
        if piece.text.is_empty() {
            continue;
        }
        if !all.text.is_empty() {
            all.text.push_str("\n\n");
            end += 2;
        }
        let start = end;
        end += piece.text.chars().count();
        all.text.push_str(&piece.text);
        all.blocks.push(Block { kind: piece.kind, start, end, time: piece.time });
    }
    all
}
