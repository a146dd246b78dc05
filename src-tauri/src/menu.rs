//! The menu at the top of the screen, which only macOS has. The screens say what stands in it; what is chosen goes
//! back to them by the name that they gave it.

use crate::closing;
use crate::events::EventPump;
use allia_client::view::{ClientEvent, MenuEntry, MenuFolder, StandardEntry, SystemMenu};
use tauri::menu::{IsMenuItem, Menu, MenuId, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Manager, Wry};

/// Windows and Linux have their menus in windows; there the keys and the palette do.
const AT_TOP_OF_SCREEN: bool = cfg!(target_os = "macos");
/// Before the names of the screens' actions: no entry of the shell can be taken for one of them.
const ACTION: &str = "action:";
/// The entry that ends the program: the system's own would end it before everything is kept.
const QUIT: &str = "quit";

/// Hands on what is chosen.
pub(crate) fn follow(app: &AppHandle) {
    app.on_menu_event(|app, event| match chosen(event.id()) {
        Some(Chosen::Quit) => closing::quit(app),
        Some(Chosen::Action(action)) => app.state::<EventPump>().send(ClientEvent::ActionChosen { action }),
        None => {}
    });
}

/// Shows this menu in place of the one before.
///
/// # Errors
/// When the system cannot make it.
pub(crate) fn show(app: &AppHandle, menu: &SystemMenu) -> tauri::Result<()> {
    if !AT_TOP_OF_SCREEN {
        return Ok(());
    }
    let shown = Menu::new(app)?;
    for folder in &menu.folders {
        shown.append(&build(app, folder)?)?;
    }
    app.set_menu(shown)?;
    Ok(())
}

fn build(app: &AppHandle, folder: &MenuFolder) -> tauri::Result<Submenu<Wry>> {
    let built = Submenu::new(app, &folder.title, true)?;
    for entry in &folder.entries {
        built.append(item(app, entry)?.as_ref())?;
    }
    Ok(built)
}

fn item(app: &AppHandle, entry: &MenuEntry) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
    Ok(match entry {
        MenuEntry::Action { action, label, keys, enabled } => {
            Box::new(MenuItem::with_id(app, format!("{ACTION}{action}"), label, *enabled, keys.as_ref())?)
        }
        MenuEntry::Standard { entry: StandardEntry::Quit, label } => {
            Box::new(MenuItem::with_id(app, QUIT, label, true, Some("CmdOrCtrl+Q"))?)
        }
        MenuEntry::Standard { entry, label } => Box::new(standard(app, *entry, label)?),
        MenuEntry::Separator => Box::new(PredefinedMenuItem::separator(app)?),
    })
}

fn standard(app: &AppHandle, entry: StandardEntry, label: &str) -> tauri::Result<PredefinedMenuItem<Wry>> {
    let label = Some(label);
    match entry {
        StandardEntry::About => PredefinedMenuItem::about(app, label, None),
        StandardEntry::Services => PredefinedMenuItem::services(app, label),
        StandardEntry::Hide => PredefinedMenuItem::hide(app, label),
        StandardEntry::HideOthers => PredefinedMenuItem::hide_others(app, label),
        StandardEntry::ShowAll => PredefinedMenuItem::show_all(app, label),
        StandardEntry::Quit => PredefinedMenuItem::quit(app, label),
        StandardEntry::Undo => PredefinedMenuItem::undo(app, label),
        StandardEntry::Redo => PredefinedMenuItem::redo(app, label),
        StandardEntry::Cut => PredefinedMenuItem::cut(app, label),
        StandardEntry::Copy => PredefinedMenuItem::copy(app, label),
        StandardEntry::Paste => PredefinedMenuItem::paste(app, label),
        StandardEntry::SelectAll => PredefinedMenuItem::select_all(app, label),
        StandardEntry::Fullscreen => PredefinedMenuItem::fullscreen(app, label),
        StandardEntry::Minimize => PredefinedMenuItem::minimize(app, label),
        StandardEntry::Zoom => PredefinedMenuItem::maximize(app, label),
        StandardEntry::CloseWindow => PredefinedMenuItem::close_window(app, label),
    }
}

/// What the person chose in the menu.
#[derive(Debug, PartialEq, Eq)]
enum Chosen {
    Quit,
    /// An action of the screens, by its name.
    Action(String),
}

/// Nothing for an entry that the system does by itself.
fn chosen(id: &MenuId) -> Option<Chosen> {
    match id.as_ref() {
        QUIT => Some(Chosen::Quit),
        entry => entry.strip_prefix(ACTION).map(|action| Chosen::Action(action.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_of_the_screens_is_never_taken_for_an_entry_of_the_system() {
        let chosen = |id: &str| chosen(&MenuId::new(id));
        assert_eq!(chosen("quit"), Some(Chosen::Quit));
        assert_eq!(chosen("action:lock"), Some(Chosen::Action("lock".to_owned())));
        assert_eq!(chosen("action:quit"), Some(Chosen::Action("quit".to_owned())));
        assert_eq!(chosen("about"), None);
    }
}
