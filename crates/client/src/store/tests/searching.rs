use super::*;

async fn texts(cache: &Cache, typed: &str) -> Vec<String> {
    let found = cache.search_messages(typed, 50).await.unwrap();
    found.into_iter().map(|found| found.message.text.into_exposed()).collect()
}

#[tokio::test]
async fn messages_are_found_newest_first_over_all_conversations() {
    let mut practice = Practice::new(&["Ada", "Ben"]);
    practice.patient_writes(0, "My blood pressure is fine");
    practice.patient_writes(1, "Blood test on Tuesday");
    practice.clinician_writes(0, "Good. Tuesday then?");
    let cache = practice.fresh_cache().await;
    practice.fill(&cache, 50).await;
    assert_eq!(texts(&cache, "blood").await, ["Blood test on Tuesday", "My blood pressure is fine"]);
    assert_eq!(texts(&cache, "tues").await, ["Good. Tuesday then?", "Blood test on Tuesday"]);
    assert_eq!(texts(&cache, "press blood ").await, Vec::<String>::new());
    assert_eq!(texts(&cache, "blood PRESS").await, ["My blood pressure is fine"]);
    let found = cache.search_messages("pressure", 1).await.unwrap();
    assert_eq!(found[0].patient, practice.conversation(0).patient);
    assert_eq!(found[0].message.conversation_id, practice.id(0));
}

#[tokio::test]
async fn history_that_comes_later_takes_its_place_in_time() {
    let mut practice = Practice::new(&["Ada", "Ben"]);
    for number in 0..6 {
        practice.patient_writes(number % 2, &format!("pill {number}"));
    }
    let cache = practice.fresh_cache().await;
    assert_eq!(texts(&cache, "pill").await, ["pill 5", "pill 4"]);
    practice.fill(&cache, 1).await;
    assert_eq!(texts(&cache, "pill").await, ["pill 5", "pill 4", "pill 3", "pill 2", "pill 1", "pill 0"]);
}

#[tokio::test]
async fn messages_of_one_millisecond_are_all_found() {
    let mut practice = Practice::new(&["Ada"]);
    for _ in 0..40 {
        practice.write_at(0, false, "same moment", 0);
    }
    let cache = practice.fresh_cache().await;
    practice.fill(&cache, 7).await;
    assert_eq!(texts(&cache, "moment").await.len(), 40);
}

#[tokio::test]
async fn scripts_without_spaces_and_accents_are_found() {
    let mut practice = Practice::new(&["Ada"]);
    practice.patient_writes(0, "我明天不能来");
    practice.patient_writes(0, "Je préfère l'après-midi");
    practice.patient_writes(0, "متى الموعد؟");
    let cache = practice.fresh_cache().await;
    practice.fill(&cache, 50).await;
    assert_eq!(texts(&cache, "明天").await.len(), 1);
    assert_eq!(texts(&cache, "天明").await.len(), 0);
    assert_eq!(texts(&cache, "prefere apres").await.len(), 1);
    assert_eq!(texts(&cache, "الموعد").await.len(), 1);
}
