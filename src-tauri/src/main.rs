//! The desktop shell of Allia Messages: it translates between the window, the operating system and the
//! engine, and decides nothing itself.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod closing;
mod commands;
mod core_dump;
mod engine;
mod events;
mod front;
mod lock_screen;
mod log;
mod menu;
mod notifications;
mod screens;
mod spelling;
mod threads;
mod window;
mod wipe;

use arguments::Arguments;
use clap::Parser;
use closing::Closing;
use engine::Engine;
use events::EventPump;
use front::Front;
use notifications::DesktopNotifier;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{Manager, RunEvent};

fn main() -> ExitCode {
    #[cfg(not(feature = "e2e"))]
    window::refuse_automation();
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
    let mut builder = tauri::Builder::default().plugin(window::remember_place());
    if arguments.profile.is_none() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| window::raise(app)));
    }
    let app = builder
        .invoke_handler(commands::handler())
        .setup(move |app| {
            let pump = EventPump::new(app.handle().clone());
            let notifier = Arc::new(DesktopNotifier::start(app.handle().clone(), pump.clone()));
            let profile = arguments.profile_directory(app.path())?;
            app.manage(pump.clone());
            app.manage(Front::default());
            app.manage(Closing::default());
            app.manage(Engine::open(profile, arguments.server, notifier, pump));
            menu::follow(app.handle());
            window::open(app.handle())?;
            lock_screen::follow(app.handle().clone());
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            closing::finish(app);
        }
    });
    Ok(())
}
