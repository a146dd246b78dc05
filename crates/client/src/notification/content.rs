//! What a notification says: one line each, that no name and no text can break out of.

use unicode_segmentation::UnicodeSegmentation;

/// A text is shown up to this many characters, as a reader counts them.
const LONGEST: usize = 120;
/// Below this length a text is rather cut inside a word than at its beginning.
const SHORTEST: usize = 100;
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// A text as one line of at most 121 characters (the last is an ellipsis when it was longer), which keeps the direction
/// of its own letters and gives none to what stands around it.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split(is_break).filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    let shown: String = shorten(&line).chars().filter(|character| !is_control(*character)).collect();
    format!("{FIRST_STRONG_ISOLATE}{shown}{POP_ISOLATE}")
}

fn shorten(line: &str) -> String {
    let mut ends = line.grapheme_indices(true).skip(SHORTEST);
    let Some((shortest, _)) = ends.next() else { return line.to_owned() };
    let Some((longest, _)) = ends.nth(LONGEST - SHORTEST - 1) else { return line.to_owned() };
    let (kept, tail) =
        (line.get(..shortest).unwrap_or(line), line.get(shortest..longest).unwrap_or_default());
    let tail = tail.rfind(' ').map_or(tail, |space| tail.get(..space).unwrap_or_default());
    format!("{kept}{tail}\u{2026}")
}

fn is_break(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// What turns the direction of letters, and would turn that of the system's own words too.
fn is_control(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inside(text: &str) -> String {
        let line = one_line(text);
        line.strip_prefix(FIRST_STRONG_ISOLATE)
            .and_then(|line| line.strip_suffix(POP_ISOLATE))
            .unwrap()
            .to_owned()
    }

    #[test]
    fn lines_become_one_and_short_texts_stay_whole() {
        assert_eq!(inside("  It itches.\n\n\tSince\u{2028}Monday.\r\n"), "It itches. Since Monday.");
        assert_eq!(inside(&"a".repeat(120)), "a".repeat(120));
    }

    #[test]
    fn a_long_text_ends_with_a_whole_word_or_at_least_a_whole_character() {
        let words = "word ".repeat(40);
        let line = inside(&words);
        assert!(line.ends_with("word\u{2026}"), "{line}");
        assert!((SHORTEST..=LONGEST + 1).contains(&line.chars().count()), "{line}");
        let family = "\u{1f469}\u{200d}\u{1f467}";
        assert_eq!(inside(&family.repeat(130)), format!("{}\u{2026}", family.repeat(120)));
    }

    #[test]
    fn nothing_inside_can_turn_what_stands_around_it() {
        assert_eq!(inside("\u{202e}txt\u{2069}.exe\u{200f}"), "txt.exe");
    }

    proptest! {
        #[test]
        fn every_text_is_one_line_of_a_bounded_length(text in any::<String>()) {
            let line = inside(&text);
            prop_assert!(!line.chars().any(|character| character.is_control() || is_control(character)));
            prop_assert!(line.graphemes(true).count() <= LONGEST + 1);
        }
    }
}
