//! Away from the network and back: the real window hears the kernel say so.

use super::scene::Scene;
use allia_tests::own_network::OwnNetwork;
use allia_tests::window::Computer;
use allia_tests::{Line, eventually_equal};
use std::path::Path;
use std::time::Instant;

const PATIENT: &str = "Maya Okafor";
const ROW: &str = "[data-part=conversation-row]";
const MESSAGE: &str = "[data-part=message]";
const BANNER: &str = "[data-part=connection-banner]";
/// What the program's log says once for each change that it has seen.
const CHANGED: &str = "the network changed";

/// No way leads out of this network, so that the engine's own looks see no change in it: only what the kernel announces
/// makes it look at the way to the service.
#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn a_network_that_is_back_is_used_at_once_because_the_kernel_says_so() {
    let story = "window::network::a_network_that_is_back_is_used_at_once_because_the_kernel_says_so";
    let Some(network) = OwnNetwork::of(story) else { return };
    let scene = Scene::with(&[PATIENT]).await;
    let line = Line::starting_at(network.address(), scene.practice.address()).await.expect("a relay");
    let surroundings = scene.place("surroundings");
    let changes = || async { changes_in(&surroundings.join("log")) };
    let computer = Computer::default().with_surroundings(&surroundings);
    let window = computer.open(&scene.profile(), &line.server_address()).await;
    scene.sign_in(&window).await;
    window.click(ROW).await;
    window.no_longer_shows(BANNER).await;
    assert_eq!(changes().await, 0);

    network.goes();
    eventually_equal("the change to be seen", 1, changes).await;
    window.find_saying(BANNER, "Offline.").await;
    scene.phone(PATIENT).write("Are you there?").await.expect("written");
    network.comes();
    let back = Instant::now();
    window.find_saying(MESSAGE, "Are you there?").await;
    let seconds = back.elapsed().as_secs_f64();
    window.no_longer_shows(BANNER).await;
    eprintln!("from the network's return to the message in the window: {seconds:.2} s");
    assert_eq!(changes().await, 2, "the network was used again, but not because it was announced");
    window.close().await;
}

fn changes_in(log: &Path) -> usize {
    let log = std::fs::read_to_string(log).unwrap_or_default();
    log.lines().filter(|line| line.contains(CHANGED)).count()
}
