/** Starts the screens on the backend that this build is for. */

import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Backend } from "./api/backend";
import { tauriBackend } from "./api/tauri";
import { App } from "./app";
import "./widgets/styles/tokens.css";
import "./widgets/styles/base.css";
import { Model, ModelProvider } from "./stores/model";
import type { Speak } from "./stores/spokenWords";
import { WordsProvider } from "./words/WordsProvider";

/** The mode is known when the program is built, so the made-up practice is never part of the product. */
async function backend(): Promise<Backend> {
  if (import.meta.env.MODE === "fake") return (await import("./api/fake/start")).startFake();
  return tauriBackend;
}

/** A language that only tests speak; undefined for the product's own. */
async function language(): Promise<Speak | undefined> {
  if (import.meta.env.MODE !== "fake") return undefined;
  return (await import("./words/pseudo")).pseudoSpeak(new URLSearchParams(location.search).get("language"));
}

/** The window, or in builds for development the page that shows its parts. */
async function screens(model: Model): Promise<ReactNode> {
  if (import.meta.env.MODE !== "fake" || location.pathname !== "/gallery") return <App />;
  const { Gallery } = await import("./gallery/Gallery");
  return (
    <WordsProvider words={model.words}>
      <Gallery />
    </WordsProvider>
  );
}

async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  const model = new Model(await backend(), await language());
  createRoot(root).render(
    <StrictMode>
      <ModelProvider value={model}>{await screens(model)}</ModelProvider>
    </StrictMode>,
  );
  await model.start();
}

void start();
