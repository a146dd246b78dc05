//! WebKitGTK checks nothing until it is told to, and in which languages.

use gtk::glib;
use tauri::WebviewWindow;
use webkit2gtk::{ContextMenu, ContextMenuAction, ContextMenuExt, ContextMenuItemExt};
use webkit2gtk::{WebContextExt, WebViewExt};

/// Checks in the languages of the system, as far as it has dictionaries for them; in any that it has otherwise.
pub(crate) fn check(window: &WebviewWindow) {
    let told = window.with_webview(|webview| {
        let view = webview.inner();
        let Some(context) = view.context() else { return };
        let names = glib::language_names();
        context.set_spell_checking_languages(&languages(names.iter().map(glib::GString::as_str)));
        if context.spell_checking_languages().is_empty() {
            context.set_spell_checking_languages(&[]);
        }
        context.set_spell_checking_enabled(true);
        let dictionaries = context.spell_checking_languages().len();
        tracing::debug!(dictionaries, on = context.is_spell_checking_enabled(), "spelling is checked");
        view.connect_context_menu(|_, menu, _, _| {
            teach_nothing(menu);
            false
        });
    });
    if let Err(error) = told {
        tracing::warn!(%error, "spelling is not checked");
    }
}

/// A word that is learned is written into a file that anybody can read, and one that is passed over stays in memory
/// behind the lock: either may be somebody's name.
fn teach_nothing(menu: &ContextMenu) {
    use ContextMenuAction::{IgnoreSpelling, LearnSpelling};
    let items = menu.items();
    for item in items.iter().filter(|item| matches!(item.stock_action(), LearnSpelling | IgnoreSpelling)) {
        menu.remove(item);
    }
}

/// The system names each language with its character set, country and variant first, then with less and less of
/// them, and last the language that is none.
fn languages<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    names.filter(|name| !name.contains(['.', '@']) && !matches!(*name, "C" | "POSIX")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_names_become_those_of_dictionaries() {
        let german_swiss_then_english = ["de_CH.UTF-8", "de_CH", "de.UTF-8", "de", "en_US", "en", "C"];
        assert_eq!(languages(german_swiss_then_english.into_iter()), ["de_CH", "de", "en_US", "en"]);
        assert_eq!(languages(["C.UTF-8", "C"].into_iter()), Vec::<&str>::new());
    }
}
