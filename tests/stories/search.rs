//! Finding the patient: M4.

use allia_tests::{ClinicianAccount, Desk, Practice};
use jiff::civil::{Date, date};

const PEOPLE: [(&str, Date); 6] = [
    ("Zoë Ångström-Núñez", date(1961, 5, 30)),
    ("Maria Garcia", date(1980, 3, 4)),
    ("María García", date(1992, 11, 23)),
    ("محمد الأحمد", date(1975, 7, 1)),
    ("王小明", date(1999, 12, 31)),
    ("Émile O'Brien", date(1948, 8, 15)),
];

async fn desk_with_everybody() -> (Practice, ClinicianAccount, Desk) {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    for (name, born) in PEOPLE {
        let patient = practice.patient(name, born).await;
        practice.join(&patient, &ana).await;
        practice.activate(&patient).await;
    }
    let desk = practice.desk(&ana).await;
    (practice, ana, desk)
}

#[tokio::test]
async fn m4_a_search_finds_any_words_beginning_whatever_the_accents() {
    let (_practice, _ana, desk) = desk_with_everybody().await;

    for (search, found) in [
        ("ZOE", vec!["Zoë Ångström-Núñez"]),
        ("ang zo", vec!["Zoë Ångström-Núñez"]),
        ("nunez", vec!["Zoë Ångström-Núñez"]),
        ("emile ob", vec!["Émile O'Brien"]),
        ("محمد", vec!["محمد الأحمد"]),
        ("小明", vec!["王小明"]),
        ("ngstr", vec![]),
        ("garcia zoe", vec![]),
    ] {
        assert_eq!(desk.list(search).await, found, "{search}");
    }
}

#[tokio::test]
async fn m4_two_look_alike_names_are_told_apart_by_their_birth_dates() {
    let (_practice, _ana, desk) = desk_with_everybody().await;

    let mut both = desk.list("maria garcia").await;
    both.sort();
    assert_eq!(both, ["Maria Garcia", "María García"]);
    for typed in ["1992-11-23", "11/23/1992", "garcia 1992"] {
        assert_eq!(desk.list(typed).await, ["María García"], "{typed}");
    }
}

#[tokio::test]
async fn a_search_takes_markup_quotes_and_wildcards_as_plain_words() {
    let (_practice, _ana, desk) = desk_with_everybody().await;

    for typed in ["%", "_", "*", "\"", "' OR 1=1 --", "NEAR(", "<script>"] {
        assert!(desk.list(typed).await.is_empty(), "{typed}");
    }
    assert_eq!(desk.list("   ").await.len(), PEOPLE.len());
}
