// Every screen of the patient page under axe, in light and dark, on a phone and on a desktop, against the real service.
// Needs target/debug/allia-server (cargo build -p allia-server), ui/node_modules (npm ci in ui) and Chromium.
// Run: node --test crates/server/web/test/accessibility.test.js
// With SCREENSHOTS=DIR it leaves a picture of every screen there.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
  assertAccessible,
  assertFitsWidth,
  bubbles,
  closePage,
  composer,
  DESKTOP,
  launch,
  openChat,
  openPage,
  PHONE,
  signIn,
} from "./support/browser.js";
import { Caller } from "./support/caller.js";
import { startDemo } from "./support/demo.js";

describe("the patient page for everybody", { timeout: 240_000 }, () => {
  let demo;
  let browser;
  let clinician;
  let conversation;

  before(async () => {
    [demo, browser] = await Promise.all([startDemo("--quiet"), launch()]);
    clinician = await Caller.signIn(demo.address, demo.clinician);
    conversation = await clinician.conversationWith("Grace Thompson");
  });

  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  for (const colorScheme of ["light", "dark"]) {
    for (const [size, device] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
      test(`every screen is accessible in ${colorScheme} on a ${size}`, async () => {
        const page = await openPage(browser, demo.address, { ...device, colorScheme });
        const look = async (screen) => {
          const where = `${screen}, ${colorScheme}, ${size}`;
          if (process.env.SCREENSHOTS) {
            await page.screenshot({
              path: join(process.env.SCREENSHOTS, `patient-${screen}-${size}-${colorScheme}.png`),
            });
          }
          await assertAccessible(page, where);
          await assertFitsWidth(page, where);
        };
        await walk(page, look);
        await closePage(page);
      });
    }
  }

  /** Goes through every screen and state. */
  async function walk(page, look) {
    await look("sign-in");
    await page.getByRole("button", { name: "I have an activation code" }).click();
    await page.getByRole("button", { name: "Activate" }).click();
    await look("activation");
    await page.getByRole("button", { name: "I already have an account" }).click();
    const leave = await clinician.comeOnline();
    await clinician.send(
      conversation.conversation_id,
      "Good to hear. The page is at https://www.example.org/walks when you like.",
    );
    await signIn(page, demo.patient);
    await page.getByText("Online now").first().waitFor({ state: "attached" });
    await look("list");
    await openChat(page);
    await bubbles(page, "Good to hear").last().waitFor();
    await look("chat");
    await page.route("**/messages/*", (route) => route.fulfill({ status: 422, json: { code: "invalid" } }), {
      times: 1,
    });
    await composer(page).fill("This will not go out");
    await composer(page).press("Enter");
    await page.getByText("Not sent.").waitFor();
    await composer(page).fill("A long thought. ".repeat(1_050));
    await page.getByText("Too long to send").waitFor();
    await look("not-sent");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("Sign out now?").waitFor();
    await look("question");
    await page.getByRole("button", { name: "Stay signed in" }).click();
    await page.getByRole("button", { name: "Discard" }).click();
    await composer(page).fill("");
    await leave();
  }

  test("nothing is lost with text at twice its size", async () => {
    const page = await openPage(browser, demo.address, { viewport: { width: 320, height: 640 } });
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    await assertFitsWidth(page, "sign-in");
    await signIn(page, demo.patient);
    await assertFitsWidth(page, "list");
    await openChat(page);
    await assertFitsWidth(page, "chat");
    await assertInReach(composer(page));
    await closePage(page);
  });

  test("every task can be done with the keyboard", async () => {
    const page = await openPage(browser, demo.address);
    await page.keyboard.type(demo.patient.username);
    await page.keyboard.press("Tab");
    await page.keyboard.type(demo.patient.password);
    await page.keyboard.press("Enter");
    const row = page.getByRole("navigation").getByRole("button", { name: /Rivera/ });
    await row.waitFor();
    for (let steps = 0; !(await row.evaluate((each) => each === document.activeElement)); steps += 1) {
      assert.ok(steps < 10, "the row can be reached with Tab");
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await composer(page).waitFor();
    await page.keyboard.type("Written without a mouse");
    await page.keyboard.press("Enter");
    await bubbles(page, "Written without a mouse").last().getByText("Sent", { exact: true }).waitFor();
    await closePage(page);
  });

  /** Whether one can scroll to it and it is big enough to use. */
  async function assertInReach(locator) {
    await locator.scrollIntoViewIfNeeded();
    const box = await locator.boundingBox();
    assert.ok(box && box.height >= 24 && box.width >= 100, JSON.stringify(box));
  }
});
