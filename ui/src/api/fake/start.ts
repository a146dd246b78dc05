/** The fake backend of builds made with `--mode fake`: never part of the product. */

import type { Backend } from "../backend";
import { fakeBackend } from "./fakeBackend";
import type { FakePractice } from "./practice";
import { scenario } from "./scenario";

declare global {
  interface Window {
    /** The made-up practice, for tests and for trying things by hand. */
    practice: FakePractice;
  }
}

/** Makes the practice that the address asks for. */
export function startFake(): Backend {
  window.practice = scenario(new URLSearchParams(window.location.search).get("scenario"));
  return fakeBackend(window.practice);
}
