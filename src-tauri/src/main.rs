//! The desktop shell of Allia Messages: it translates between the window, the operating system and the
//! engine, and decides nothing itself.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod autostart;
mod badge;
mod closing;
mod commands;
mod core_dump;
mod deep_link;
mod engine;
mod events;
mod front;
mod instance;
mod language;
mod lock_screen;
mod log;
mod menu;
mod network;
mod notifications;
mod outside;
mod place;
mod policy;
#[cfg(all(test, target_os = "linux"))]
mod private_bus;
mod private_file;
mod screens;
#[cfg(not(target_os = "linux"))]
mod sleep;
mod spelling;
mod threads;
mod tray;
mod window;
mod wipe;

use arguments::Arguments;
use autostart::Autostart;
use badge::Badge;
use clap::Parser;
use closing::Closing;
use engine::Engine;
use events::EventPump;
use front::Front;
use notifications::DesktopNotifier;
use place::Remembered;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{AppHandle, Manager, RunEvent};
use tray::Tray;

fn main() -> ExitCode {
    #[cfg(not(feature = "e2e"))]
    window::refuse_automation();
    #[cfg(all(target_os = "linux", not(feature = "e2e")))]
    window::draw_plainly();
    let arguments = Arguments::parse();
    log::start();
    core_dump::forbid();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> tauri::Result<()> {
    let _threads = threads::start()?;
    let mut builder = tauri::Builder::default();
    if let Some(only) = instance::only(&arguments) {
        builder = builder.plugin(only);
    }
    #[cfg(not(target_os = "linux"))]
    {
        builder = builder.plugin(autostart::plugin());
    }
    let app = builder
        .invoke_handler(commands::handler())
        .setup(move |app| {
            let pump = EventPump::new(app.handle().clone());
            let profile = arguments.profile_directory(app.path())?;
            let notifier = Arc::new(DesktopNotifier::start(app.handle().clone(), &profile));
            app.manage(pump.clone());
            app.manage(Arc::clone(&notifier));
            app.manage(Front::default());
            app.manage(Closing::default());
            app.manage(Remembered::load(profile.clone()));
            app.manage(Badge::start(app.handle()));
            app.manage(Autostart::new(&arguments));
            let policies = arguments.policy_place();
            let policy = policies.read();
            app.manage(policies);
            app.manage(Engine::open(profile, arguments.server, policy, notifier, pump));
            menu::follow(app.handle());
            window::open(app.handle(), arguments.hidden)?;
            // After the window, which is what a click on the icon asks for.
            app.manage(Tray::start(app.handle()));
            lock_screen::follow(app.handle().clone());
            network::follow(app.handle().clone());
            outside::follow(app.handle().clone());
            if let Some(link) = arguments.link {
                deep_link::follow(app.handle(), &link);
            }
            policy::follow(app.handle().clone());
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| follow_run(app, &event));
    Ok(())
}

fn follow_run(app: &AppHandle, event: &RunEvent) {
    match event {
        RunEvent::Exit => {
            place::keep(app);
            closing::finish(app);
        }
        // On a Mac, links come like this, and so does a click on the icon in the dock.
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => urls.iter().for_each(|url| deep_link::follow(app, url.as_str())),
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::raise(app),
        _ => {}
    }
}
