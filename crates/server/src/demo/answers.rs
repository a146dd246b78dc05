//! What a simulated patient says: an answer that fits what the clinician wrote, or something of their own.

use rand::Rng;
use rand::seq::IndexedRandom;

/// Answers for one kind of message.
struct Reply {
    /// Any of these in the clinician's message, in lower case, calls for it.
    cues: &'static [&'static str],
    /// One of these is said.
    answers: &'static [&'static str],
}

/// The first that fits is taken, so the most telling cues come first.
const REPLIES: &[Reply] = &[
    Reply {
        cues: &["https://", "worksheet", "recording", "exercise", "article", "link"],
        answers: &[
            "Thank you, I will have a look at it this evening.",
            "Got it, thanks. I will try it tomorrow and tell you how it went.",
            "That looks helpful, thank you for sending it.",
        ],
    },
    Reply {
        cues: &[
            "how are you",
            "how is",
            "how was",
            "how did",
            "how has",
            "feeling",
            "checking in",
            "check in",
        ],
        answers: &[
            "A little better than last week, thank you for asking. The walks help.",
            "Quite well today. I slept through the night for the first time in a while.",
            "Up and down, but more up than down. Thank you for thinking of me.",
        ],
    },
    Reply {
        cues: &[
            "appointment",
            "session",
            "reschedule",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "tomorrow",
            "o'clock",
            "a.m.",
            "p.m.",
        ],
        answers: &[
            "Yes, that time works for me. Thank you.",
            "Perfect, I have put it into my calendar.",
            "That suits me well. See you then.",
        ],
    },
    Reply {
        cues: &["thank", "well done", "glad", "great", "congratulations"],
        answers: &[
            "Thank you, that means a lot.",
            "Thanks! Have a good rest of the day.",
            "You are very kind, thank you.",
        ],
    },
    Reply {
        cues: &["hello", "good morning", "good afternoon", "good evening", "hi "],
        answers: &["Hello, good to hear from you.", "Hi! Nice to hear from you.", "Good day to you too."],
    },
    Reply {
        cues: &["?"],
        answers: &[
            "Yes, I think so. Let me check at home and tell you for certain.",
            "Good question. I would say yes.",
            "Could we talk about that next time? I would like to think about it first.",
        ],
    },
];

/// What is said when nothing fits better.
const OTHERWISE: &[&str] = &[
    "Thank you for letting me know.",
    "Okay, understood. Thanks for writing.",
    "That is good to know, thank you.",
    "All right, I will keep it in mind.",
];

/// What patients write on their own.
const STARTERS: &[&str] = &[
    "Hello, a quick question: do I need to bring anything to the next session?",
    "Just a short note: the exercise went well today.",
    "Is the office open next Friday? I would like to drop off a form.",
    "Good day! Could you send me the name of that breathing exercise again?",
    "I wanted to say that I went to the class you told me about. It was nice.",
    "Would it be possible to start fifteen minutes later next time? My bus schedule has changed.",
    "I finished the first two pages of the worksheet.",
    "Slept seven hours last night. Writing it down here so that I believe it.",
    "Do I get the new form at the front desk or by mail?",
    "Thank you again for last time. I have been thinking about what you said.",
];

/// An answer to what the clinician wrote.
pub(crate) fn answer_to(text: &str, rng: &mut impl Rng) -> &'static str {
    let text = text.to_lowercase();
    let fitting = REPLIES.iter().find(|reply| reply.cues.iter().any(|cue| text.contains(cue)));
    let answers = fitting.map_or(OTHERWISE, |reply| reply.answers);
    answers.choose(rng).copied().unwrap_or("Thank you.")
}

/// Whether a message asks for something.
pub(crate) fn is_question(text: &str) -> bool {
    text.contains('?')
}

/// Something a patient writes without being asked.
pub(crate) fn starter(rng: &mut impl Rng) -> &'static str {
    STARTERS.choose(rng).copied().unwrap_or("Hello, I hope you are well.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::seed::generator;

    #[test]
    fn an_answer_fits_what_was_written() {
        let mut rng = generator(&["test"]);
        for (text, expected) in [
            ("Does Thursday at 10:30 suit you?", 2),
            ("How are you today?", 1),
            ("Here is the worksheet: https://www.example.org/w", 0),
            ("Is that so?", 5),
        ] {
            let answer = answer_to(text, &mut rng);
            assert!(REPLIES[expected].answers.contains(&answer), "{text} -> {answer}");
        }
        assert!(OTHERWISE.contains(&answer_to("Noted.", &mut rng)));
    }
}
