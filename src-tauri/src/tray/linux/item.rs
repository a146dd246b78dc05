//! The icon itself, as the StatusNotifierItem specification wants it.

use super::{Choice, Choose, MENU, Shown};
use tauri::image::Image;
use tokio::sync::watch;
use zbus::interface;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::ObjectPath;

/// Width, height, and the pixels: four bytes each, in the order alpha, red, green, blue.
type Pixmap = (i32, i32, Vec<u8>);
/// Name of an icon, pixmaps, title, text.
type ToolTip = (String, Vec<Pixmap>, String, String);

/// What the host asks for when it draws the icon, and tells when it is clicked.
pub(super) struct Item {
    shown: watch::Receiver<Shown>,
    choose: Choose,
}

impl Item {
    pub(super) fn new(shown: watch::Receiver<Shown>, choose: Choose) -> Self {
        Self { shown, choose }
    }
}

#[interface(name = "org.kde.StatusNotifierItem")]
impl Item {
    #[zbus(property)]
    fn category(&self) -> &str {
        "Communications"
    }

    #[zbus(property)]
    fn id(&self) -> &str {
        "allia-messages"
    }

    #[zbus(property)]
    fn title(&self) -> &str {
        "Allia Messages"
    }

    /// Never `Passive`: hosts hide such an item, and it is the way back to the window.
    #[zbus(property)]
    fn status(&self) -> &str {
        "Active"
    }

    #[zbus(property)]
    fn window_id(&self) -> i32 {
        0
    }

    /// Empty, so that the host takes the pixmap: a name would be looked up in the desktop's theme.
    #[zbus(property)]
    fn icon_name(&self) -> &str {
        ""
    }

    #[zbus(property)]
    fn icon_pixmap(&self) -> Vec<Pixmap> {
        vec![pixmap(self.shown.borrow().icon())]
    }

    #[zbus(property)]
    fn tool_tip(&self) -> ToolTip {
        let meaning = self.shown.borrow().meaning.to_owned();
        (String::new(), Vec::new(), "Allia Messages".to_owned(), meaning)
    }

    #[zbus(property)]
    fn item_is_menu(&self) -> bool {
        false
    }

    #[zbus(property)]
    fn menu(&self) -> ObjectPath<'static> {
        ObjectPath::from_static_str_unchecked(MENU)
    }

    fn activate(&self, _x: i32, _y: i32) {
        (self.choose)(Choice::Open);
    }

    fn secondary_activate(&self, _x: i32, _y: i32) {
        (self.choose)(Choice::Open);
    }

    /// Hosts that draw no menus themselves would have the program draw it: they get the window.
    fn context_menu(&self, _x: i32, _y: i32) {
        (self.choose)(Choice::Open);
    }

    fn scroll(&self, _delta: i32, _orientation: &str) {}

    #[zbus(signal)]
    pub(super) async fn new_icon(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn new_tool_tip(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
}

fn pixmap(image: &Image<'_>) -> Pixmap {
    let (pixels, _) = image.rgba().as_chunks::<4>();
    let turned = pixels.iter().flat_map(|[red, green, blue, alpha]| [*alpha, *red, *green, *blue]);
    let side = |length: u32| i32::try_from(length).unwrap_or(0);
    (side(image.width()), side(image.height()), turned.collect())
}
