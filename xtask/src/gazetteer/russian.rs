//! Which of a place's Cyrillic names is the Russian one: the tables do not say.

use std::collections::HashMap;

use places::fold;

/// Names of places that a dictionary of Russian has: folded → written.
pub(crate) struct Known(HashMap<String, String>);

impl Known {
    /// Reads a list, one name a line, `#` for remarks.
    pub(crate) fn read(list: &str) -> Known {
        Known(list.lines().filter(|line| !line.starts_with('#')).map(|line| (fold(line), line.to_owned())).collect())
    }

    /// How much of a name the dictionary has, from 0 to 1.
    fn share(&self, name: &str) -> f64 {
        let key = fold(name);
        let words = key.split(' ').count();
        if self.0.contains_key(&key) {
            1.0
        } else {
            0.6 * key.split(' ').filter(|w| self.0.contains_key(*w)).count() as f64 / words as f64
        }
    }

    /// The name with the hyphens and "ё" that the dictionary has.
    fn written(&self, name: &str) -> String {
        let Some(known) = self.0.get(&fold(name)).filter(|known| known.chars().count() == name.chars().count()) else {
            return name.to_owned();
        };
        let letter = |(known, c): (char, char)| match known {
            '-' => '-',
            'ё' if c == 'Е' => 'Ё',
            'ё' => 'ё',
            _ => c,
        };
        known.chars().zip(name.chars()).map(letter).collect()
    }
}

/// The name among the alternates that a dictionary has, that reads most like the main name, and most like Russian.
pub(crate) fn name_of(name: &str, country: &str, alternates: &[&str], known: &Known) -> Option<String> {
    let main = flat(&fold(name));
    let at_home = matches!(country, "RU" | "BY" | "UA" | "KZ" | "KG" | "TJ" | "UZ" | "TM" | "MD" | "AZ" | "AM" | "GE");
    let best = alternates
        .iter()
        .filter(|name| is_russian(name))
        .map(|name| {
            (
                distance(&main, &flat(&latin(name))) - likeness(name, at_home) - 0.5 * known.share(name),
                name.chars().count(),
                *name,
            )
        })
        .min_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(b.2)))?;
    Some(known.written(best.2))
}

fn is_russian(name: &str) -> bool {
    let letter =
        |c: char| ('а'..='я').contains(&c.to_lowercase().next().unwrap_or(c)) || matches!(c, 'ё' | 'Ё' | ' ' | '-');
    name.starts_with(char::is_uppercase) && name.chars().all(letter) && name.chars().count() > 2
}

/// Letters and endings that neighbouring languages do not have.
fn likeness(name: &str, at_home: bool) -> f64 {
    let name = name.to_lowercase();
    let mut likeness = 0.0;
    for letter in ["ы", "э", "ё"] {
        likeness += if name.contains(letter) { 0.06 } else { 0.0 };
    }
    for letter in ["ь", "щ", "я", "ю"] {
        likeness += if name.contains(letter) { 0.02 } else { 0.0 };
    }
    if at_home && name.ends_with("ый") {
        likeness += 0.05;
    }
    if name.contains('ъ') && !name.contains("ъе") && !name.contains("ъя") {
        likeness -= 0.2;
    }
    likeness
}

/// Letters of the alphabet in Latin, as English writes Russian names.
fn latin(name: &str) -> String {
    let mut latin = String::new();
    for c in fold(name).chars() {
        latin.push_str(match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'е' | 'э' => "e",
            'ж' => "zh",
            'з' => "z",
            'и' => "i",
            'й' | 'ы' => "y",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ю' => "yu",
            'я' => "ya",
            'ъ' | 'ь' => "",
            _ => " ",
        });
    }
    latin
}

/// Without the differences that transliterations make.
fn flat(name: &str) -> Vec<char> {
    name.replace("iy", "y").replace("yy", "y").replace("ij", "y").replace("kh", "h").chars().collect()
}

/// Edit distance as a share of the longer name.
fn distance(a: &[char], b: &[char]) -> f64 {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()] as f64 / a.len().max(b.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_russian_name_is_found_among_slavic_ones() {
        let known = Known::read("москва\nорёл\n");
        for (name, country, alternates, russian) in [
            ("Grozny", "RU", ["Грозна", "Грозний", "Грозны", "Грозный"], Some("Грозный")),
            ("Moscow", "RU", ["Масква", "Москва", "Москов", "Москох"], Some("Москва")),
            ("Oryol", "RU", ["Арол", "Орел", "Орил", "Орьол"], Some("Орёл")),
            ("Shenzhen", "CN", ["Шеньчжень", "Шънджън", "Шэньчжэнь", "Shum"], Some("Шэньчжэнь")),
            ("Oslo", "NO", ["Osló", "Ansloa", "Asloa", "Christiania"], None),
        ] {
            assert_eq!(name_of(name, country, &alternates, &known).as_deref(), russian);
        }
    }
}
