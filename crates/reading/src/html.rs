//! HTML to pieces and metadata: a tree, the runs of text in it, the part that is the report, and what the page says
//! of itself. All visible words come out as pieces, the report's own and those set aside.

mod flow;
mod gate;
mod main_part;
mod meta;
mod names;
mod published;
mod tree;

use jiff::civil::Date;
use model::{AsideReason, BlockKind, Language, PublishedFrom};

use self::flow::{Role, Run};
use self::tree::Tree;
use crate::dates::{self, Found, Order};
use crate::furniture;
use crate::kinds;
use crate::limits::MOST_PIECES;
use crate::markers::{Markers, words};
use crate::piece::Piece;

/// What a page comes to.
pub(crate) struct Page {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) lang: Option<Language>,
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    /// The day of publication, where it was found, and the words where day and month could change places.
    pub(crate) published: Option<(Found, PublishedFrom)>,
    /// Whether it lost its shape to the limits of depth and number.
    pub(crate) capped: bool,
}

/// Paragraphs between the title and the report's part that still belong to it.
const LEAD: usize = 10;

/// Reads a page.
pub(crate) fn read(html: &str, markers: &Markers) -> Page {
    let tree = Tree::parse(html);
    let mut runs = flow::runs(&tree);
    shorten(&mut runs);
    let meta = meta::read(&tree, &runs);
    let title = title_run(&runs, meta.title.as_deref());
    let mut main = main_part::choose(&tree, &runs, title);
    if let Some(title) = title.filter(|title| main.contains(title)) {
        main.start = title;
    }
    let lang_said = meta.lang.as_deref().and_then(Language::new);
    let order = order(lang_said, meta.url.as_deref());
    let published = published(&tree, &runs, &meta, &main, title, order, markers);
    let mut pieces = pieces(&tree, runs, main, title);
    let judged = furniture::judge_page(&mut pieces, markers);
    kinds::set_updates_of_page(&mut pieces, markers);
    Page {
        pieces,
        lang: judged.or(lang_said),
        title: meta.title,
        authors: meta.authors,
        source: meta.source,
        url: meta.url,
        published,
        capped: tree.capped,
    }
}

/// Joins neighbours where a page has more runs than a report has blocks.
fn shorten(runs: &mut Vec<Run>) {
    if runs.len() <= MOST_PIECES {
        return;
    }
    let together = runs.len().div_ceil(MOST_PIECES);
    let mut few: Vec<Run> = Vec::with_capacity(MOST_PIECES);
    for (at, run) in runs.drain(..).enumerate() {
        match few.last_mut() {
            Some(last) if at % together != 0 => {
                last.text.push(' ');
                last.text.push_str(&run.text);
                last.words += run.words;
                last.linked += run.linked;
            }
            _ => few.push(run),
        }
    }
    *runs = few;
}

/// Month before day in English, but for the addresses of countries that write the day first.
fn order(lang: Option<Language>, url: Option<&str>) -> Order {
    let host = url.and_then(|url| url.split('/').nth(2)).unwrap_or_default();
    let day_first =
        [".uk", ".au", ".nz", ".ie", ".in", ".za", ".ca", ".ng", ".ke", ".pk"].iter().any(|end| host.ends_with(end));
    if lang == Some(Language::EN) && !day_first { Order::MonthFirst } else { Order::DayFirst }
}

/// Words that must come after a heading for it to be the title of something.
const TITLED: usize = 40;

/// The heading that is the page's title: the last one of the highest rank with enough text after it.
fn title_run(runs: &[Run], title: Option<&str>) -> Option<usize> {
    let title = words(title?);
    let same = |run: &Run| {
        let text = words(&run.text);
        text == title || (text.len() >= 4 && (title.starts_with(&text) || text.starts_with(&title)))
    };
    let mut after = 0;
    let mut best: Option<(u8, usize)> = None;
    for (at, run) in runs.iter().enumerate().rev() {
        if let Role::Heading(rank @ 1..=3) = run.role
            && after >= TITLED
            && best.is_none_or(|(highest, _)| rank < highest)
            && same(run)
        {
            best = Some((rank, at));
        }
        after += if run.aside.is_none() { run.words - run.linked } else { 0 };
    }
    best.map(|(_, at)| at)
}

fn published(
    tree: &Tree,
    runs: &[Run],
    meta: &meta::Meta,
    main: &std::ops::Range<usize>,
    title: Option<usize>,
    order: Order,
    markers: &Markers,
) -> Option<(Found, PublishedFrom)> {
    let plain = |day| Found { day, at: 0..0, ambiguous: false };
    let said = published::in_texts(&meta.published, markers);
    let addressed = meta.url.as_deref().and_then(|url| dates::day_in_address(url, markers));
    // Metadata is often in universal time, the address in the publisher's.
    let next_door =
        |a: Date, b: Date| a.tomorrow().is_ok_and(|next| next == b) || b.tomorrow().is_ok_and(|next| next == a);
    match (said, addressed) {
        (Some(said), Some(addressed)) if next_door(said, addressed) => {
            return Some((plain(addressed), PublishedFrom::Address));
        }
        (Some(said), _) => return Some((plain(said), PublishedFrom::Meta)),
        (None, Some(addressed)) => return Some((plain(addressed), PublishedFrom::Address)),
        (None, None) => {}
    }
    published::in_runs(tree, runs, main.clone(), title, order).map(|found| (found, PublishedFrom::Text))
}

/// All runs as pieces: the report's own, and the rest with the reason why not.
fn pieces(tree: &Tree, runs: Vec<Run>, main: std::ops::Range<usize>, title: Option<usize>) -> Vec<Piece> {
    let lead =
        title.filter(|title| *title < main.start && main.start - title <= LEAD).map_or(main.start, |title| title + 1);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut row = 0;
    for (at, run) in runs.into_iter().enumerate() {
        let own = match run.aside {
            _ if title == Some(at) => true,
            Some(_) => false,
            None if main.contains(&at) => !is_crumb(&run),
            None => (lead..main.start).contains(&at) && run.words >= 6 && !run.is_links(),
        };
        let kind = match run.role {
            _ if title == Some(at) => BlockKind::Heading,
            Role::Heading(_) => BlockKind::Heading,
            Role::Item => BlockKind::Item,
            Role::Quote => BlockKind::Quote,
            Role::Caption => BlockKind::Caption,
            Role::Cell if run.words <= 30 => BlockKind::Table,
            Role::Cell | Role::Paragraph | Role::Loose => BlockKind::Paragraph,
        };
        let aside = (!own).then(|| run.aside.unwrap_or(AsideReason::Navigation));
        let parent = tree.nodes[run.node].parent;
        match pieces.last_mut() {
            Some(last) if kind == BlockKind::Table && last.kind == kind && row == parent && last.aside == aside => {
                last.text.push_str(" | ");
                last.text.push_str(&run.text);
            }
            _ => pieces.push(Piece { aside, ..Piece::new(run.text, kind) }),
        }
        row = parent;
    }
    pieces
}

/// Links and crumbs inside the report's part: a run that is mostly links, unless it is a long paragraph or a heading.
fn is_crumb(run: &Run) -> bool {
    match run.role {
        Role::Heading(_) => run.linked * 10 > run.words * 8 && run.words > 1 && run.linked >= 3,
        Role::Item => run.is_links() && run.words < 40,
        _ => run.is_links() && run.words < 25,
    }
}
