//! The cast of the demo practice. Everybody in it is made up.

use jiff::civil::{Date, date};

/// The practice's name.
pub const PRACTICE_NAME: &str = "Harborview Counseling";
/// Where it is; its history happens in the daytime there.
pub const TIME_ZONE: &str = "America/New_York";

/// Somebody of the practice's staff.
#[derive(Clone, Copy, Debug)]
pub struct Colleague {
    /// How they are called.
    pub name: &'static str,
    /// Their profession; none for the administrator.
    pub title: Option<&'static str>,
    /// The account name.
    pub username: &'static str,
    /// The password.
    pub password: &'static str,
}

/// The clinician whose desk the demo is about.
pub const CLINICIAN: Colleague = Colleague {
    name: "Dr. Elena Rivera",
    title: Some("PsyD"),
    username: "dr.rivera",
    password: "quiet-harbor",
};

/// The clinician of the other care teams.
pub const SECOND_CLINICIAN: Colleague = Colleague {
    name: "Jonas Lindqvist",
    title: Some("RN"),
    username: "j.lindqvist",
    password: "morning-meadow",
};

/// Runs the practice; reads and writes no messages.
pub const ADMINISTRATOR: Colleague =
    Colleague { name: "Pat Morgan", title: None, username: "admin", password: "steady-lantern" };

/// The password of every patient of the demo.
pub const PATIENT_PASSWORD: &str = "gentle-river";

/// How a patient stands to the clinician.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Activated, on the clinician's team, with a history of about so many exchanges.
    Conversing {
        /// How many exchanges.
        exchanges: usize,
    },
    /// As above, and the second clinician is on the team as well.
    ConversingWithBoth {
        /// How many exchanges with the clinician.
        exchanges: usize,
    },
    /// Activated and on the clinician's team; nobody has written yet.
    NoMessages,
    /// On the clinician's team, invited, not activated.
    NotActivated,
    /// Activated, on the second clinician's team only.
    OtherTeam,
    /// As above, and the clinician supervises the care without being on the team.
    Supervised,
}

impl Standing {
    /// Whether the patient has the app.
    pub const fn is_activated(self) -> bool {
        !matches!(self, Self::NotActivated)
    }

    /// Whether the clinician belongs to the care team.
    pub const fn is_on_clinicians_team(self) -> bool {
        !matches!(self, Self::OtherTeam | Self::Supervised)
    }

    /// Whether the second clinician belongs to the care team.
    pub const fn is_on_second_team(self) -> bool {
        matches!(self, Self::OtherTeam | Self::Supervised | Self::ConversingWithBoth { .. })
    }
}

/// How a simulated patient uses their phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Comes at once and answers every message within seconds.
    Prompt,
    /// Often there, answers soon, now and then writes first.
    Talkative,
    /// Comes and goes; answers most messages, after a while.
    Ordinary,
    /// Seldom there; reads, and answers when there was a question.
    Reserved,
    /// Not simulated: for signing in on the patient page by hand.
    ByHand,
}

/// A patient of the demo practice.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// How they are called.
    pub name: &'static str,
    /// What the clinician calls them when writing.
    pub given_name: &'static str,
    /// The account name.
    pub username: &'static str,
    /// When they were born.
    pub birth_date: Date,
    /// How they wish to be spoken of.
    pub pronouns: Option<&'static str>,
    /// How they stand to the clinician.
    pub standing: Standing,
    /// How they use their phone.
    pub nature: Nature,
}

impl Person {
    /// The same person with pronouns.
    const fn pronouns(self, pronouns: &'static str) -> Self {
        Self { pronouns: Some(pronouns), ..self }
    }
}

/// A person's two account-independent facts: name and date of birth.
const fn person(
    name: &'static str,
    given_name: &'static str,
    username: &'static str,
    (year, month, day): (i16, i8, i8),
    standing: Standing,
    nature: Nature,
) -> Person {
    let birth_date = date(year, month, day);
    Person { name, given_name, username, birth_date, pronouns: None, standing, nature }
}

use Nature::{ByHand, Ordinary, Prompt, Reserved, Talkative};
use Standing::{Conversing, ConversingWithBoth, NoMessages, NotActivated, OtherTeam, Supervised};

/// The patient who reliably answers within seconds.
pub const PROMPT_PATIENT: Person =
    person("Maya Okafor", "Maya", "maya.okafor", (1991, 4, 12), ConversingWithBoth { exchanges: 18 }, Prompt)
        .pronouns("she/her");

/// The patient whom nobody simulates, for trying the patient page by hand.
pub const HAND_PATIENT: Person = person(
    "Grace Thompson",
    "Grace",
    "grace.thompson",
    (1979, 8, 3),
    ConversingWithBoth { exchanges: 6 },
    ByHand,
)
.pronouns("she/her");

/// Every patient of the practice.
#[rustfmt::skip]
pub const PATIENTS: &[Person] = &[
    PROMPT_PATIENT,
    HAND_PATIENT,
    person("Amélie Durand", "Amélie", "amelie.durand", (1987, 9, 30), Conversing { exchanges: 7 }, Talkative).pronouns("she/her"),
    person("José Ángel Muñoz", "José", "jose.munoz", (1968, 1, 19), Conversing { exchanges: 5 }, Ordinary),
    person("Priya Raghunathan", "Priya", "priya.r", (1994, 6, 8), Conversing { exchanges: 8 }, Talkative).pronouns("she/her"),
    person("王秀英", "秀英", "wang.xiuying", (1957, 2, 11), Conversing { exchanges: 3 }, Reserved),
    person("ليلى حداد", "ليلى", "layla.haddad", (1989, 12, 1), Conversing { exchanges: 4 }, Ordinary),
    person("Zoë Ångström", "Zoë", "zoe.angstrom", (1999, 3, 27), Conversing { exchanges: 6 }, Talkative).pronouns("they/them"),
    person("Daniel Kim", "Daniel", "daniel.kim", (1984, 2, 17), Conversing { exchanges: 5 }, Ordinary),
    person("Daniel Kim", "Daniel", "daniel.kim2", (1992, 11, 5), Conversing { exchanges: 3 }, Ordinary).pronouns("he/him"),
    person("Alexandrina Guillermina Montgomery-Featherstonehaugh Carroll", "Alexandrina", "a.carroll", (1951, 7, 22), Conversing { exchanges: 4 }, Reserved),
    person("Thomas O'Brien", "Thomas", "tom.obrien", (1973, 10, 14), Conversing { exchanges: 5 }, Ordinary).pronouns("he/him"),
    person("Siobhán Ní Dhomhnaill", "Siobhán", "siobhan.nd", (1982, 5, 5), Conversing { exchanges: 6 }, Ordinary),
    person("Nguyễn Thị Minh Khai", "Minh Khai", "minhkhai.nguyen", (1990, 8, 16), Conversing { exchanges: 3 }, Ordinary),
    person("Marcus Bell", "Marcus", "marcus.bell", (1996, 12, 20), Conversing { exchanges: 7 }, Talkative).pronouns("he/him"),
    person("Fatima al-Zahra Benali", "Fatima", "fatima.benali", (1978, 4, 2), Conversing { exchanges: 4 }, Ordinary),
    person("Björn Þórsson", "Björn", "bjorn.thorsson", (1965, 11, 29), Conversing { exchanges: 2 }, Reserved),
    person("Aaliyah Washington", "Aaliyah", "aaliyah.w", (2001, 1, 9), Conversing { exchanges: 8 }, Talkative).pronouns("she/her"),
    person("Łukasz Wiśniewski", "Łukasz", "lukasz.w", (1980, 6, 25), Conversing { exchanges: 3 }, Ordinary),
    person("Chloe Park", "Chloe", "chloe.park", (2003, 2, 14), Conversing { exchanges: 5 }, Ordinary),
    person("Samuel Adeyemi", "Samuel", "samuel.adeyemi", (1971, 9, 7), Conversing { exchanges: 4 }, Reserved),
    person("Renée Côté", "Renée", "renee.cote", (1962, 3, 18), Conversing { exchanges: 5 }, Ordinary).pronouns("she/her"),
    person("Kenji Watanabe", "Kenji", "kenji.watanabe", (1986, 7, 31), Conversing { exchanges: 3 }, Ordinary),
    person("Isabella Rossi", "Isabella", "isabella.rossi", (1993, 10, 23), Conversing { exchanges: 6 }, Talkative),
    person("Mohammed Rahman", "Mohammed", "mohammed.rahman", (1976, 5, 28), Conversing { exchanges: 4 }, Ordinary),
    person("Noah Feldman", "Noah", "noah.feldman", (1998, 8, 12), Conversing { exchanges: 2 }, Reserved).pronouns("he/him"),
    person("Hannah Becker", "Hannah", "hannah.becker", (1985, 1, 30), NoMessages, Ordinary),
    person("Oluwaseun Balogun", "Seun", "seun.balogun", (1997, 6, 17), NoMessages, Ordinary),
    person("Ivy Chen", "Ivy", "ivy.chen", (2000, 9, 21), NoMessages, Reserved).pronouns("she/they"),
    person("Pedro Almeida", "Pedro", "pedro.almeida", (1959, 12, 8), NoMessages, Reserved),
    person("Nikolai Petrov", "Nikolai", "nikolai.petrov", (1983, 4, 26), NoMessages, Ordinary),
    person("Ruth Goldstein", "Ruth", "ruth.goldstein", (1949, 11, 11), NotActivated, ByHand),
    person("Tyler Brooks", "Tyler", "tyler.brooks", (2002, 7, 4), NotActivated, ByHand),
    person("Anaïs Lefèvre", "Anaïs", "anais.lefevre", (1995, 2, 28), NotActivated, ByHand),
    person("Keisha Grant", "Keisha", "keisha.grant", (1988, 10, 10), NotActivated, ByHand),
    person("Walter Simmons", "Walter", "walter.simmons", (1944, 3, 3), OtherTeam, Reserved),
    person("Yuki Tanaka", "Yuki", "yuki.tanaka", (1992, 5, 19), OtherTeam, Ordinary),
    person("Carmen Delgado", "Carmen", "carmen.delgado", (1970, 8, 24), OtherTeam, Ordinary),
    person("Owen Murphy", "Owen", "owen.murphy", (1981, 1, 2), OtherTeam, Reserved),
    person("Sofía Herrera", "Sofía", "sofia.herrera", (1999, 9, 9), OtherTeam, Ordinary),
    person("Evelyn Hart", "Evelyn", "evelyn.hart", (1967, 6, 13), Supervised, Ordinary),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn count(wanted: impl Fn(&Person) -> bool) -> usize {
        PATIENTS.iter().filter(|person| wanted(person)).count()
    }

    #[test]
    fn the_practice_has_about_forty_patients_of_every_standing() {
        assert!((38..=45).contains(&PATIENTS.len()), "{}", PATIENTS.len());
        assert!(count(|person| person.standing == NoMessages) >= 4);
        assert!(count(|person| person.standing == NotActivated) >= 3);
        assert!(count(|person| person.standing == OtherTeam) >= 3);
        assert_eq!(count(|person| person.standing == Supervised), 1);
        assert!(count(|person| matches!(person.standing, Conversing { .. })) >= 20);
    }

    #[test]
    fn two_patients_share_a_name_and_differ_in_birth_date() {
        let kims: Vec<_> = PATIENTS.iter().filter(|person| person.name == "Daniel Kim").collect();
        assert_eq!(kims.len(), 2);
        assert_ne!(kims[0].birth_date, kims[1].birth_date);
    }

    #[test]
    fn names_are_as_varied_as_real_ones() {
        assert_eq!(count(|person| person.name.chars().count() == 60), 1);
        assert!(count(|person| person.name.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c))) >= 1);
        assert!(count(|person| person.name.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))) >= 1);
        assert!(count(|person| person.name.chars().any(|c| ('\u{c0}'..='\u{24f}').contains(&c))) >= 8);
    }

    #[test]
    fn account_names_are_unique_and_easy_to_type() {
        let colleagues = [CLINICIAN, SECOND_CLINICIAN, ADMINISTRATOR];
        let names =
            PATIENTS.iter().map(|person| person.username).chain(colleagues.iter().map(|each| each.username));
        let unique: HashSet<_> = names.clone().collect();
        assert_eq!(unique.len(), names.clone().count());
        for name in names {
            assert!((3..=64).contains(&name.len()), "{name}");
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.'), "{name}");
        }
    }

    #[test]
    fn exactly_one_patient_is_prompt_and_somebody_is_left_for_trying_by_hand() {
        assert_eq!(count(|person| person.nature == Prompt), 1);
        assert_eq!(count(|person| person.nature == ByHand && person.standing.is_activated()), 1);
    }
}
