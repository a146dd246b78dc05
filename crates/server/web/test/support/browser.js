// Chromium, driven by playwright-core, and what every test of the page does with it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

// The browser driver and axe are those of the desktop program's screens.
const require = createRequire(new URL("../../../../../ui/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const AXE = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");

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

export const PHONE = { viewport: { width: 360, height: 720 }, isMobile: true, hasTouch: true };
export const DESKTOP = { viewport: { width: 1200, height: 800 } };

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

/**
 * A fresh page in a browser profile of its own. `page.faults` collects script errors and breaches of the content
 * security policy; a test that ends with one has failed.
 */
export async function openPage(browser, address, options = DESKTOP) {
  const context = await browser.newContext({ locale: "en-US", ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().startsWith("Failed to load resource"))
      page.faults.push(line.text());
  });
  await page.goto(`${address}/patient`);
  return page;
}

export async function closePage(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

/** @param {{username: string, password: string}} credentials */
export async function signIn(page, { username, password }) {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Emergency notice" }).waitFor();
}

/** Opens the chat with a clinician from the list. */
export async function openChat(page, name = "Dr. Elena Rivera") {
  await page
    .getByRole("navigation")
    .getByRole("button", { name: new RegExp(name) })
    .click();
  await composer(page).waitFor();
}

export function composer(page) {
  return page.getByLabel(/^Message to/);
}

/** The bubbles of the chat that contain this text. */
export function bubbles(page, text) {
  return page.locator(".message", { hasText: text });
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with what axe found and where. */
export async function assertAccessible(page, where) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), RULES);
  const found = violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" | ")}`);
  assert.deepEqual(found, [], where);
}

/** Nothing may make the page scroll sideways. */
export async function assertFitsWidth(page, where) {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  assert.ok(scroll <= client, `${where}: ${scroll} px of content in ${client} px`);
}
