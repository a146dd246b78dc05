//! Text as it is compared in searches: without accents, without case, in words.
//!
//! What this gives is stored in `patient_word` and `message_text`. Whoever alters it adds a migration that fills both
//! anew.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text in small letters and without accents. `Ångström` becomes `angstrom`, `Łukasz` `lukasz`, `Groß` `gross`.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(replacement) => folded.push_str(replacement),
            None => folded.push(letter),
        }
    }
    folded
}

/// Letters that Unicode does not decompose and that people type plainly.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ς' => "σ",
        // Arabic: the line that stretches a word, and letters written in two ways.
        'ـ' => "",
        'ى' | 'ی' => "ي",
        'ة' => "ه",
        'ک' => "ك",
        _ => return None,
    })
}

/// Scripts written without spaces between words: any of their letters may begin one.
const fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' |
        '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' |
        '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// The words by which a patient's name is found, folded. `Mary-Ann O'Brien` gives `mary`, `ann`, `maryann`, `o`,
/// `brien` and `obrien`; of `王小明`, each letter begins a word.
pub(super) fn name_words(name: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for token in fold(name).split_whitespace() {
        for part in parts(token) {
            let starts = part.char_indices().filter(|(at, letter)| *at == 0 || is_unspaced(*letter));
            words.extend(starts.filter_map(|(at, _)| part.get(at..)).map(str::to_owned));
        }
        words.insert(parts(token).collect());
    }
    words.remove("");
    words
}

/// The words by which a birth date (`YYYY-MM-DD`) is found: as the calendar writes it and as Americans do, with and
/// without leading zeros.
pub(super) fn birth_date_words(birth_date: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::from([birth_date.to_owned()]);
    let mut fields = birth_date.splitn(3, '-');
    if let (Some(year), Some(month), Some(day)) = (fields.next(), fields.next(), fields.next()) {
        for month in [month, month.trim_start_matches('0')] {
            words.extend([day, day.trim_start_matches('0')].map(|day| format!("{month}/{day}/{year}")));
        }
    }
    words
}

/// What a person typed to find a patient, as beginnings of words. A word that starts with a digit stays whole: it is a
/// birth date, or the beginning of one.
pub(super) fn search_words(typed: &str) -> BTreeSet<String> {
    let folded = fold(typed);
    let mut words = BTreeSet::new();
    for token in folded.split_whitespace() {
        if token.starts_with(|letter: char| letter.is_ascii_digit()) {
            words.insert(token.to_owned());
        } else {
            words.extend(parts(token).map(str::to_owned));
        }
    }
    words
}

/// A message's text as the full-text index takes it: folded words with spaces between them. Of a script without spaces,
/// each letter and each pair of neighbours is a word.
pub(super) fn index_text(text: &str) -> String {
    let folded = fold(text);
    let mut indexed = String::with_capacity(folded.len());
    let mut before = None;
    for letter in folded.chars() {
        if is_unspaced(letter) {
            indexed.push(' ');
            if let Some(before) = before {
                indexed.extend([before, letter, ' ']);
            }
            indexed.extend([letter, ' ']);
            before = Some(letter);
        } else {
            indexed.push(if letter.is_alphanumeric() { letter } else { ' ' });
            before = None;
        }
    }
    indexed
}

/// What a person typed to find a message, as words of the full-text index. They hold nothing but letters and digits, so
/// that quotes around them make them harmless.
pub(super) fn message_words(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let phrases = folded.split_whitespace().flat_map(parts).flat_map(phrases);
    phrases
        .flat_map(
            |phrase| if phrase.starts_with(is_unspaced) { pairs(phrase) } else { vec![phrase.to_owned()] },
        )
        .collect()
}

/// The pairs of neighbouring letters, or the only letter.
fn pairs(phrase: &str) -> Vec<String> {
    let letters: Vec<char> = phrase.chars().collect();
    letters.windows(2.min(letters.len())).map(|pair| pair.iter().collect()).collect()
}

/// The pieces of a word in which all letters are of a script with spaces, or none.
fn phrases(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let first = is_unspaced(rest.chars().next()?);
        let end = rest.find(|letter| is_unspaced(letter) != first).unwrap_or(rest.len());
        let (phrase, after) = rest.split_at(end);
        rest = after;
        Some(phrase)
    })
}

fn parts(token: &str) -> impl Iterator<Item = &str> {
    token.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn accents_and_case_do_not_count() {
        for (written, typed) in [
            ("Zoë Ångström", "zoe angstrom"),
            ("ŁUKASZ Groß", "lukasz gross"),
            ("Søren Ærø", "soren aero"),
            ("İpek Işık", "ipek isik"),
            ("Σίσυφος", "σισυφοσ"),
            ("مُحَمَّد", "محمد"),
            ("أحمد", "احمد"),
            ("Ｗｉｄｅ", "wide"),
        ] {
            assert_eq!(fold(written), typed);
        }
    }

    #[test]
    fn a_name_is_found_by_each_of_its_words() {
        assert_eq!(name_words("Mary-Ann O'Brien"), set(&["ann", "brien", "mary", "maryann", "o", "obrien"]));
        assert_eq!(name_words("王小明"), set(&["王小明", "小明", "明"]));
        assert_eq!(name_words("<img src=x>"), set(&["img", "src", "x", "srcx"]));
        assert_eq!(name_words(" – "), set(&[]));
    }

    #[test]
    fn a_birth_date_is_found_however_it_is_written() {
        let words = birth_date_words("1980-03-04");
        assert_eq!(words, set(&["03/04/1980", "03/4/1980", "1980-03-04", "3/04/1980", "3/4/1980"]));
        assert_eq!(search_words("Zoë 03/04"), set(&["03/04", "zoe"]));
    }

    #[test]
    fn a_query_becomes_words_of_the_index() {
        assert_eq!(message_words("Blood PRES"), ["blood", "pres"]);
        assert_eq!(message_words("王小明a"), ["王小", "小明", "a"]);
        assert_eq!(message_words("王"), ["王"]);
        assert_eq!(message_words("\" OR * ("), ["or"]);
        assert!(message_words(" \"*\" ").is_empty());
    }

    #[test]
    fn every_word_of_a_query_made_from_a_text_is_in_its_index() {
        let text = "Mañana 我明天, don't 12:30";
        let indexed = index_text(text);
        let words: BTreeSet<&str> = indexed.split_whitespace().collect();
        assert!(message_words(text).iter().all(|word| words.contains(word.as_str())), "{words:?}");
    }

    proptest! {
        #[test]
        fn any_beginning_of_any_word_typed_is_one_of_the_stored_words(name in "\\PC{1,40}", length in 1_usize..6) {
            let stored = name_words(&name);
            for token in fold(&name).split_whitespace().flat_map(parts) {
                let typed: String = token.chars().take(length).collect();
                prop_assert!(stored.iter().any(|word| word.starts_with(&typed)));
            }
        }
    }
}
