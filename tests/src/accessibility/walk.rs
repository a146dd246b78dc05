//! A walk through the window by ear, as it is written down in a document, and what it says should be heard.

use anyhow::{Context, bail};

/// A whole walk.
pub struct Walk {
    /// One row of the document's table each.
    pub steps: Vec<Step>,
}

/// One thing that is done, and what is heard of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// What is said of the object that has the keyboard afterwards.
    pub focus: String,
    /// What is said or read besides.
    pub said: Option<String>,
}

/// What is done in a step.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// The program is started.
    Open,
    /// A key is pressed, by its name on the desktop, such as `ctrl+l`.
    Press(String),
    /// A text is typed.
    Type(String),
    /// The last message of the open chat is read.
    ReadLastMessage,
    /// A patient writes.
    Writes {
        /// Who.
        name: String,
        /// What.
        text: String,
    },
}

impl Walk {
    /// Reads the steps out of the document: all rows of its one table.
    ///
    /// # Errors
    /// When a row is not understood, or there is none.
    pub fn parse(document: &str) -> anyhow::Result<Self> {
        let rows = document.lines().filter(|line| line.starts_with('|')).skip(2);
        let steps = rows.map(Step::parse).collect::<anyhow::Result<Vec<_>>>()?;
        anyhow::ensure!(!steps.is_empty(), "the document has no table");
        Ok(Self { steps })
    }
}

impl Step {
    fn parse(row: &str) -> anyhow::Result<Self> {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [action, focus, said] = cells.as_slice() else { bail!("a row of other than three cells: {row}") };
        let said = (*said != "–").then(|| (*said).to_owned());
        Ok(Self { action: Action::parse(action)?, focus: (*focus).to_owned(), said })
    }
}

impl Action {
    fn parse(cell: &str) -> anyhow::Result<Self> {
        let (words, quoted) = cell.split_once('`').unwrap_or((cell, ""));
        let quoted = quoted.trim_end_matches('`').to_owned();
        Ok(match words.trim() {
            "open the program" => Self::Open,
            "press" => Self::Press(quoted),
            "type" => Self::Type(quoted),
            "read the last message" => Self::ReadLastMessage,
            other => {
                let name =
                    other.strip_suffix(" writes").with_context(|| format!("nobody knows how to: {cell}"))?;
                Self::Writes { name: name.to_owned(), text: quoted }
            }
        })
    }
}

/// What the document says of what was heard: `pattern` itself if it fits, with any time and date, else what was heard.
pub fn as_written(pattern: &str, heard: &str) -> String {
    let heard = spaced(heard);
    if fits(&spaced(pattern), &heard) { pattern.to_owned() } else { heard }
}

/// Nobody hears how many blanks stand around a comma.
fn spaced(text: &str) -> String {
    let parts = text.split(',').map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    parts.collect::<Vec<_>>().join(", ")
}

fn fits(pattern: &str, heard: &str) -> bool {
    let Some((before, rest)) = pattern.split_once('{') else { return pattern == heard };
    let (Some((kind, after)), Some(heard)) = (rest.split_once('}'), heard.strip_prefix(before)) else {
        return false;
    };
    let ends = (0..=heard.len()).filter(|end| heard.is_char_boundary(*end));
    ends.map(|end| heard.split_at(end)).any(|(value, rest)| is_a(kind, value) && fits(after, rest))
}

fn is_a(kind: &str, value: &str) -> bool {
    match kind {
        "time" => is_time(value),
        "date" => value.rsplit_once(" at ").is_some_and(|(day, time)| day.contains(" 20") && is_time(time)),
        _ => false,
    }
}

fn is_time(value: &str) -> bool {
    let value = value.trim_end_matches("AM").trim_end_matches("PM").trim_end();
    value.split_once(':').is_some_and(|(hours, minutes)| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        hours.len() <= 2 && minutes.len() == 2 && digits(hours) && digits(minutes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "A word.\n\n| do | focus | said |\n|---|---|---|\n| open the program | User name, entry | – |\n\
        | press `ctrl+l` | a | – |\n| Ana Silva writes `Good` | b | Ana: Good |\n";

    #[test]
    fn a_row_is_a_step() {
        let row = "| Ana Silva writes `Good day` | Close, button | Ana Silva: Good day, {time} |";
        let action = Action::Writes { name: "Ana Silva".to_owned(), text: "Good day".to_owned() };
        let said = Some("Ana Silva: Good day, {time}".to_owned());
        assert_eq!(
            Step::parse(row).expect("a row"),
            Step { action, focus: "Close, button".to_owned(), said }
        );
    }

    #[test]
    fn a_row_that_nobody_understands_is_an_error() {
        assert_eq!(Walk::parse(DOCUMENT).expect("a walk").steps.len(), 3);
        assert!(Walk::parse(&DOCUMENT.replace("| b |", "| b | c |")).is_err());
        assert!(Walk::parse(&DOCUMENT.replace("press", "squeeze")).is_err());
        assert!(Walk::parse("No table.").is_err());
    }

    #[test]
    fn times_and_dates_fit_and_nothing_else_does() {
        let pattern = "Ana, {time}, Good day";
        assert_eq!(as_written(pattern, "Ana , 9:05 ,Good day"), pattern);
        assert_eq!(as_written(pattern, "Ana, Monday, Good day"), "Ana, Monday, Good day");
        assert_eq!(as_written(pattern, "Ana, 9:05, Good day, Good day"), "Ana, 9:05, Good day, Good day");
        let dated = "You: Hello, {date} Sent";
        assert_eq!(as_written(dated, "You: Hello , Monday, 23 November 2026 at 00:27 Sent"), dated);
    }
}
