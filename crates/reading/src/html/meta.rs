//! What a page says of itself beside its text: title, authors, source, address, language, and the date in its
//! metadata. Looks at elements and JSON-LD, never at the report's sentences.

use std::collections::HashSet;

use serde_json::Value;

use super::flow::{Role, Run};
use super::names;
use super::tree::{Node, Tree};
use crate::markers::words;
use crate::plain::squeezed;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) lang: Option<String>,
    /// Texts that give the day of publication, the best first.
    pub(crate) published: Vec<String>,
}

/// All the places where pages write such things.
struct Page<'t> {
    tree: &'t Tree,
    runs: &'t [Run],
    /// Name or property of `meta` elements, in lower case, and their content.
    tags: Vec<(String, &'t str)>,
    json: Vec<Value>,
}

/// Reads a page's metadata.
pub(crate) fn read(tree: &Tree, runs: &[Run]) -> Meta {
    let page = Page { tree, runs, tags: tags(tree), json: json(tree) };
    let source = page.source();
    Meta {
        title: page.title(source.as_deref()),
        authors: page.authors(),
        url: page.url(),
        lang: page.lang(),
        published: page.published(),
        source,
    }
}

fn tags(tree: &Tree) -> Vec<(String, &str)> {
    let metas = tree.nodes.iter().filter(|node| &*node.name == "meta");
    let named = metas.filter_map(|node| {
        let content = node.attribute("content").filter(|content| !content.trim().is_empty())?;
        Some((["property", "name", "itemprop", "http-equiv"].iter().filter_map(|key| node.attribute(key)), content))
    });
    named.flat_map(|(names, content)| names.map(move |name| (name.trim().to_lowercase(), content.trim()))).collect()
}

fn json(tree: &Tree) -> Vec<Value> {
    let mut found = Vec::new();
    for at in 1..tree.nodes.len() {
        let node = &tree.nodes[at];
        if &*node.name == "script" && node.attribute("type").is_some_and(|kind| kind.contains("ld+json")) {
            let text = tree.nodes[at + 1..node.end].iter().map(|inner| inner.text.as_str()).collect::<String>();
            let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>").replace(['\n', '\t'], " ");
            if let Ok(value) = serde_json::from_str(&text) {
                flatten(value, &mut found, 0);
            }
        }
    }
    // What is about the article comes before what is about the site.
    found.sort_by_key(|value| !is_article(value));
    found
}

/// The objects of a JSON-LD document, those in lists and graphs too.
fn flatten(value: Value, found: &mut Vec<Value>, depth: usize) {
    match value {
        Value::Array(list) if depth < 8 => list.into_iter().for_each(|inner| flatten(inner, found, depth + 1)),
        Value::Object(mut object) => {
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.remove(key).filter(|_| depth < 8) {
                    flatten(inner, found, depth + 1);
                }
            }
            found.push(Value::Object(object));
        }
        _ => {}
    }
}

fn is_article(value: &Value) -> bool {
    strings(&value["@type"]).iter().any(|kind| {
        ["Article", "Posting", "Report", "Review"].iter().any(|ending| kind.ends_with(ending))
            || kind.contains("Article")
    })
}

/// A text, a list of texts, or objects with a name.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(strings).collect(),
        Value::Object(object) => object.get("name").map(strings).unwrap_or_default(),
        _ => Vec::new(),
    }
}

impl Page<'_> {
    fn tag(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.tags.iter().find(|(known, _)| known == name).map(|(_, content)| *content))
    }

    fn json_text(&self, key: &str) -> Option<String> {
        self.json.iter().filter(|v| is_article(v)).flat_map(|v| strings(&v[key])).find(|text| !text.trim().is_empty())
    }

    fn elements(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.tree.nodes.iter().enumerate().skip(1).filter(|(_, node)| !node.name.is_empty())
    }

    fn title(&self, source: Option<&str>) -> Option<String> {
        let head = self.elements().find(|(_, node)| &*node.name == "title").map(|(at, _)| self.tree.label(at));
        let og = self.tag(&["og:title", "twitter:title", "dc.title", "headline"]).map(unescaped);
        let headline = self.json_text("headline").map(|text| unescaped(&text));
        let said = [og, headline, head].into_iter().flatten().filter(|title| !title.is_empty());
        let said: Vec<String> = said.map(|title| without_site(&title, source)).collect();
        // A first heading whose words are in what the page calls itself is its title as readers see it.
        let known: HashSet<String> = said.iter().flat_map(|title| words(title)).collect();
        let h1 = self.runs.iter().filter(|run| run.role == Role::Heading(1));
        let fits = |text: &str| {
            let words = words(text);
            let met = words.iter().filter(|word| known.contains(*word)).count();
            words.len() >= 2 && met * 10 >= words.len() * 8
        };
        let seen = h1.clone().find(|run| fits(&run.text)).map(|run| run.text.clone());
        seen.or_else(|| said.into_iter().next()).or_else(|| h1.clone().next().map(|run| run.text.clone()))
    }

    fn source(&self) -> Option<String> {
        let named =
            self.tag(&["og:site_name", "application-name", "dc.publisher", "twitter:app:name:iphone"]).map(unescaped);
        let publisher = || self.json.iter().flat_map(|value| strings(&value["publisher"])).next();
        named.or_else(publisher).filter(|name| !name.is_empty() && !name.starts_with("http"))
    }

    fn url(&self) -> Option<String> {
        let link =
            self.elements().find(|(_, node)| &*node.name == "link" && node.attribute("rel") == Some("canonical"));
        let canonical = link.and_then(|(_, node)| node.attribute("href")).map(str::to_owned);
        let said = canonical.or_else(|| self.tag(&["og:url"]).map(str::to_owned)).or_else(|| self.json_text("url"));
        said.map(|url| url.trim().to_owned()).filter(|url| url.starts_with("http"))
    }

    fn lang(&self) -> Option<String> {
        let html = self.elements().find(|(_, node)| &*node.name == "html").and_then(|(_, node)| node.attribute("lang"));
        html.or_else(|| self.tag(&["og:locale", "content-language"])).map(str::to_owned)
    }

    fn authors(&self) -> Vec<String> {
        let json =
            self.json.iter().filter(|v| is_article(v)).map(|v| strings(&v["author"])).find(|names| !names.is_empty());
        let mut found = clean_names(json.unwrap_or_default());
        if found.is_empty() {
            let names = [
                "author",
                "article:author",
                "dc.creator",
                "sailthru.author",
                "byl",
                "parsely-author",
                "dcterms.creator",
            ];
            let tags = self.tags.iter().filter(|(name, _)| names.contains(&name.as_str()));
            found = clean_names(tags.map(|(_, content)| unescaped(content)).collect());
        }
        if found.is_empty() {
            found = clean_names(self.seen_author().into_iter().collect());
        }
        found
    }

    /// The author as readers see the name: an element that says so, with few words in it.
    fn seen_author(&self) -> Option<String> {
        let says = |node: &Node| {
            node.attribute("rel") == Some("author")
                || node.attribute("itemprop") == Some("author")
                || names::class_words(node)
                    .iter()
                    .any(|word| matches!(word.as_str(), "author" | "byline" | "autor" | "authorname"))
        };
        let candidates =
            self.elements().filter(|(_, node)| says(node) && !matches!(&*node.name, "body" | "html" | "meta"));
        candidates.map(|(at, _)| self.tree.label(at)).find(|text| (1..=8).contains(&text.split_whitespace().count()))
    }

    /// Texts with the day of publication in metadata and in elements that say so.
    fn published(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let articles = self.json.iter().filter(|value| is_article(value));
        found.extend(articles.flat_map(|value| strings(&value["datePublished"])));
        const NAMES: &[&str] = &[
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
            "article:published",
            "article:post_date",
            "datepublished",
            "date.published",
            "publication_date",
            "publish_date",
            "publish-date",
            "pub_date",
            "pubdate",
            "publishdate",
            "published_date",
            "published-date",
            "date_published",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date.created",
            "dcterms.created",
            "dc.date",
            "dcterms.date",
            "dc.created",
            "article.published",
            "article.created",
            "article_date_original",
            "citation_publication_date",
            "citation_date",
            "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime",
            "date",
            "datecreated",
            "rnews:datepublished",
            "og:pubdate",
            "mediator_published_time",
            "published_time",
            "originalpublicationdate",
            "displaydate",
            "ptime",
            "shareaholic:article_published_time",
            "gentime",
            "last-published",
            "release_date",
            "og:release_date",
            "weibo:article:create_at",
            "dateissued",
            "field-name-post-date",
            "prism.publicationdate",
            "eprints.date",
            "created",
            "creation_date",
            "article:created",
            "pdate",
            "bt:pubdate",
            "analyticsattributes.articledate",
            "article:publicationdate",
        ];
        for name in NAMES {
            found.extend(self.tags.iter().filter(|(known, _)| known == name).map(|(_, content)| (*content).to_owned()));
        }
        let others = self.json.iter().filter(|value| !is_article(value));
        found.extend(others.flat_map(|value| strings(&value["datePublished"])));
        let dated = |at: usize, node: &Node| {
            let own = ["datetime", "content", "title"].iter().find_map(|name| node.attribute(name).map(str::to_owned));
            own.filter(|text| text.bytes().any(|b| b.is_ascii_digit())).unwrap_or_else(|| self.tree.label(at))
        };
        for (at, node) in self.elements() {
            if node.attribute("itemprop").is_some_and(|prop| matches!(prop, "datePublished" | "dateCreated")) {
                found.push(dated(at, node));
            }
        }
        for (at, node) in self.elements() {
            let marked = node.attribute("pubdate").is_some()
                || names::class_words(node).iter().any(|w| matches!(w.as_str(), "published" | "pubdate" | "publish"));
            if matches!(&*node.name, "time" | "abbr") && marked {
                found.push(dated(at, node));
            }
        }
        found
    }
}

/// A title without the name of the site before or after it.
fn without_site(title: &str, source: Option<&str>) -> String {
    const MARKS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " ~ "];
    let title = squeezed(title);
    if let Some(source) = source.map(words).filter(|source| !source.is_empty()) {
        for mark in MARKS {
            if let Some((before, _)) = title.rsplit_once(mark).filter(|(_, after)| words(after) == source) {
                return before.trim().to_owned();
            }
            if let Some((_, after)) = title.split_once(mark).filter(|(before, _)| words(before) == source) {
                return after.trim().to_owned();
            }
        }
    }
    for mark in MARKS {
        let parts: Vec<&str> = title.split(mark).collect();
        let longest = parts.iter().max_by_key(|part| part.split_whitespace().count());
        if let Some(longest) = longest.filter(|longest| parts.len() > 1 && longest.split_whitespace().count() >= 4) {
            let first_is_long = parts[0].split_whitespace().count() >= 3;
            return if first_is_long { parts[0].trim().to_owned() } else { longest.trim().to_owned() };
        }
    }
    title
}

/// Character references that a page has escaped twice.
fn unescaped(text: &str) -> String {
    let mut text = squeezed(text);
    for (from, to) in [
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
        ("&nbsp;", " "),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&#8217;", "’"),
        ("&#8211;", "–"),
        ("&lt;", "<"),
        ("&gt;", ">"),
    ] {
        if text.contains('&') {
            text = text.replace(from, to);
        }
    }
    text
}

/// Names without "by", one each, none twice, no addresses.
fn clean_names(found: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for text in found {
        let text = squeezed(&text);
        let bare = ["by ", "von ", "автор: ", "автор ", "author: ", "par "].iter().find_map(|by| {
            text.get(..by.len()).filter(|start| start.to_lowercase() == *by).map(|_| text[by.len()..].to_owned())
        });
        for name in
            bare.unwrap_or(text).replace(" and ", ",").replace(" und ", ",").replace(" & ", ",").split([',', ';', '|'])
        {
            let name = name.trim().trim_start_matches('@');
            let is_name = !name.is_empty()
                && name.split(' ').count() <= 5
                && !name.contains('/')
                && !name.contains(|c: char| c.is_ascii_digit());
            if is_name && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}
