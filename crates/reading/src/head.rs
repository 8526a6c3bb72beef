//! The lines of metadata that a plain text file may open with: `Source:`, `URL:`, `Date:`, `Title:`, in any order,
//! ended by an empty line.

/// What the lines say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Head<'t> {
    pub(crate) source: Option<&'t str>,
    pub(crate) url: Option<&'t str>,
    pub(crate) date: Option<&'t str>,
    pub(crate) title: Option<&'t str>,
}

/// Splits the lines of metadata from the text after them; a text without such lines comes back whole.
pub(crate) fn split(text: &str) -> (Head<'_>, &str) {
    let mut head = Head::default();
    let mut rest = text;
    let mut any = false;
    while let Some((line, after)) = rest.split_once('\n').or_else(|| (!rest.is_empty()).then_some((rest, ""))) {
        if line.trim().is_empty() {
            return if any { (head, after) } else { (Head::default(), text) };
        }
        let Some(place) = line.split_once(':').and_then(|(name, _)| head.place(name.trim())) else {
            return (Head::default(), text);
        };
        let value = line.split_once(':').map(|(_, value)| value.trim()).filter(|value| !value.is_empty());
        *place = value.or(*place);
        any = true;
        rest = after;
    }
    if any { (head, "") } else { (Head::default(), text) }
}

impl<'t> Head<'t> {
    fn place(&mut self, name: &str) -> Option<&mut Option<&'t str>> {
        match name.to_ascii_lowercase().as_str() {
            "source" => Some(&mut self.source),
            "url" => Some(&mut self.url),
            "date" => Some(&mut self.date),
            "title" => Some(&mut self.title),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_lines_end_at_the_empty_line() {
        let (head, text) = split("Title: A: b\nsource: The Herald\n\nDate: this is text");
        assert_eq!(head, Head { title: Some("A: b"), source: Some("The Herald"), ..Head::default() });
        assert_eq!(text, "Date: this is text");
    }

    #[test]
    fn a_text_that_only_looks_so_is_whole() {
        for text in ["Date: 3 June\nThe police came.\n", "\n\nTitle: x", "Who: nobody\n\nText", "Text"] {
            assert_eq!(split(text), (Head::default(), text));
        }
    }
}
