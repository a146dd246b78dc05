/** The fake backend of builds made with `--mode fake`: never part of the product. */

import type { Backend } from "../backend";
import type { Settings } from "../generated";
import { fakeBackend } from "./fakeBackend";
import type { FakePractice } from "./practice";
import { scenario } from "./scenario";

declare global {
  interface Window {
    /** The made-up practice, for tests and for trying things by hand. */
    practice: FakePractice;
  }
}

/** Makes the practice that the address asks for, with the settings that stand there as JSON. */
export function startFake(): Backend {
  const asked = new URLSearchParams(window.location.search);
  window.practice = scenario(asked.get("scenario"));
  const settings: Partial<Settings> = JSON.parse(asked.get("settings") ?? "{}");
  window.practice.settings = { ...window.practice.settings, ...settings };
  return fakeBackend(window.practice);
}
