//! Windows and macOS: their own trays, which are always there.

use super::{Choice, Shown};
use std::sync::Arc;
use tauri::menu::{CheckMenuItemBuilder, Menu, MenuItemBuilder};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Wry};
use tokio::sync::watch;

const ICON: &str = "main";

/// What is done with a choice in the menu.
type Choose = Arc<dyn Fn(Choice) + Send + Sync>;

/// Shows the icon until the program ends.
pub(super) async fn run(
    app: AppHandle,
    mut shown: watch::Receiver<Shown>,
    tell: watch::Sender<bool>,
    choose: impl Fn(Choice) + Send + Sync + 'static,
) {
    let choose: Choose = Arc::new(choose);
    loop {
        let now = shown.borrow_and_update().clone();
        match draw(&app, &now, &choose) {
            Ok(()) => {
                tell.send_replace(true);
            }
            Err(error) => tracing::warn!(%error, "the tray does not take the icon"),
        }
        if shown.changed().await.is_err() {
            return;
        }
    }
}

fn draw(app: &AppHandle, shown: &Shown, choose: &Choose) -> tauri::Result<()> {
    let menu = menu(app, shown)?;
    if let Some(icon) = app.tray_by_id(ICON) {
        icon.set_icon(Some(shown.icon().clone()))?;
        icon.set_tooltip(Some(tool_tip(shown)))?;
        return icon.set_menu(Some(menu));
    }
    let (click, choose) = (Arc::clone(choose), Arc::clone(choose));
    TrayIconBuilder::with_id(ICON)
        .icon(shown.icon().clone())
        .tooltip(tool_tip(shown))
        .menu(&menu)
        // On a Mac, a click on an icon up there opens its menu.
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_menu_event(move |_, event| {
            if let Some(choice) = choice_of(event.id().as_ref()) {
                choose(choice);
            }
        })
        .on_tray_icon_event(move |_, event| {
            let is_click = matches!(
                event,
                TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. }
            );
            if is_click && !cfg!(target_os = "macos") {
                click(Choice::Open);
            }
        })
        .build(app)?;
    Ok(())
}

fn menu(app: &AppHandle, shown: &Shown) -> tauri::Result<Menu<Wry>> {
    let menu = Menu::new(app)?;
    for entry in &shown.menu {
        let id = id_of(entry.choice);
        match entry.checked {
            Some(checked) => {
                let item = CheckMenuItemBuilder::with_id(id, entry.label).enabled(entry.enabled);
                menu.append(&item.checked(checked).build(app)?)?;
            }
            None => {
                menu.append(&MenuItemBuilder::with_id(id, entry.label).enabled(entry.enabled).build(app)?)?
            }
        }
    }
    Ok(menu)
}

fn tool_tip(shown: &Shown) -> String {
    if shown.marked { format!("Allia Messages: {}", shown.meaning) } else { "Allia Messages".to_owned() }
}

fn id_of(choice: Choice) -> &'static str {
    match choice {
        Choice::Open => "tray:open",
        Choice::Lock => "tray:lock",
        Choice::Quiet => "tray:quiet",
        Choice::Quit => "tray:quit",
    }
}

fn choice_of(id: &str) -> Option<Choice> {
    [Choice::Open, Choice::Lock, Choice::Quiet, Choice::Quit].into_iter().find(|choice| id_of(*choice) == id)
}
