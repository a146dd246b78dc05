/** Opening the screens in the browser, and working the made-up practice from a test. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
import type { FakePractice } from "../../src/api/fake/practice";
import type { Settings } from "../../src/api/generated";

declare global {
  interface Window {
    practice: FakePractice;
  }
}

/** What can be made to happen in the made-up practice: its methods. */
type Happening = {
  [Name in keyof FakePractice]: FakePractice[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof FakePractice];

/** How a window is opened. */
export interface WindowOptions {
  scenario?: string;
  width?: number;
  height?: number;
  scheme?: "light" | "dark";
  /** What the browser says that it runs on, such as `MacIntel`. */
  platform?: string;
  /** What is set before the window opens. */
  settings?: Partial<Settings>;
  /** A language that only tests speak: longer, and from right to left if so wished. */
  language?: "long" | "long-rtl";
  /** The page below the root, and which dialog of the gallery is shown there. */
  path?: string;
  dialog?: string;
}

const SCREENSHOTS = join(import.meta.dirname, "../../../screenshots/ui");

/** One window of the program, and everything it complained about. */
export class ProgramWindow {
  /** Errors of the page and of its console, among them breaches of the content policy. */
  readonly complaints: string[] = [];

  constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.complaints.push(message.text());
    });
  }

  /** The element with this `data-part`. */
  part(name: string) {
    return this.page.locator(`[data-part="${name}"]`);
  }

  /** The row of a patient. */
  row(name: string) {
    return this.page.locator('[data-part="conversation-row"]', {
      has: this.page.getByText(name, { exact: true }),
    });
  }

  /** The accessible name of a patient's row. */
  rowName(name: string): Promise<string> {
    return this.row(name).ariaSnapshot();
  }

  /** The `data-part` of what has the focus, or null. */
  focused(): Promise<string | null> {
    return this.page.evaluate(() => document.activeElement?.getAttribute("data-part") ?? null);
  }

  /** Makes something happen in the practice. */
  async practice<Name extends Happening>(name: Name, ...args: Parameters<FakePractice[Name]>): Promise<void> {
    await this.page.evaluate(
      ([method, values]) => {
        const happen = window.practice[method as "goOnline"] as (...given: unknown[]) => unknown;
        happen.apply(window.practice, values as unknown[]);
      },
      [name, args] as const,
    );
  }

  /** Every call of a command so far. */
  calls(command: string): Promise<unknown[][]> {
    return this.page.evaluate(
      (wanted) => window.practice.calls.filter((call) => call.command === wanted).map((call) => call.args),
      command,
    );
  }

  /** Opens a chat whose row may be far down: by searching. */
  async findChat(name: string): Promise<void> {
    await this.part("search").fill(name);
    await this.openChat(name);
  }

  async openChat(name: string): Promise<void> {
    await this.row(name).click();
    await expect.poll(() => this.part("chat-name").textContent()).toBe(name);
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }

  /** Closes the window; a complaint fails the test. */
  async close(): Promise<void> {
    await this.context.close();
    expect(this.complaints).toEqual([]);
  }
}

let browser: Browser;

/** To be called once in each file: connects to the browser that all files share. */
export function withBrowser(): { open: (options?: WindowOptions) => Promise<ProgramWindow> } {
  beforeAll(async () => {
    browser = await chromium.connect(inject("browserUrl"));
  });
  afterAll(async () => {
    await browser.close();
  });
  return { open };
}

async function open(options: WindowOptions = {}): Promise<ProgramWindow> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.scheme ?? "light",
    locale: "en-GB",
    timezoneId: "Europe/Zurich",
  });
  // The window freezes the prototype; the screens must live with that.
  await context.addInitScript(() => Object.freeze(Object.prototype));
  if (options.platform !== undefined) {
    await context.addInitScript((platform) => {
      Object.defineProperty(navigator, "platform", { get: () => platform });
    }, options.platform);
  }
  const page = await context.newPage();
  const shown = new ProgramWindow(page, context);
  const query = new URLSearchParams();
  if (options.scenario) query.set("scenario", options.scenario);
  if (options.settings) query.set("settings", JSON.stringify(options.settings));
  if (options.dialog) query.set("dialog", options.dialog);
  if (options.language) query.set("language", options.language);
  await page.goto(`${new URL(options.path ?? "/", inject("baseUrl"))}?${query}`);
  await page.waitForFunction(
    () =>
      document.querySelector("[data-part]:not([data-part='starting'], [data-part='announcements'])") !== null,
  );
  return shown;
}
