//! Where the window stands and how large it is, from one start to the next. A place that no screen shows any more, such as
//! that of a monitor that was taken away, is not gone back to.

use crate::private_file;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager, Monitor, PhysicalPosition, PhysicalSize, WebviewWindow, WindowEvent};

const FILE: &str = "window.json";

/// Of the strip at the top by which a window is moved, so much has to be on one screen, in pixels: across and down.
const GRIP: (i64, i64) = (160, 24);

/// A rectangle in pixels, from the left top corner of the first screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
    maximized: bool,
}

/// The place last seen, and the file that keeps it.
pub(crate) struct Remembered {
    file: PathBuf,
    place: Mutex<Option<Place>>,
}

impl Remembered {
    /// What was kept in this folder, if anything was. A file that cannot be read is none.
    pub(crate) fn load(folder: PathBuf) -> Self {
        let file = folder.join(FILE);
        let place = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { file, place: Mutex::new(place) }
    }

    fn place(&self) -> Option<Place> {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, window: &WebviewWindow) {
        let before = self.place();
        let next = see(window, before);
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = next.or(before);
    }

    /// Writes the place down. The folder is there once anything else was kept; before that, nothing is.
    fn keep(&self) {
        let Some(place) = self.place() else { return };
        if let Err(error) = private_file::write(&self.file, &place) {
            tracing::info!(%error, "the window's place could not be kept");
        }
    }
}

/// Puts the window where it was, if that is on a screen, and remembers from now on where it goes.
pub(crate) fn follow(window: &WebviewWindow) {
    if let Some(place) = window.state::<Remembered>().place() {
        put_or_warn(window, place);
    }
    let followed = window.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::Moved(_) | WindowEvent::Resized(_) => followed.state::<Remembered>().note(&followed),
        _ => {}
    });
}

/// Shows the window, where it was last: window managers give a window that was hidden another place.
pub(crate) fn show(window: &WebviewWindow) -> tauri::Result<()> {
    // Read first: the other place is noted as soon as the window is shown.
    let place = window.state::<Remembered>().place();
    window.show()?;
    if let Some(place) = place {
        put_or_warn(window, place);
    }
    Ok(())
}

fn put_or_warn(window: &WebviewWindow, place: Place) {
    if let Err(error) = put(window, place) {
        tracing::warn!(%error, "the window could not be put where it was");
    }
}

/// Keeps the place for the next start.
pub(crate) fn keep(app: &AppHandle) {
    app.state::<Remembered>().keep();
}

fn put(window: &WebviewWindow, place: Place) -> tauri::Result<()> {
    let screens: Vec<Screen> = window.available_monitors()?.iter().map(Screen::of).collect();
    let in_the_middle = || Some(place.no_larger_than(screens.first()?).in_the_middle_of(screens.first()?));
    if let Some(place) = place.on_one_of(&screens).or_else(in_the_middle) {
        window.set_size(PhysicalSize::new(place.width, place.height))?;
        window.set_position(PhysicalPosition::new(place.x, place.y))?;
    }
    if place.maximized { window.maximize() } else { Ok(()) }
}

/// The place of a maximized window is the one that it goes back to; a minimized or hidden one is nowhere.
fn see(window: &WebviewWindow, before: Option<Place>) -> Option<Place> {
    if window.is_minimized().ok()? || !window.is_visible().ok()? {
        return None;
    }
    if window.is_maximized().ok()? {
        return before.map(|place| Place { maximized: true, ..place });
    }
    let (position, size) = (window.outer_position().ok()?, window.inner_size().ok()?);
    Some(Place { x: position.x, y: position.y, width: size.width, height: size.height, maximized: false })
}

/// A monitor, in pixels.
#[derive(Clone, Copy, Debug)]
struct Screen {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

impl Screen {
    fn of(monitor: &Monitor) -> Self {
        let (position, size) = (monitor.position(), monitor.size());
        Self {
            x: position.x.into(),
            y: position.y.into(),
            width: size.width.into(),
            height: size.height.into(),
        }
    }

    /// How much of the window's grip is on this screen: across and down.
    fn overlap(&self, place: &Place) -> (i64, i64) {
        let (x, y, width) = (i64::from(place.x), i64::from(place.y), i64::from(place.width));
        let across = (x + width).min(self.x + self.width) - x.max(self.x);
        let down = (y + GRIP.1).min(self.y + self.height) - y.max(self.y);
        (across, down)
    }
}

impl Place {
    /// The same place, no larger than its screen; none when no screen shows enough of it to take hold of.
    fn on_one_of(self, screens: &[Screen]) -> Option<Self> {
        screens.iter().map(|screen| (screen, self.no_larger_than(screen))).find_map(|(screen, fitting)| {
            let (across, down) = screen.overlap(&fitting);
            (across >= GRIP.0 && down >= GRIP.1).then_some(fitting)
        })
    }

    fn no_larger_than(self, screen: &Screen) -> Self {
        let at_most = |length: u32, most: i64| length.min(u32::try_from(most).unwrap_or(length));
        Self { width: at_most(self.width, screen.width), height: at_most(self.height, screen.height), ..self }
    }

    /// Of the same size, with as much of the screen on either side.
    fn in_the_middle_of(self, screen: &Screen) -> Self {
        let middle = |start: i64, room: i64, length: u32| {
            i32::try_from(start + (room - i64::from(length)) / 2).unwrap_or_default()
        };
        Self {
            x: middle(screen.x, screen.width, self.width),
            y: middle(screen.y, screen.height, self.height),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LAPTOP: Screen = Screen { x: 0, y: 0, width: 1_400, height: 900 };
    const MONITOR: Screen = Screen { x: 1_400, y: -300, width: 2_560, height: 1_440 };

    fn place(x: i32, y: i32) -> Place {
        Place { x, y, width: 1_120, height: 760, maximized: false }
    }

    #[test]
    fn a_window_stays_where_it_can_be_taken_hold_of() {
        for (x, y) in [(0, 0), (200, 100), (-900, 100), (1_240, 870), (2_000, -300)] {
            assert_eq!(place(x, y).on_one_of(&[LAPTOP, MONITOR]), Some(place(x, y)), "{x}, {y}");
        }
    }

    #[test]
    fn a_place_that_no_screen_shows_is_given_up() {
        assert_eq!(place(2_000, -200).on_one_of(&[LAPTOP]), None, "the monitor was taken away");
        for (x, y) in [(-1_100, 100), (1_390, 100), (100, -20), (100, 890), (i32::MAX, i32::MIN)] {
            assert_eq!(place(x, y).on_one_of(&[LAPTOP]), None, "{x}, {y}");
        }
        assert_eq!(place(0, 0).on_one_of(&[]), None);
    }

    #[test]
    fn a_window_is_no_larger_than_its_screen() {
        let large = Place { width: 2_560, height: 1_440, ..place(0, 0) };
        let fitting = large.on_one_of(&[LAPTOP]).unwrap();
        assert_eq!((fitting.width, fitting.height), (1_400, 900));
    }

    #[test]
    fn a_window_that_was_nowhere_stands_in_the_middle() {
        let middle = place(9_000, 9_000).in_the_middle_of(&MONITOR);
        assert_eq!(middle.on_one_of(&[LAPTOP, MONITOR]), Some(middle));
        assert_eq!(i64::from(middle.x) - 1_400, 3_960 - i64::from(middle.x) - i64::from(middle.width));
    }

    proptest! {
        #[test]
        fn whatever_was_remembered_the_grip_is_on_a_screen(
            x in -9_000..9_000, y in -9_000..9_000, width in 0_u32..20_000, height in 0_u32..20_000,
        ) {
            let remembered = Place { x, y, width, height, maximized: false };
            if let Some(fitting) = remembered.on_one_of(&[LAPTOP, MONITOR]) {
                let visible = [LAPTOP, MONITOR].iter().any(|screen| {
                    let (across, down) = screen.overlap(&fitting);
                    across >= GRIP.0 && down >= GRIP.1
                });
                prop_assert!(visible, "{fitting:?}");
            }
        }
    }
}
