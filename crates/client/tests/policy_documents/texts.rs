//! What the documents say of each policy, in both languages.

use allia_client::policy::SettingKey;

/// The words of one language.
pub(crate) struct Texts {
    pub(crate) title: &'static str,
    pub(crate) description: &'static str,
    pub(crate) supported: &'static str,
    /// The name of a policy, and what it does.
    pub(crate) of: fn(SettingKey) -> (&'static str, &'static str),
    /// What a choice is called.
    pub(crate) choice: fn(&str) -> &'static str,
}

pub(crate) const ENGLISH: Texts = Texts {
    title: "Allia Messages",
    description: "Policies of Allia Messages, secure and non-urgent messages between clinicians and their patients.",
    supported: "Windows 10 and later",
    of: english,
    choice: english_choice,
};

pub(crate) const SPANISH: Texts = Texts {
    title: "Allia Messages",
    description: "Directivas de Allia Messages, mensajes seguros y no urgentes entre profesionales clínicos y sus pacientes.",
    supported: "Windows 10 y posteriores",
    of: spanish,
    choice: spanish_choice,
};

fn english(key: SettingKey) -> (&'static str, &'static str) {
    match key {
        SettingKey::LockAfterMinutes => (
            "Most minutes until the program locks",
            "After so many minutes without a key or the pointer moved the program locks. A person may set less, never more. Without this policy a person may set 1 to 30; the default is 15.",
        ),
        SettingKey::Notifications => (
            "Notifications of new messages",
            "Whether new messages raise a notification. Without this policy each person decides; the default is yes.",
        ),
        SettingKey::NotificationContent => (
            "Most that a notification shows",
            "A person may have less shown, never more. What the practice sets holds as well. Without this policy each person decides; the default is nothing.",
        ),
        SettingKey::StartWithComputer => (
            "Start with the computer",
            "Whether the program starts when a person signs in to the computer. Without this policy each person decides; the default is no.",
        ),
        SettingKey::WhenClosed => (
            "What closing the window does",
            "Without this policy the program asks each person the first time. Where there is no tray, closing always ends the program.",
        ),
        SettingKey::Language => (
            "Language",
            "The language of the program's own words. Without this policy each person decides; the default is the system's.",
        ),
        SettingKey::ServerAddress => (
            "Server address",
            "The only service that may be signed in to: an https address. A person who is signed in elsewhere is signed out at the next start; unsent text is kept.",
        ),
        SettingKey::CacheDays => (
            "Days that messages stay on the computer",
            "Messages that were read and are older are deleted from the local copy once a day and not fetched again; they stay on the server. Unread messages and the newest of each conversation stay. More days hold from the next start. Without this policy the whole history is kept, encrypted.",
        ),
        SettingKey::ProxyMode => {
            ("Proxy", "Where the proxy comes from. Without this policy it is the system's.")
        }
        SettingKey::ProxyAddress => (
            "Proxy address",
            "With a fixed proxy, its host and port, such as proxy.example.org:3128. Never put a password here; it belongs into the keyring.",
        ),
        SettingKey::ProxyBypass => (
            "Proxy bypass",
            "With a fixed proxy, what is reached without it: names with everything below them, addresses, and ranges such as 10.0.0.0/8. At most 100.",
        ),
        SettingKey::ProxyUserName => (
            "Proxy user name",
            "The name with which the program signs in at the proxy. The password is read from the keyring.",
        ),
    }
}

fn english_choice(word: &str) -> &'static str {
    match word {
        "nothing" => "“New message”, nothing more",
        "name" => "The patient's name",
        "name_and_text" => "The patient's name and the text",
        "keep_running" => "Keep running in the tray",
        "quit" => "End the program",
        "system" => "As the system",
        "english" => "English",
        "spanish" => "Spanish",
        "direct" => "No proxy",
        "fixed" => "The address below",
        other => panic!("no English word for {other}"),
    }
}

fn spanish(key: SettingKey) -> (&'static str, &'static str) {
    match key {
        SettingKey::LockAfterMinutes => (
            "Minutos máximos hasta que el programa se bloquea",
            "Tras estos minutos sin pulsar una tecla ni mover el puntero, el programa se bloquea. Cada persona puede fijar menos, nunca más. Sin esta directiva puede fijar de 1 a 30; el valor predeterminado es 15.",
        ),
        SettingKey::Notifications => (
            "Notificaciones de mensajes nuevos",
            "Si los mensajes nuevos producen una notificación. Sin esta directiva decide cada persona; el valor predeterminado es sí.",
        ),
        SettingKey::NotificationContent => (
            "Máximo que muestra una notificación",
            "Cada persona puede elegir que se muestre menos, nunca más. También rige lo que fije la consulta. Sin esta directiva decide cada persona; el valor predeterminado es nada.",
        ),
        SettingKey::StartWithComputer => (
            "Iniciar con la computadora",
            "Si el programa se inicia cuando una persona inicia sesión en la computadora. Sin esta directiva decide cada persona; el valor predeterminado es no.",
        ),
        SettingKey::WhenClosed => (
            "Qué hace cerrar la ventana",
            "Sin esta directiva el programa pregunta a cada persona la primera vez. Si no hay área de notificación, cerrar siempre termina el programa.",
        ),
        SettingKey::Language => (
            "Idioma",
            "El idioma de los textos propios del programa. Sin esta directiva decide cada persona; el valor predeterminado es el del sistema.",
        ),
        SettingKey::ServerAddress => (
            "Dirección del servidor",
            "El único servicio en el que se puede iniciar sesión: una dirección https. Quien tenga la sesión iniciada en otro la pierde en el siguiente inicio; el texto sin enviar se conserva.",
        ),
        SettingKey::CacheDays => (
            "Días que los mensajes permanecen en la computadora",
            "Los mensajes leídos y más antiguos se borran de la copia local una vez al día y no se vuelven a traer; permanecen en el servidor. Los mensajes sin leer y el último de cada conversación permanecen. Un número mayor rige desde el siguiente inicio. Sin esta directiva se conserva todo el historial, cifrado.",
        ),
        SettingKey::ProxyMode => {
            ("Proxy", "De dónde procede el proxy. Sin esta directiva es el del sistema.")
        }
        SettingKey::ProxyAddress => (
            "Dirección del proxy",
            "Con un proxy fijo, su equipo y puerto, como proxy.example.org:3128. Nunca escriba aquí una contraseña; su lugar es el llavero del sistema.",
        ),
        SettingKey::ProxyBypass => (
            "Excepciones del proxy",
            "Con un proxy fijo, lo que se alcanza sin él: nombres con todo lo que cuelga de ellos, direcciones e intervalos como 10.0.0.0/8. Como máximo 100.",
        ),
        SettingKey::ProxyUserName => (
            "Nombre de usuario del proxy",
            "El nombre con el que el programa inicia sesión en el proxy. La contraseña se lee del llavero del sistema.",
        ),
    }
}

fn spanish_choice(word: &str) -> &'static str {
    match word {
        "nothing" => "«Mensaje nuevo», nada más",
        "name" => "El nombre del paciente",
        "name_and_text" => "El nombre del paciente y el texto",
        "keep_running" => "Seguir en el área de notificación",
        "quit" => "Terminar el programa",
        "system" => "Como el sistema",
        "english" => "Inglés",
        "spanish" => "Español",
        "direct" => "Sin proxy",
        "fixed" => "La dirección de abajo",
        other => panic!("no Spanish word for {other}"),
    }
}
