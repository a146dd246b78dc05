use super::*;

async fn names(cache: &Cache, search: &str) -> Vec<String> {
    let list = cache.list(search, 0, 50).await.unwrap();
    list.rows.into_iter().map(|row| row.patient.display_name.into_exposed()).collect()
}

#[tokio::test]
async fn what_was_written_in_last_stands_first_and_the_others_by_name() {
    let mut practice = Practice::new(&["Zoë", "Émile", "Ben", "Ada"]);
    practice.patient_writes(2, "one");
    practice.patient_writes(0, "two");
    let cache = practice.fresh_cache().await;
    assert_eq!(names(&cache, "").await, ["Zoë", "Ben", "Ada", "Émile"]);
    practice.clinician_writes(3, "three");
    practice.apply(&cache, 2, 3).await;
    assert_eq!(names(&cache, "").await, ["Ada", "Zoë", "Ben", "Émile"]);
}

#[tokio::test]
async fn a_page_says_how_many_there_are() {
    let mut practice = Practice::new(&["Ada", "Ben", "Cy", "Dan"]);
    practice.patient_writes(1, "one");
    let cache = practice.fresh_cache().await;
    let list = cache.list("", 1, 2).await.unwrap();
    assert_eq!((list.rows.len(), list.total, list.total_without_search, list.total_unread), (2, 4, 4, 1));
    let searched = cache.list("a", 0, 1).await.unwrap();
    assert_eq!((searched.rows.len(), searched.total, searched.total_without_search), (1, 1, 4));
    assert!(cache.list("", 9, 5).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn a_patient_is_found_by_the_beginning_of_any_word_and_by_birth_date() {
    let practice = Practice::new(&[
        "Zoë Ångström-Lee",
        "Łukasz O'Brien",
        "王小明",
        "محمد الأحمد",
        "<img src=x onerror=alert(1)>",
    ]);
    let cache = practice.fresh_cache().await;
    for (typed, found) in [
        ("ang", "Zoë Ångström-Lee"),
        ("LEE zo", "Zoë Ångström-Lee"),
        ("ÅNG", "Zoë Ångström-Lee"),
        ("luk", "Łukasz O'Brien"),
        ("obri", "Łukasz O'Brien"),
        ("o'b", "Łukasz O'Brien"),
        ("小", "王小明"),
        ("الاحمد", "محمد الأحمد"),
        ("<img", "<img src=x onerror=alert(1)>"),
    ] {
        assert_eq!(names(&cache, typed).await, [found], "{typed}");
    }
    for nobody in ["ngst", "zoe brien", "1981", "03/05", "---"] {
        assert!(names(&cache, nobody).await.is_empty(), "{nobody}");
    }
    for everybody in ["1980", "1980-03-04", "03/04/1980", "3/4/19", " "] {
        assert_eq!(names(&cache, everybody).await.len(), 5, "{everybody}");
    }
    assert_eq!(names(&cache, "zoe 1980").await.len(), 1);
}

#[tokio::test]
async fn a_new_name_is_found_and_the_old_one_no_longer() {
    let mut practice = Practice::new(&["Ada Byron"]);
    let cache = practice.fresh_cache().await;
    practice.rename(0, "Ada Lovelace");
    let applied = practice.apply(&cache, 0, 1).await;
    assert_eq!(applied.rows, [practice.id(0)]);
    assert!(names(&cache, "byron").await.is_empty());
    assert_eq!(names(&cache, "love").await, ["Ada Lovelace"]);
}

#[tokio::test]
async fn many_hits_stand_in_the_same_order_as_the_list() {
    let all: Vec<String> = (0..600).map(|number| format!("Patient Number{number:03}")).collect();
    let mut practice = Practice::new(&all.iter().map(String::as_str).collect::<Vec<_>>());
    for patient in [17, 300, 42] {
        practice.patient_writes(patient, "x");
    }
    let cache = practice.fresh_cache().await;
    let list = cache.list("", 0, 600).await.unwrap().rows;
    assert_eq!(cache.list("pat", 0, 600).await.unwrap().rows, list);
    assert_eq!(cache.list("pat num", 100, 50).await.unwrap().rows, list[100..150]);
    let few: Vec<_> =
        list.iter().filter(|row| row.patient.display_name.expose().contains("Number0")).cloned().collect();
    assert_eq!(cache.list("number0", 0, 600).await.unwrap().rows, few);
}

#[tokio::test]
async fn hostile_words_find_nothing_and_break_nothing() {
    let mut practice = Practice::new(&["Ada"]);
    practice.patient_writes(0, "harmless");
    let cache = practice.fresh_cache().await;
    for typed in HOSTILE {
        assert!(cache.list(typed, 0, 50).await.unwrap().total <= 1, "{typed}");
        assert!(cache.search_messages(typed, 50).await.unwrap().is_empty(), "{typed}");
    }
}

#[tokio::test]
async fn rows_come_in_the_order_asked_for() {
    let practice = Practice::new(&["Ada", "Ben"]);
    let cache = practice.fresh_cache().await;
    let asked = [practice.id(1), ConversationId::generate(), practice.id(0)];
    let rows = cache.rows(&asked).await.unwrap();
    let ids: Vec<_> = rows.iter().map(|row| row.conversation_id).collect();
    assert_eq!(ids, [practice.id(1), practice.id(0)]);
    assert_eq!(rows[0].patient, practice.conversation(1).patient);
    assert_eq!(rows[0].clinician, practice.conversation(1).clinician);
}
