//! What the name, role, class and id of an element say of its content. Site builders write these in English whatever
//! the language of the page, so the words are here and not in `languages`.

use model::AsideReason;

use super::flow::{Run, breaks_lines};
use super::tree::{Node, Tree};

/// Class words, and why what they name is not the report's own.
const ASIDE: &[(AsideReason, &[&str])] = &[
    (AsideReason::Comment, &["comment", "comments", "commentlist", "disqus", "respond", "replies", "discussion", "livefyre", "commenting"]),
    (
        AsideReason::Advertisement,
        &[
            "ad", "ads", "advert", "adverts", "advertisement", "advertising", "adsense", "sponsor", "sponsored", "sponsors", "promo", "promoted",
            "promotion", "banner", "banners", "newsletter", "subscribe", "subscription", "paywall", "donate", "donation", "cookie", "cookies",
            "consent", "gdpr", "popup", "modal", "anzeige", "werbung", "reklama", "outbrain", "taboola", "signup", "cta", "piano",
        ],
    ),
    (
        AsideReason::Teaser,
        &[
            "related", "relatedposts", "recommend", "recommended", "recommendation", "recommendations", "recirc", "readmore", "trending", "popular",
            "mostread", "teaser", "teasers", "yarpp", "crp", "jp-relatedposts", "seealso", "readalso", "morenews", "morestories",
            "latestnews", "upnext", "onward", "carousel", "slider", "similar",
        ],
    ),
    (
        AsideReason::Navigation,
        &[
            "nav", "navbar", "navigation", "menu", "menus", "submenu", "breadcrumb", "breadcrumbs", "share", "shares", "sharing", "sharedaddy",
            "sharethis", "addthis", "addtoany", "social", "socials", "toolbar", "pagination", "pager", "paging", "sidebar", "widget", "widgets",
            "footer", "masthead", "topbar", "tags", "tag", "taglist", "tagcloud", "skip", "login", "search", "searchform", "toc", "sitemap",
            "print", "printonly", "noprint", "hidden", "sr", "screenreader", "offscreen", "invisible", "catlinks", "editsection", "jumplink", "mw", "postmeta", "copyright", "legal", "ticker", "backlink", "bookmark", "rating", "ratings", "votes", "category", "categories", "dateline",
        ],
    ),
    (AsideReason::Signature, &["authorbox", "authorbio", "bio", "aboutauthor", "credit", "credits", "copyrights", "byline", "photocredit"]),
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
    let mut words = Vec::with_capacity(runs.len() + 1);
    words.push(0);
    for run in runs.iter() {
        words.push(words[words.len() - 1] + run.words - run.linked);
    }
    let total = words[runs.len()];
    let has_title: Vec<usize> = (1..tree.nodes.len()).filter(|at| tree.nodes[*at].name == "h1").collect();
    let (mut at, mut first) = (1, 0);
    while at < tree.nodes.len() {
        let node = &tree.nodes[at];
        let reason = if breaks_lines(&node.name) { aside(node) } else { None };
        let Some(reason) = reason else {
            at += 1;
            continue;
        };
        first += runs[first..].partition_point(|run| run.at < at);
        let last = first + runs[first..].partition_point(|run| run.at < node.end);
        let share = (words[last] - words[first]) * 100;
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
fn aside(node: &Node) -> Option<AsideReason> {
    if matches!(node.name.as_str(), "html" | "body" | "main" | "article") {
        return None;
    }
    by_name(node).or_else(|| by_role(node)).or_else(|| by_class(node))
}

fn by_name(node: &Node) -> Option<AsideReason> {
    match node.name.as_str() {
        "nav" | "footer" | "aside" | "menu" | "button" | "select" | "option" | "dialog" | "label" | "input" => Some(AsideReason::Navigation),
        _ => None,
    }
}

fn by_role(node: &Node) -> Option<AsideReason> {
    match node.attribute("role")? {
        "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog" | "menu" | "menubar" | "toolbar" | "alert" => {
            Some(AsideReason::Navigation)
        }
        _ => None,
    }
}

fn by_class(node: &Node) -> Option<AsideReason> {
    let words = class_words(node);
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let pair = ASIDE_PAIRS.iter().find(|(_, a, b)| has(a) && has(b)).map(|(reason, ..)| *reason);
    pair.or_else(|| ASIDE.iter().find(|(_, list)| words.iter().any(|w| list.contains(&w.as_str()))).map(|(reason, _)| *reason))
}

/// Whether an element says that it is the body of a report.
pub(crate) fn is_body(node: &Node) -> bool {
    if node.attribute("itemprop").is_some_and(|prop| matches!(prop, "articleBody" | "reviewBody" | "text")) {
        return true;
    }
    let words = class_words(node);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    has(&["articlebody", "storybody", "entrycontent", "postcontent", "articlecontent", "articletext", "postbody", "newstext", "storytext", "bodytext", "fulltext", "maintext", "artikeltext"])
        || (has(&["article", "entry", "post", "story", "news", "text", "artikel", "node", "blog", "single", "detail"])
            && has(&["body", "content", "text", "inner", "copy"]))
}

/// Whether an element says that it holds a date.
pub(crate) fn is_date(node: &Node) -> bool {
    let words = class_words(node);
    words.iter().any(|word| {
        ["date", "datetime", "time", "timestamp", "published", "pubdate", "posted", "dateline", "created", "publish", "datum", "meta", "byline", "info", "data"]
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
