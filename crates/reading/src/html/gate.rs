//! Cuts off tags with more attributes than [`MOST_ATTRIBUTES`] before the tokenizer sees them: it compares each
//! attribute of a tag with all before it, which is quadratic in a tag of megabytes.

use std::borrow::Cow;

use crate::limits::MOST_ATTRIBUTES;

/// The same page, long tags cut after so many attributes.
pub(crate) fn without_long_tags(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut kept = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = bytes[at..].iter().position(|b| *b == b'<').map(|found| at + found) {
        if !bytes.get(open + 1).is_some_and(u8::is_ascii_alphabetic) {
            at = open + 1;
            continue;
        }
        let tag = scan(bytes, open);
        if let Some(cut) = tag.cut {
            kept.push_str(&html[from..cut]);
            from = tag.end;
        }
        at = tag.end;
        for raw in ["script", "style"] {
            let name = &bytes[open + 1..(open + 1 + raw.len()).min(bytes.len())];
            if name.eq_ignore_ascii_case(raw.as_bytes()) {
                at = end_of_raw(bytes, at, raw);
            }
        }
    }
    if from == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[from..]);
    Cow::Owned(kept)
}

struct Scanned {
    /// Where its ">" is, or the end of the page.
    end: usize,
    /// Where to cut it.
    cut: Option<usize>,
}

fn scan(bytes: &[u8], open: usize) -> Scanned {
    let (mut quote, mut words, mut cut, mut blank, mut value) = (None, 0, None, false, false);
    for (at, byte) in bytes.iter().enumerate().skip(open + 1) {
        match (quote, byte) {
            (Some(mark), byte) if byte == mark => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Scanned { end: at, cut },
            (None, b'"' | b'\'') if value => quote = Some(byte),
            (None, b' ' | b'\n' | b'\t' | b'/' | b'\x0C') => blank = true,
            (None, _) if blank => {
                blank = false;
                words += 1;
                if words > MOST_ATTRIBUTES && cut.is_none() {
                    cut = Some(at);
                }
            }
            _ => {}
        }
        value = *byte == b'=' || (value && byte.is_ascii_whitespace());
    }
    Scanned { end: bytes.len(), cut }
}

/// Where the end tag of a script or a style begins.
fn end_of_raw(bytes: &[u8], from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = bytes[at..].iter().position(|b| *b == b'<').map(|found| at + found) {
        let close = bytes.get(found + 1) == Some(&b'/');
        if close
            && bytes.get(found + 2..found + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
        {
            return found;
        }
        at = found + 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tags_with_hundreds_of_attributes_are_cut() {
        let ordinary = "<p class=\"a b\" title='x > y'>1 < 2</p><script>if (a<b) { c > d }</script><br/>";
        assert!(matches!(without_long_tags(ordinary), Cow::Borrowed(_)));
        let long = format!("<p{}>text</p>", (0..1000).map(|n| format!(" a{n}=\"{n}\"")).collect::<String>());
        let cut = without_long_tags(&long);
        assert!(cut.len() < long.len() / 2 && cut.ends_with(">text</p>"), "{cut}");
        assert_eq!(without_long_tags(&"<a ".repeat(3)), "<a ".repeat(3));
    }
}
