//! What clinician and patients of the demo practice wrote to each other: everyday, kind, never urgent.
//!
//! `{name}` stands for the patient's given name, `{slot}` for an appointment, the same one within an exchange.

/// Who says a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// The clinician.
    Clinician,
    /// The patient.
    Patient,
}

/// One line of an exchange.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Who says it.
    pub voice: Voice,
    /// What they say, with placeholders.
    pub text: &'static str,
}

/// A few messages that belong together.
pub(crate) type Exchange = &'static [Line];

const fn c(text: &'static str) -> Line {
    Line { voice: Voice::Clinician, text }
}

const fn p(text: &'static str) -> Line {
    Line { voice: Voice::Patient, text }
}

/// Appointments that `{slot}` can become.
pub(crate) const SLOTS: &[&str] = &[
    "Monday at 9:00",
    "Monday at 2:30",
    "Tuesday at 10:30",
    "Tuesday at 4:00",
    "Wednesday at 11:15",
    "Wednesday at 3:00",
    "Thursday at 10:30",
    "Thursday at 1:45",
    "Friday at 9:30",
    "Friday at 12:00",
];

/// How conversations begin.
pub(crate) const OPENINGS: &[Exchange] = &[
    &[
        c(
            "Hello {name}, welcome. This is the place for short, non-urgent questions between our sessions: appointments, the exercises, anything practical. I usually answer within one working day.",
        ),
        p("Thank you, good to know. It works on my phone."),
    ],
    &[
        c(
            "Good morning {name}, I am glad you found your way into the app. You can write to me here about appointments and small everyday questions.",
        ),
        p("Good morning! Yes, it was easy. See you {slot}."),
        c("See you then."),
    ],
    &[
        p("Hello, just testing whether this works."),
        c(
            "It does, welcome {name}. I read messages here on weekdays, mostly at noon and at the end of the day.",
        ),
        p("Perfect, thanks."),
    ],
];

/// Everything else, in no particular order.
pub(crate) const EXCHANGES: &[Exchange] = &[
    &[
        c(
            "A reminder of our appointment on {slot}. Please arrive five minutes early, the front desk has a new form for you.",
        ),
        p("Thank you for the reminder. I will be there."),
    ],
    &[
        p("Is it possible to move our next appointment? My daughter has a school concert at that time."),
        c("Of course, a concert comes first. I could offer {slot} instead. Would that suit you?"),
        p("Yes, that works well. Thank you so much for being flexible."),
        c("You are welcome. I have changed it. Enjoy the concert."),
    ],
    &[
        c("Hi {name}, how is the sleep diary going? No need to be perfect, a few words a night are enough."),
        p("Pretty well. I missed two nights, but I can already see that the late coffee makes a difference."),
        c("That is a useful thing to have noticed. Bring it along next time and we look at it together."),
    ],
    &[
        p(
            "I tried the breathing exercise before the team meeting, and it really helped. I was less tense than I expected.",
        ),
        c(
            "I am happy to hear that. Thank you for telling me. Which length did you use, the short one or the five minutes?",
        ),
        p("The short one. Five minutes would have been noticed :)"),
        c("Short is good. The best exercise is the one that fits into the day."),
    ],
    &[
        c(
            "Here is the worksheet we talked about: https://www.example.org/worksheets/values. The first page is enough for this week.",
        ),
        p("Got it, thanks. Should I print it or can I fill it in on the computer?"),
        c("Either is fine. Whatever is easier to bring along."),
    ],
    &[
        p("Quick question: do you have the receipt for last month? My insurance asks for it."),
        c("I have asked the front desk to send it to you by mail. It should arrive in two or three days."),
        p("It came today. Thank you!"),
    ],
    &[
        p("Is there parking near the office on weekdays?"),
        c(
            "Yes, the garage behind the library is two minutes away, and the first hour is free with a stamp from our front desk.",
        ),
        p("Great, that makes it easier."),
    ],
    &[
        c("Good afternoon {name}. Just checking in after our session: how has the week been so far?"),
        p("A little up and down, but better than the week before. I went for a walk three times."),
        c("Three walks is three more than we planned. Well done. Let us build on that on {slot}."),
    ],
    &[
        p("Could we do the next session by video? I will be visiting my sister that week."),
        c(
            "Yes, that is possible. You will get the link from the front desk the day before. A quiet room and headphones help.",
        ),
        p("Perfect, she has a guest room with a door."),
    ],
    &[
        c("The practice is closed next Monday for the holiday. Our session stays on {slot}."),
        p("Thanks for letting me know. Have a nice long weekend!"),
        c("You too."),
    ],
    &[
        p(
            "I finished the book you recommended. The chapter about habits was my favorite. Do you have another one like it?",
        ),
        c(
            "What a pleasure to read this. I will bring a short list to our next session. If you like listening, your library card also works for audio books.",
        ),
        p("I did not know that. I will try it on the train."),
    ],
    &[
        p("Sorry, I have a cold and my voice is gone. I would rather not come tomorrow."),
        c(
            "Please stay in bed and drink tea. I have cancelled the appointment, and there is no fee. Shall we say {slot}?",
        ),
        p("Yes please. Thank you for understanding."),
        c("Get well soon, {name}."),
    ],
    &[
        c(
            "A small correction: I wrote the wrong room on your card. We meet in room 204 on the second floor, as always.",
        ),
        p("No problem, I would have knocked on the wrong door politely."),
    ],
    &[
        p(
            "My employer asks for a short confirmation that I was at an appointment last week, only the date and time, nothing else. Can you write one?",
        ),
        c(
            "Certainly. It will say only that you had an appointment, with date and time, and not with whom. You can collect it at the front desk from tomorrow noon.",
        ),
        p("That is exactly what I need. Thanks a lot."),
    ],
    &[
        c(
            "Hi {name}, you asked about the group on Wednesday evenings. There is a free place from next month. Would you like to have a look at it once, without committing?",
        ),
        p("I am a bit nervous about groups, but yes, I would like to try it once."),
        c(
            "That is very understandable. I will introduce you to Jonas before it starts, so that you know a face.",
        ),
        p("That helps. Thank you."),
    ],
    &[
        p("Just wanted to tell you: I called my brother. It was a good talk."),
        c(
            "Thank you for sharing this with me, {name}. That took courage. I look forward to hearing more about it.",
        ),
    ],
    &[
        p("The portal shows two appointments for me next week. Is that right?"),
        c(
            "Good that you asked. Only {slot} is right; the other one was left over from before we moved it. I have removed it.",
        ),
        p("Great, thanks!"),
    ],
    &[
        c(
            "Here is the recording of the body scan, as promised: https://www.example.org/audio/body-scan. It is twelve minutes long. Evenings work well for most people.",
        ),
        p("I fell asleep in the middle of it. Is that allowed?"),
        c("It is not only allowed, it is a compliment to the recording."),
        p("Haha, good. Then I will do it again tonight."),
    ],
    &[
        p(
            "I have written down what went well every evening, as we agreed. Some days it was only that the coffee was good. On other days there were four or five things, and I noticed that most of them have to do with being outside or with people I have known for a long time. I would like to talk about that in our next session, because I had always thought of myself as somebody who needs a lot of quiet, and now I am not so sure any more.",
        ),
        c(
            "What a careful observation. Both can be true: needing quiet, and feeling well with people who do not take it away. Let us begin with exactly this on {slot}.",
        ),
    ],
    &[
        c(
            "Good morning {name}. I have a free hour on {slot} because of a cancellation. Would you like to come earlier this week?",
        ),
        p("Thanks, but I have to work then. I keep our usual time."),
        c("All right, then as planned."),
    ],
    &[
        p("What was the name of the app for the timer again?"),
        c("Any kitchen timer will do, honestly. The important part is stopping when it rings."),
        p("Stopping is the hard part indeed."),
    ],
    &[
        p("Do I need a new referral for the next year, or is the old one still good?"),
        c("The old one covers you until the end of March. I will remind you in February."),
        p("Thank you, one thing less to think of."),
    ],
    &[
        c(
            "Hello {name}, would you mind filling in the short questionnaire before our next session? It takes about four minutes and helps us see what has changed since spring.",
        ),
        p("Done. It is nice to see the difference."),
        c("It is. Thank you for doing it so quickly."),
    ],
    &[
        p("I will be on vacation for the next two weeks. Should we skip, or move?"),
        c(
            "Let us skip, you have earned a real break. We see each other on {slot} after you are back. Where are you going?",
        ),
        p("To the lake, with no plan at all."),
        c("That sounds like a very good plan."),
    ],
    &[
        p("I could not open the second page of the worksheet on my phone, it stays blank."),
        c(
            "Thank you for telling me, it was not only you. Here is a version that works: https://www.example.org/worksheets/week-two.",
        ),
        p("This one works."),
    ],
    &[
        p("Is it okay if my partner comes along for the last ten minutes next time?"),
        c(
            "Yes, gladly. Let us talk at the beginning about what you would like to say together and what stays between us.",
        ),
        p("Good idea. Thank you."),
    ],
    &[
        c(
            "I have thought about your question from last time. I would start with the smallest step: write the first sentence of the e-mail, and do not send it yet. How does that sound?",
        ),
        p("Doable. I will try tonight."),
        p("Wrote three sentences in the end!"),
        c("Three! I am smiling. Leave it until the morning and read it again then."),
    ],
    &[
        p("Thank you for today. I was tired afterwards, but in a good way."),
        c("Thank you too, {name}. Take it slowly this evening."),
    ],
    &[
        c("A reminder for {slot}: please bring the two pages with the calendar if you can find them."),
        p("Found them under the car seat. I will bring them."),
    ],
    &[
        p("My phone number has changed. Do I tell you or the front desk?"),
        c(
            "The front desk, please; they keep it in your record. Five digits on a note are enough for me to forget.",
        ),
        p("Done, told them this morning."),
    ],
    &[
        p("Do you know a good beginner class for yoga around here? You mentioned one."),
        c(
            "The community center on Elm Street has one on Saturday mornings, and the first visit is free. It is very gentle.",
        ),
        p("Signed up for this Saturday. Wish me luck with my knees."),
        c("Good luck to you and to your knees."),
    ],
    &[
        c(
            "Hi {name}, I will be away from the 12th to the 16th. Jonas Lindqvist looks after messages during that time. For anything that cannot wait, please call the practice.",
        ),
        p("All fine here. Have a good time off."),
    ],
    &[
        p(
            "I was able to drive over the bridge today. Radio on, breathing, and then it was already behind me.",
        ),
        c("Congratulations, {name}. You did that yourself. How was the way back?"),
        p("A bit easier than the way there."),
        c("That is how it goes when we do not avoid it. Let us celebrate a little on {slot}."),
    ],
    &[
        p("Is the waiting room open before eight? My bus arrives early."),
        c("Yes, the door is open from 7:30, and there is tea."),
        p("Lovely."),
    ],
    &[
        p(
            "Small update on the evening routine: phone out of the bedroom since Sunday. The alarm clock from my grandmother is loud but honest.",
        ),
        c("I like honest alarm clocks. How is the falling asleep?"),
        p("Faster, I think. Maybe twenty minutes instead of an hour."),
    ],
    &[
        c(
            "Thank you for the feedback form. Your remark about the light in room 204 reached the right person, and there is a new lamp now.",
        ),
        p("That is so nice, I did not expect that."),
    ],
    &[
        p("Which of the two exercises should I do if I only have time for one?"),
        c("The one you are looking forward to. Truly."),
        p("Then the walk."),
    ],
    &[
        p("Can I send you the list of my medicines here, or is it better on paper?"),
        c(
            "Better bring it on paper, so that it goes straight into your record. Questions about doses are best for the doctor who prescribes them.",
        ),
        p("Okay, I will bring it on {slot}."),
    ],
    &[
        c("How did the first week in the new job go, {name}?"),
        p(
            "Better than I feared. People are friendly, and I have a desk by the window. I still get nervous before the morning round, but I said something on Thursday.",
        ),
        c("Saying something in the first week is a lot. Notice that, and enjoy the window."),
    ],
    &[
        p("I think I left my umbrella in the office. Blue, with a wooden handle."),
        c("It is safe at the front desk with a note with your initials on it."),
        p("Thank you! It was a gift."),
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = &'static Line> {
        OPENINGS.iter().chain(EXCHANGES).flat_map(|exchange| exchange.iter())
    }

    #[test]
    fn both_sides_have_their_say_and_lengths_vary() {
        assert!(all().any(|line| line.text.len() > 400));
        assert!(all().any(|line| line.text.len() < 25));
        for exchange in OPENINGS {
            assert!(exchange.iter().any(|line| line.voice == Voice::Clinician));
        }
        let patient_first =
            EXCHANGES.iter().filter(|each| each.first().is_some_and(|line| line.voice == Voice::Patient));
        assert!(patient_first.count() >= 10);
    }

    #[test]
    fn only_the_two_placeholders_are_used() {
        for line in all() {
            let rest = line.text.replace("{name}", "").replace("{slot}", "");
            assert!(!rest.contains(['{', '}']), "{}", line.text);
        }
    }

    #[test]
    fn nothing_here_is_an_emergency() {
        for word in ["suicid", "overdose", "911", "emergency", "bleeding", "hurt myself"] {
            assert!(all().all(|line| !line.text.to_lowercase().contains(word)), "{word}");
        }
    }

    #[test]
    fn links_lead_to_nobody() {
        for line in all() {
            assert_eq!(
                line.text.matches("https://").count(),
                line.text.matches("https://www.example.org/").count()
            );
        }
    }
}
