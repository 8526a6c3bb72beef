//! What the name, role, class and id of an element say of its content. Site builders write these in English whatever
//! the language of the page, so the words are here and not in `languages`.

use model::AsideReason;

use super::flow::{Run, breaks_lines};
use super::tree::{Node, Tree};

/// How far a class word is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// Whatever is inside.
    Always,
    /// Where there is a link inside, or little text.
    WithLink,
    /// Where a third of the words are links: builders use these words for many things.
    MostlyLinks,
}

/// Class words, what they name, and how far they are believed.
const ASIDE: &[(AsideReason, Trust, &[&str])] = &[
    (
        AsideReason::Comment,
        Trust::Always,
        &[
            "comment",
            "comments",
            "commentlist",
            "disqus",
            "respond",
            "replies",
            "livefyre",
            "commenting",
            "commentaires",
            "kommentare",
        ],
    ),
    (
        AsideReason::Advertisement,
        Trust::Always,
        &[
            "ad",
            "ads",
            "advert",
            "adverts",
            "advertisement",
            "advertising",
            "adsense",
            "sponsor",
            "sponsored",
            "sponsors",
            "cookie",
            "cookies",
            "consent",
            "gdpr",
            "popup",
            "modal",
            "anzeige",
            "werbung",
            "reklama",
            "outbrain",
            "taboola",
            "newsletter",
            "donate",
            "donation",
        ],
    ),
    (
        AsideReason::Advertisement,
        Trust::MostlyLinks,
        &["promo", "promotion", "banner", "banners", "subscribe", "subscription", "signup", "cta"],
    ),
    (
        AsideReason::Teaser,
        Trust::WithLink,
        &[
            "related",
            "relatedposts",
            "recirc",
            "readmore",
            "mostread",
            "yarpp",
            "crp",
            "seealso",
            "readalso",
            "morenews",
            "morestories",
            "latestnews",
            "upnext",
            "onward",
        ],
    ),
    (
        AsideReason::Teaser,
        Trust::MostlyLinks,
        &[
            "recommend",
            "recommended",
            "recommendation",
            "recommendations",
            "trending",
            "popular",
            "teaser",
            "teasers",
            "carousel",
            "slider",
            "similar",
        ],
    ),
    (
        AsideReason::Navigation,
        Trust::Always,
        &[
            "nav",
            "navbar",
            "navigation",
            "menu",
            "submenu",
            "breadcrumb",
            "breadcrumbs",
            "sharedaddy",
            "sharethis",
            "addthis",
            "addtoany",
            "pagination",
            "pager",
            "footer",
            "masthead",
            "topbar",
            "skip",
            "login",
            "searchform",
            "sitemap",
            "screenreader",
            "catlinks",
            "editsection",
            "jumplink",
            "copyright",
            "legal",
            "backlink",
            "noprint",
            "tagcloud",
            "taglist",
        ],
    ),
    (
        AsideReason::Navigation,
        Trust::WithLink,
        &["sidebar", "toolbar", "tags", "share", "sharing", "shares", "socials", "postmeta"],
    ),
    (
        AsideReason::Navigation,
        Trust::MostlyLinks,
        &[
            "social",
            "widget",
            "widgets",
            "tag",
            "search",
            "toc",
            "print",
            "hidden",
            "offscreen",
            "invisible",
            "ticker",
            "bookmark",
            "rating",
            "ratings",
            "votes",
            "category",
            "categories",
            "menus",
        ],
    ),
    (AsideReason::Signature, Trust::Always, &["authorbox", "authorbio", "aboutauthor", "byline", "photocredit"]),
    (AsideReason::Signature, Trust::WithLink, &["bio", "credit", "credits"]),
];

/// Pairs of class words that name furniture only together.
const ASIDE_PAIRS: &[(AsideReason, &str, &str)] = &[
    (AsideReason::Teaser, "read", "more"),
    (AsideReason::Teaser, "see", "also"),
    (AsideReason::Teaser, "read", "also"),
    (AsideReason::Teaser, "most", "read"),
    (AsideReason::Teaser, "more", "stories"),
    (AsideReason::Teaser, "more", "news"),
    (AsideReason::Teaser, "latest", "news"),
    (AsideReason::Teaser, "next", "post"),
    (AsideReason::Signature, "author", "box"),
    (AsideReason::Signature, "author", "bio"),
    (AsideReason::Signature, "author", "info"),
    (AsideReason::Signature, "about", "author"),
    (AsideReason::Navigation, "entry", "meta"),
    (AsideReason::Navigation, "post", "meta"),
    (AsideReason::Navigation, "article", "meta"),
    (AsideReason::Navigation, "entry", "footer"),
    (AsideReason::Navigation, "site", "header"),
    (AsideReason::Navigation, "page", "header"),
    (AsideReason::Navigation, "post", "nav"),
];

/// Share of a page's unlinked words, in per cent, from which a class name is no longer believed: an element that
/// holds so much is the page's content, whatever it is called.
const TOO_MUCH: usize = 50;

/// Marks each run in an element that says of itself that it is not the report's own; the outermost one decides.
pub(crate) fn set_asides(tree: &Tree, runs: &mut [Run]) {
    let mut sums = vec![Words::default()];
    let mut all = Words::default();
    for run in runs.iter() {
        all = Words { all: all.all + run.words, linked: all.linked + run.linked };
        sums.push(all);
    }
    let total = all.unlinked();
    let has_title: Vec<usize> = (1..tree.nodes.len()).filter(|at| &*tree.nodes[*at].name == "h1").collect();
    let (mut at, mut first) = (1, 0);
    while at < tree.nodes.len() {
        let node = &tree.nodes[at];
        let said = if breaks_lines(&node.name) { aside(node) } else { None };
        let Some((reason, trust)) = said else {
            at += 1;
            continue;
        };
        first += runs[first..].partition_point(|run| run.at < at);
        let last = first + runs[first..].partition_point(|run| run.at < node.end);
        let inside = Words { all: sums[last].all - sums[first].all, linked: sums[last].linked - sums[first].linked };
        if !trust.holds(inside) {
            at += 1;
            continue;
        }
        let share = inside.unlinked() * 100;
        let titles = has_title.partition_point(|h1| *h1 < node.end) - has_title.partition_point(|h1| *h1 < at);
        let limit = match (reason, titles) {
            (AsideReason::Comment, 0) => 100,
            (_, 0) => TOO_MUCH,
            _ => 10,
        };
        if share <= limit * total {
            runs[first..last].iter_mut().for_each(|run| run.aside = Some(reason));
            at = node.end;
        } else {
            at += 1;
        }
    }
}

/// Why an element is not the report's own, as far as it says itself.
fn aside(node: &Node) -> Option<(AsideReason, Trust)> {
    if matches!(&*node.name, "html" | "body" | "main" | "article") {
        return None;
    }
    let always = |reason| (reason, Trust::Always);
    by_name(node).or_else(|| by_role(node)).map(always).or_else(|| by_class(node))
}

/// Words up to which an element without links is believed to be what it is called.
const LITTLE: usize = 25;

impl Trust {
    fn holds(self, words: Words) -> bool {
        match self {
            Trust::Always => true,
            Trust::WithLink => words.linked > 0 || words.all <= LITTLE,
            Trust::MostlyLinks => words.linked * 3 > words.all,
        }
    }
}

/// Words of some runs, and how many of them are in links.
#[derive(Debug, Clone, Copy, Default)]
struct Words {
    all: usize,
    linked: usize,
}

impl Words {
    fn unlinked(self) -> usize {
        self.all - self.linked
    }
}

fn by_name(node: &Node) -> Option<AsideReason> {
    match &*node.name {
        "nav" | "footer" | "aside" | "menu" | "button" | "select" | "option" | "dialog" | "label" | "input" => {
            Some(AsideReason::Navigation)
        }
        _ => None,
    }
}

fn by_role(node: &Node) -> Option<AsideReason> {
    match node.attribute("role")? {
        "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog" | "menu" | "menubar"
        | "toolbar" | "alert" => Some(AsideReason::Navigation),
        _ => None,
    }
}

fn by_class(node: &Node) -> Option<(AsideReason, Trust)> {
    let words = class_words(node);
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let pair = ASIDE_PAIRS.iter().find(|(_, a, b)| has(a) && has(b)).map(|(reason, ..)| (*reason, Trust::WithLink));
    let listed = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    pair.or_else(|| ASIDE.iter().find(|(.., list)| listed(list)).map(|(reason, trust, _)| (*reason, *trust)))
}

/// Whether an element says that it is the body of a report.
pub(crate) fn is_body(node: &Node) -> bool {
    if node.attribute("itemprop").is_some_and(|prop| matches!(prop, "articleBody" | "reviewBody" | "text")) {
        return true;
    }
    let words = class_words(node);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    has(&[
        "articlebody",
        "storybody",
        "entrycontent",
        "postcontent",
        "articlecontent",
        "articletext",
        "postbody",
        "newstext",
        "storytext",
        "bodytext",
        "fulltext",
        "maintext",
        "artikeltext",
    ]) || (has(&["article", "entry", "post", "story", "news", "text", "artikel", "node", "blog", "single", "detail"])
        && has(&["body", "content", "text", "inner", "copy"]))
}

/// Whether an element says that it holds a date.
pub(crate) fn is_date(node: &Node) -> bool {
    let words = class_words(node);
    words.iter().any(|word| {
        [
            "date",
            "datetime",
            "time",
            "timestamp",
            "published",
            "pubdate",
            "posted",
            "dateline",
            "created",
            "publish",
            "datum",
            "meta",
            "byline",
            "info",
            "data",
        ]
        .contains(&word.as_str())
    })
}

/// The words of class, id and test id in lower case, cut at hyphens, underscores and inner capitals.
pub(crate) fn class_words(node: &Node) -> Vec<String> {
    let mut words = Vec::new();
    for name in ["class", "id", "data-testid"].iter().filter_map(|name| node.attribute(name)) {
        for part in name.split(|c: char| !c.is_alphanumeric()) {
            let mut word = String::new();
            let mut small = false;
            for c in part.chars() {
                if c.is_uppercase() && small {
                    words.push(std::mem::take(&mut word));
                }
                small = c.is_lowercase();
                word.extend(c.to_lowercase());
            }
            if !word.is_empty() {
                words.push(word);
            }
        }
    }
    words
}
