//! Linux: the Secret Service over D-Bus (GNOME Keyring, KWallet, KeePassXC).

use crate::key_store::KeyStoreError;
use keyring_core::CredentialStore;
use std::error::Error;
use std::sync::Arc;
use zbus::blocking::Connection;
use zbus::blocking::fdo::DBusProxy;
use zbus_secret_service_keyring_store::Store;

/// Whoever owns this name on the bus is the keyring.
const BUS_NAME: &str = "org.freedesktop.secrets";

/// Connects to the Secret Service. Whatever hinders that (no session bus, nobody answers) means there is none.
pub(super) fn connect() -> Result<Arc<CredentialStore>, KeyStoreError> {
    let store = Store::new().map_err(|_| KeyStoreError::Missing)?;
    Ok(store)
}

/// The program that answers as the Secret Service, such as `gnome-keyring-d` or `keepassxc`. (Linux keeps 15 characters of
/// a program's name. Its path would say more, but is hidden from others when the program holds privileges.)
pub(super) fn backend() -> Option<String> {
    let bus = Connection::session().ok()?;
    let process =
        DBusProxy::new(&bus).ok()?.get_connection_unix_process_id(BUS_NAME.try_into().ok()?).ok()?;
    let name = std::fs::read_to_string(format!("/proc/{process}/comm")).ok()?;
    Some(name.trim_end().to_owned())
}

/// What an error of the Secret Service means to the person.
pub(super) fn fault(cause: &(dyn Error + Send + Sync + 'static)) -> KeyStoreError {
    use secret_service::Error as Service;
    match cause.downcast_ref::<Service>() {
        // A prompt that was dismissed, or whose window died, leaves the keyring locked.
        Some(Service::Locked | Service::Prompt | Service::PromptDisconnected) => KeyStoreError::Locked,
        // No default collection, or no provider any more.
        Some(Service::NoResult | Service::Unavailable) => KeyStoreError::Missing,
        _ => of_bus_error(&cause.to_string()),
    }
}

/// The bus names its errors; the types behind them differ between versions of the bus library, the names do not.
fn of_bus_error(text: &str) -> KeyStoreError {
    if text.contains("IsLocked") {
        KeyStoreError::Locked
    } else if text.contains("AccessDenied") {
        KeyStoreError::Denied
    } else if text.contains("ServiceUnknown") || text.contains("NoReply") || text.contains("Disconnected") {
        KeyStoreError::Missing
    } else {
        KeyStoreError::Other(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locked_missing_and_denied_are_told_apart() {
        assert_eq!(fault(&secret_service::Error::Locked), KeyStoreError::Locked);
        assert_eq!(fault(&secret_service::Error::Prompt), KeyStoreError::Locked);
        assert_eq!(fault(&secret_service::Error::Unavailable), KeyStoreError::Missing);
        assert_eq!(of_bus_error("org.freedesktop.Secret.Error.IsLocked: x"), KeyStoreError::Locked);
        assert_eq!(of_bus_error("org.freedesktop.DBus.Error.AccessDenied"), KeyStoreError::Denied);
        assert_eq!(of_bus_error("org.freedesktop.DBus.Error.ServiceUnknown: y"), KeyStoreError::Missing);
        assert_eq!(of_bus_error("else"), KeyStoreError::Other("else".to_owned()));
    }
}
