//! The few words that the program says outside its screens: in notifications and in menus of the system. The screens
//! have their own.

use crate::view::Language;

/// All of them, in one language.
#[derive(Debug)]
pub struct Words {
    /// What a notification says that may say nothing more.
    pub new_message: &'static str,
    /// The same, of a patient whose name may be said.
    pub new_message_from: fn(&str) -> String,
    /// How many messages came while the program is locked; at least one.
    pub new_messages: fn(u32) -> String,
    /// What a click on a notification does, for systems that show it as a button.
    pub open: &'static str,
    /// The notification that a person asks for to see whether any are shown.
    pub test_notification: &'static str,
    /// What it says below its title.
    pub test_notification_body: &'static str,
    /// In the tray's menu: shows the window.
    pub tray_open: &'static str,
    /// In the tray's menu: locks the program.
    pub tray_lock: &'static str,
    /// In the tray's menu: holds notifications back for an hour, or, while they are, no longer.
    pub tray_quiet: &'static str,
    /// In the tray's menu: ends the program.
    pub tray_quit: &'static str,
    /// What the tray's icon with the mark stands for.
    pub tray_unread: &'static str,
}

/// English.
pub static ENGLISH: Words = Words {
    new_message: "New message",
    new_message_from: |name| format!("New message from {name}"),
    new_messages: |count| match count {
        1 => "1 new message".to_owned(),
        _ => format!("{count} new messages"),
    },
    open: "Open",
    test_notification: "Test notification",
    test_notification_body: "New messages are announced like this.",
    tray_open: "Open Allia Messages",
    tray_lock: "Lock",
    tray_quiet: "Quiet for an hour",
    tray_quit: "Quit",
    tray_unread: "Unread messages",
};

/// Spanish.
pub static SPANISH: Words = Words {
    new_message: "Nuevo mensaje",
    new_message_from: |name| format!("Nuevo mensaje de {name}"),
    new_messages: |count| match count {
        1 => "1 mensaje nuevo".to_owned(),
        _ => format!("{count} mensajes nuevos"),
    },
    open: "Abrir",
    test_notification: "Notificación de prueba",
    test_notification_body: "Así se anuncian los mensajes nuevos.",
    tray_open: "Abrir Allia Messages",
    tray_lock: "Bloquear",
    tray_quiet: "Silencio durante una hora",
    tray_quit: "Salir",
    tray_unread: "Mensajes sin leer",
};

impl Words {
    /// The words of a language, which may be the system's own; see [`Words::of_system`].
    pub fn of(language: Language, system: &str) -> &'static Self {
        match language {
            Language::System => Self::of_system(system),
            Language::English => &ENGLISH,
            Language::Spanish => &SPANISH,
        }
    }

    /// The words for the system's own name of its language, such as `es_MX.UTF-8`, `es-MX`, or `pt:es:en` for one after
    /// the other: the first that there are words for, else English.
    pub fn of_system(language: &str) -> &'static Self {
        language.split(':').find_map(spoken).unwrap_or(&ENGLISH)
    }
}

fn spoken(locale: &str) -> Option<&'static Words> {
    let language = locale.split(['_', '-', '.', '@']).next()?;
    match language.to_ascii_lowercase().as_str() {
        "en" | "c" | "posix" => Some(&ENGLISH),
        "es" => Some(&SPANISH),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_language_is_understood_however_it_is_written() {
        let says = |language| Words::of_system(language).new_message;
        for spanish in ["es", "es_MX.UTF-8", "es-US", "ES@euro", "ca:es:en"] {
            assert_eq!(says(spanish), "Nuevo mensaje", "{spanish}");
        }
        for english in ["", "C", "POSIX", "en_US.UTF-8", "en:es", "de_DE", "esperanto"] {
            assert_eq!(says(english), "New message", "{english}");
        }
    }

    #[test]
    fn one_message_and_several_are_said_differently() {
        assert_eq!(
            [(ENGLISH.new_messages)(1), (ENGLISH.new_messages)(2)],
            ["1 new message", "2 new messages"]
        );
        assert_eq!(
            [(SPANISH.new_messages)(1), (SPANISH.new_messages)(2)],
            ["1 mensaje nuevo", "2 mensajes nuevos"]
        );
    }
}
