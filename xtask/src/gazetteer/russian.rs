//! Which of a place's Cyrillic names is the Russian one: the tables do not say.

use places::fold;

/// The name among the alternates that reads most like the main name, and most like Russian.
pub fn name_of(name: &str, country: &str, alternates: &[&str]) -> Option<String> {
    let main = flat(&fold(name));
    let at_home = matches!(country, "RU" | "BY" | "UA" | "KZ" | "KG" | "TJ" | "UZ" | "TM" | "MD" | "AZ" | "AM" | "GE");
    let best = alternates
        .iter()
        .filter(|name| is_russian(name))
        .map(|name| (distance(&main, &flat(&latin(name))) - likeness(name, at_home), name.chars().count(), *name))
        .min_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(b.2)))?;
    Some(best.2.to_owned())
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
        assert_eq!(
            name_of("Grozny", "RU", &["Грозна", "Грозни", "Грозний", "Грозны", "Грозный"]).as_deref(),
            Some("Грозный")
        );
        assert_eq!(name_of("Shenzhen", "CN", &["Шеньчжень", "Шънджън", "Шэньчжэнь"]).as_deref(), Some("Шэньчжэнь"));
        assert_eq!(name_of("Oslo", "NO", &["Osló"]), None);
    }
}
