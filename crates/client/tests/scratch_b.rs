//! scratch
use allia_client::clock::SystemClock;
use allia_client::key_store::MemoryKeyStore;
use allia_client::notification::{Notification, Notifier};
use allia_client::view::*;
use allia_client::*;
use allia_protocol::Secret;
use allia_protocol::id::ConversationId;
use std::sync::Arc;
use std::time::{Duration, Instant};
struct N;
impl Notifier for N {
    fn show(&self, n: &Notification) { println!("NOTIFY {}", n.text.expose()); }
    fn withdraw(&self, _: ConversationId) {}
}
#[tokio::test(flavor = "multi_thread")]
async fn scratch() {
    let dir = tempfile::tempdir().unwrap();
    let config = ClientConfig { profile: dir.path().into(), device_name: "x".into(), default_server: None };
    let ports = Ports { clock: Arc::new(SystemClock), key_store: Arc::new(MemoryKeyStore::default()), notifier: Arc::new(N) };
    let client = Client::open(config.clone(), ports.clone()).await.unwrap();
    let mut events = client.subscribe();
    let t = Instant::now();
    client.sign_in(SignInForm { server_address: "http://127.0.0.1:18431".into(), username: "dr.rivera".to_owned().into(), password: Secret::new("quiet-harbor") }).await.unwrap();
    println!("signed in {:?}", t.elapsed());
    let mut done = false;
    let end = Instant::now() + Duration::from_secs(60);
    let mut sent = None;
    while Instant::now() < end {
        let Ok(Some(event)) = tokio::time::timeout(Duration::from_secs(5), events.next()).await else { println!("..."); continue };
        match &event { ClientEvent::AppState{..} => println!("{:?} appstate", t.elapsed()), ClientEvent::MessagesChanged{..} if sent.is_none() => {}, e => { let s = format!("{e:?}"); println!("{:?} {}", t.elapsed(), &s[..s.len().min(150)]) } }
        if matches!(event, ClientEvent::Connection{ref connection} if connection.state==ConnectionState::Online) && !done {
            done = true;
            let list = client.list_conversations("", 0, 100).await.unwrap();
            println!("rows {} total {} unread {}", list.rows.len(), list.total, list.total_unread);
            for r in list.rows.iter().take(5) { println!("{} {:?} {:?}", r.patient.display_name.expose(), r.presence.state, r.last_message.as_ref().map(|m| m.text.expose().chars().take(30).collect::<String>())); }
            let maya = client.list_conversations("maya oka", 0, 10).await.unwrap().rows.remove(0);
            let m = client.send_message(maya.conversation_id, "Hello there, how are you?").await.unwrap();
            sent = Some((maya.conversation_id, m.message_id, Instant::now()));
        }
        if let Some((id, mid, at)) = sent && matches!(event, ClientEvent::MessagesChanged{conversation_id} if conversation_id==id) {
            let o = client.open_conversation(id).await.unwrap();
            for m in o.slice.messages.iter().rev().take(3) { println!("   {:?} me={} {:?} {}", at.elapsed(), m.from_me, m.status, m.text.expose()); }
            if !o.slice.messages.last().unwrap().from_me && o.slice.messages.iter().any(|m| m.message_id==mid) {
                let last = o.slice.messages.last().unwrap();
                client.mark_read(id, allia_protocol::id::Position::new(last.position.unwrap())).await.unwrap();
                println!("{:?}", client.list_conversations("", 0, 1).await.unwrap().total_unread);
                break;
            }
        }
    }
    println!("progress {:?}", client.progress().await.unwrap());
    println!("search {}", client.search_messages("appointment", 50).await.unwrap().len());
    client.close().await;
    let t = Instant::now();
    let client = Client::open(config, ports).await.unwrap();
    println!("reopen {:?}", t.elapsed());
    println!("rows {}", client.list_conversations("", 0, 100).await.unwrap().rows.len());
    println!("{:?}", t.elapsed());
    let t = Instant::now();
    client.sign_out().await.unwrap();
    println!("sign out {:?}", t.elapsed());
}
