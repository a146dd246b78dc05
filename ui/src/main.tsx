/** Starts the screens on the backend that this build is for. */

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Backend } from "./api/backend";
import { App } from "./app";
import "./widgets/styles/tokens.css";
import "./widgets/styles/base.css";
import { Model, ModelProvider } from "./stores/model";
import type { Speak } from "./stores/spokenWords";

/** The mode is known when the program is built, so the made-up practice is never part of the product. */
async function backend(): Promise<Backend> {
  if (import.meta.env.MODE === "fake") return (await import("./api/fake/start")).startFake();
  return (await import("./api/tauri")).tauriBackend;
}

/** A language that only tests speak; undefined for the product's own. */
async function language(): Promise<Speak | undefined> {
  if (import.meta.env.MODE !== "fake") return undefined;
  return (await import("./words/pseudo")).pseudoSpeak(new URLSearchParams(location.search).get("language"));
}

async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  const model = new Model(await backend(), await language());
  createRoot(root).render(
    <StrictMode>
      <ModelProvider value={model}>
        <App />
      </ModelProvider>
    </StrictMode>,
  );
  await model.start();
}

void start();
