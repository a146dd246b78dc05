/** Starts the screens on the backend that this build is for. */

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Backend } from "./api/backend";
import { App } from "./app";
import "./widgets/styles/tokens.css";
import "./widgets/styles/base.css";
import { Model, ModelProvider } from "./stores/model";

/** The mode is known when the program is built, so the made-up practice is never part of the product. */
async function backend(): Promise<Backend> {
  if (import.meta.env.MODE === "fake") return (await import("./api/fake/start")).startFake();
  return (await import("./api/tauri")).tauriBackend;
}

async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  const model = new Model(await backend());
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
