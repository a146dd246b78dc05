/** Builds the screens with the made-up practice, serves them, and starts one browser for all tests. */

import { createServer } from "node:net";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the screens are served. */
    baseUrl: string;
    /** Where the browser listens. */
    browserUrl: string;
  }
}

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Gives back how to end both. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await build({ mode: "fake", logLevel: "warn" });
  const server = await preview({
    mode: "fake",
    preview: { host: "127.0.0.1", port: await freePort(), strictPort: true },
  });
  const browser = await chromium.launchServer({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: FLAGS,
  });
  const baseUrl = server.resolvedUrls?.local[0];
  if (!baseUrl) throw new Error("the preview has no address");
  project.provide("baseUrl", baseUrl);
  project.provide("browserUrl", browser.wsEndpoint());
  return async () => {
    await browser.close();
    await server.close();
  };
}
