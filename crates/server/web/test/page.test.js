// The patient page in Chromium against the real service with the demo practice.
// Needs target/debug/allia-server (cargo build -p allia-server), ui/node_modules (npm ci in ui) and Chromium.
// Run: node --test crates/server/web/test/page.test.js
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
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

const CLINICIAN_NAME = "Dr. Elena Rivera";
const PATIENT_NAME = "Grace Thompson";

describe("the patient page", { timeout: 240_000 }, () => {
  let demo;
  let browser;
  let clinician;
  let administrator;
  let conversation;

  before(async () => {
    [demo, browser] = await Promise.all([startDemo("--quiet"), launch()]);
    clinician = await Caller.signIn(demo.address, demo.clinician);
    administrator = await Caller.signIn(demo.address, demo.administrator);
    conversation = await clinician.conversationWith(PATIENT_NAME);
  });

  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  /** A page for one test; closed, and checked for faults, when the test is over. */
  async function pageFor(t, options = DESKTOP) {
    const page = await openPage(browser, demo.address, options);
    t.after(() => closePage(page));
    return page;
  }

  async function signedIn(t, options) {
    const page = await pageFor(t, options);
    await signIn(page, demo.patient);
    return page;
  }

  const notice = (page) => page.getByRole("region", { name: "Emergency notice" });
  const sendByKeyboard = async (page, text) => {
    await composer(page).fill(text);
    await composer(page).press("Enter");
  };

  test("is served under a policy that admits nothing foreign", async () => {
    const policy = (await fetch(demo.patient_page)).headers.get("content-security-policy") ?? "";
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "img-src 'self'",
    ]) {
      assert.ok(policy.includes(part), `${part} in ${policy}`);
    }
    assert.ok(!policy.includes("unsafe"), policy);
  });

  test("says what is wrong with a sign-in and keeps the name", async (t) => {
    const page = await pageFor(t);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Please fill this in.").first().waitFor();
    await page.getByLabel("Username").fill(demo.patient.username);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("The username or password is not right.").waitFor();
    assert.equal(await page.getByLabel("Username").inputValue(), demo.patient.username);
  });

  test("is not for clinicians", async (t) => {
    const page = await pageFor(t);
    await page.getByLabel("Username").fill(demo.clinician.username);
    await page.getByLabel("Password", { exact: true }).fill(demo.clinician.password);
    await page.keyboard.press("Enter");
    await page.getByText("This page is for patients.").waitFor();
    assert.equal(await page.getByRole("navigation").count(), 0);
  });

  test("shows the emergency notice every time a messaging screen is opened, with no way to dismiss it", async (t) => {
    const page = await signedIn(t, PHONE);
    for (let round = 0; round < 2; round += 1) {
      const before = await notice(page).getByRole("alert").elementHandle();
      await openChat(page, CLINICIAN_NAME);
      await notice(page).getByText("911").first().waitFor();
      assert.equal(await notice(page).getByRole("link").getAttribute("href"), "tel:911");
      assert.equal(await notice(page).getByRole("button").count(), 0);
      // The alert was put in anew, so that a screen reader says it again.
      assert.ok(await before.evaluate((alert) => !alert.isConnected));
      await page.getByRole("button", { name: "Back to your clinicians" }).click();
      await composer(page).waitFor({ state: "hidden" });
      assert.ok(await notice(page).isVisible());
    }
    const top = await notice(page).evaluate((each) => each.getBoundingClientRect().top);
    assert.ok(top < 80, `the notice begins ${top} px from the top`);
  });

  test("lists the clinicians with title, last message and unread count", async (t) => {
    await clinician.send(conversation.conversation_id, "A line that is not read yet");
    const page = await signedIn(t);
    const row = page.getByRole("navigation").getByRole("button", { name: new RegExp(CLINICIAN_NAME) });
    await row.getByText("A line that is not read yet").waitFor();
    const spoken = await row.evaluate((each) => each.textContent);
    assert.match(spoken, /PsyD/);
    assert.match(spoken, /unread message/);
    assert.equal(await page.getByRole("navigation").getByRole("button").count(), 2);
    await openChat(page, CLINICIAN_NAME);
    await page.getByText("New", { exact: true }).waitFor();
    await row.getByText(/unread message/).waitFor({ state: "detached" });
  });

  test("a message goes out with Enter and comes to be sent, delivered and read, in words", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    await sendByKeyboard(page, "Is Thursday still right?");
    const own = bubbles(page, "Is Thursday still right?");
    await own.getByText("Sent", { exact: true }).waitFor();
    const position = (await clinician.messages(conversation.conversation_id)).at(-1).position;
    const receipt = `/v1/conversations/${conversation.conversation_id}/receipt`;
    await clinician.ask("PUT", receipt, { delivered_position: position });
    await own.getByText("Delivered", { exact: true }).waitFor();
    await clinician.ask("PUT", receipt, { read_position: position });
    await own.getByText("Read", { exact: true }).waitFor();
  });

  test("what the clinician writes appears live, is announced, and is confirmed as read", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    const typing = `/v1/conversations/${conversation.conversation_id}/typing`;
    await clinician.ask("POST", typing);
    await page.locator(".chat").getByText(`${CLINICIAN_NAME} is typing…`).waitFor();
    const sent = await clinician.send(conversation.conversation_id, "Yes, Thursday at ten.");
    await bubbles(page, "Yes, Thursday at ten.").waitFor();
    await page.locator("#announcements").getByText("Yes, Thursday at ten.").waitFor({ state: "attached" });
    await until(async () => {
      const { peer_read_position } = await clinician.ask(
        "GET",
        `/v1/conversations/${conversation.conversation_id}`,
      );
      return peer_read_position >= sent.position;
    });
  });

  test("presence is a dot and words, and both follow the clinician", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    const header = page.locator(".chat-header");
    await header.getByText("Offline", { exact: false }).waitFor();
    assert.equal(await header.locator(".dot.offline").count(), 1);
    const leave = await clinician.comeOnline();
    await header.getByText("Online now").waitFor();
    assert.equal(await header.locator(".dot.online").count(), 1);
    await leave();
    await header.getByText("Offline, last seen").waitFor({ timeout: 60_000 });
  });

  test("Shift+Enter breaks the line and an input method's Enter never sends", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    await composer(page).fill("first");
    await composer(page).press("Shift+Enter");
    await composer(page).pressSequentially("second");
    for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
      await composer(page).evaluate((field, how) => {
        field.dispatchEvent(
          new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...how }),
        );
      }, how);
    }
    assert.equal(await composer(page).inputValue(), "first\nsecond");
    await composer(page).press("Enter");
    await bubbles(page, "first").getByText("Sent", { exact: true }).waitFor();
    assert.equal((await clinician.messages(conversation.conversation_id)).at(-1).text, "first\nsecond");
  });

  test("a message too long is counted, explained and not sent", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    await composer(page).fill("ä".repeat(8_192));
    await page.getByText("16,384 of 16,384 bytes").waitFor();
    await composer(page).fill("ä".repeat(8_193));
    await page.getByText("Too long to send").waitFor();
    await composer(page).press("Enter");
    assert.equal((await composer(page).inputValue()).length, 8_193);
  });

  test("a lost answer leads to a retry under the same id and to one message", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    const ids = [];
    await page.route("**/messages/*", async (route) => {
      ids.push(route.request().url().split("/").at(-1));
      if (ids.length > 1) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await sendByKeyboard(page, "Only once, please");
    await bubbles(page, "Only once, please").getByText("Sent", { exact: true }).waitFor();
    await until(
      () => ids.length >= 2 || bubbles(page, "Only once, please").locator("[data-position]").count(),
    );
    const texts = (await clinician.messages(conversation.conversation_id)).map((each) => each.text);
    assert.equal(texts.filter((text) => text === "Only once, please").length, 1);
    assert.equal(new Set(ids).size, 1);
    assert.equal(await bubbles(page, "Only once, please").count(), 1);
  });

  test("a message refused for good stays visible with its reason and can be edited", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    await page.route("**/messages/*", (route) => route.fulfill({ status: 422, json: { code: "invalid" } }), {
      times: 1,
    });
    await sendByKeyboard(page, "Not like this");
    await page.getByText("Not sent. The service did not accept this text.").waitFor();
    await page.getByRole("button", { name: "Edit" }).click();
    assert.equal(await composer(page).inputValue(), "Not like this");
  });

  test("drafts belong to their conversation", async (t) => {
    const page = await signedIn(t);
    await openChat(page, CLINICIAN_NAME);
    await composer(page).fill("for the doctor");
    await openChat(page, "Jonas Lindqvist");
    assert.equal(await composer(page).inputValue(), "");
    await openChat(page, CLINICIAN_NAME);
    assert.equal(await composer(page).inputValue(), "for the doctor");
    await composer(page).fill("");
  });

  test("offline is said, and what was written goes out on the way back", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    await page
      .getByText("Loading", { exact: false })
      .waitFor({ state: "detached" })
      .catch(() => null);
    await page.route("**/v1/**", (route) => route.abort());
    await sendByKeyboard(page, "Written in a tunnel");
    await bubbles(page, "Written in a tunnel").getByText("Sending…").waitFor();
    await page.unroute("**/v1/**");
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await bubbles(page, "Written in a tunnel").getByText("Sent", { exact: true }).waitFor();
  });

  test("an expired cursor leads to a fresh list and keeps the draft", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    await composer(page).fill("still here");
    let snapshots = 0;
    await page.route(
      "**/v1/changes*",
      (route) => route.fulfill({ status: 410, json: { code: "cursor_expired" } }),
      { times: 1 },
    );
    page.on("request", (request) => (snapshots += /\/v1\/conversations$/.test(request.url()) ? 1 : 0));
    await clinician.send(conversation.conversation_id, "After the gap");
    await bubbles(page, "After the gap").waitFor();
    assert.equal(snapshots, 1);
    assert.equal(await composer(page).inputValue(), "still here");
    await composer(page).fill("");
  });

  test("an access token that has lapsed is renewed without a word", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    const renewals = [];
    page.on("request", (request) => request.url().endsWith("/v1/sessions/refresh") && renewals.push(request));
    const lapsed = { status: 401, json: { code: "unauthenticated" } };
    await page.route("**/v1/changes*", (route) => route.fulfill(lapsed), { times: 1 });
    await clinician.send(conversation.conversation_id, "Across the renewal");
    await bubbles(page, "Across the renewal").waitFor();
    assert.equal(renewals.length, 1);
    await sendByKeyboard(page, "With the new token");
    await bubbles(page, "With the new token").getByText("Sent", { exact: true }).waitFor();
  });

  test("messages that could not be loaded are loaded once the service answers again", async (t) => {
    const page = await signedIn(t);
    await page.route("**/messages?*", (route) => route.abort(), { times: 1 });
    await openChat(page);
    await page.getByText("Messages could not be loaded.").waitFor();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.locator(".message").first().waitFor();
  });

  test("names and texts that look like markup are shown as they are", async (t) => {
    const name = "<img src=x onerror=globalThis.hit=1> O'Neil";
    const { user_id } = await administrator.ask("POST", "/v1/admin/users", {
      kind: "clinician",
      display_name: name,
      username: "markup",
      password: "quiet-harbor",
      title: "<b>MD</b>",
    });
    const team = `/v1/admin/patients/${conversation.patient.user_id}/care_team/${user_id}`;
    const page = await signedIn(t);
    await administrator.ask("PUT", team);
    const row = page.getByRole("navigation").getByRole("button", { name: /O'Neil/ });
    await row.getByText(name).waitFor();
    await row.click();
    await sendByKeyboard(page, "<script>globalThis.hit=1</script> \u202egnirts");
    await bubbles(page, "<script>globalThis.hit=1</script>").waitFor();
    assert.equal(await page.evaluate(() => globalThis.hit), undefined);
    assert.equal(await page.locator(".message .text").last().getAttribute("dir"), "auto");
    await administrator.ask("DELETE", team);
    await page.getByText("This clinician is no longer on your care team").waitFor();
  });

  test("leaving the team closes the open chat and shows, once, what was not sent", async (t) => {
    const second = await Caller.signIn(demo.address, demo.second_clinician);
    const { clinician: jonas, patient } = await second.conversationWith(PATIENT_NAME);
    const team = `/v1/admin/patients/${patient.user_id}/care_team/${jonas.user_id}`;
    t.after(() => administrator.ask("PUT", team));
    const page = await signedIn(t);
    await openChat(page, "Jonas Lindqvist");
    await composer(page).fill("half a thought");
    await administrator.ask("DELETE", team);
    await page.getByText("Your conversation with Jonas Lindqvist has ended").waitFor();
    await page.getByText("half a thought").waitFor();
    assert.equal(await page.getByRole("navigation").getByRole("button", { name: /Jonas/ }).count(), 0);
    await page.getByRole("button", { name: "Back to your clinicians" }).click();
    await page.getByText("half a thought").waitFor({ state: "detached" });
    assert.ok(!(await page.content()).includes("half a thought"));
  });

  test("loading older messages never moves the line being read", async (t) => {
    const second = await Caller.signIn(demo.address, demo.second_clinician);
    const { conversation_id } = await second.conversationWith(PATIENT_NAME);
    for (let number = 1; number <= 120; number += 1)
      await sendPatiently(second, conversation_id, `Numbered line ${number}`);
    const page = await signedIn(t);
    await openChat(page, "Jonas Lindqvist");
    await bubbles(page, "Numbered line 120").waitFor({ state: "attached" });
    const thread = page.getByRole("region", { name: "Messages" });
    const line = bubbles(page, "Numbered line 75");
    await line.evaluate((each) => each.scrollIntoView({ block: "start" }));
    const top = await line.evaluate((each) => each.getBoundingClientRect().top);
    await page.getByText("Numbered line 30", { exact: true }).waitFor({ state: "attached" });
    await until(
      async () => Math.abs((await line.evaluate((each) => each.getBoundingClientRect().top)) - top) <= 2,
    );
    const beginning = page.getByText("This is the beginning of your conversation.");
    await until(async () => {
      await thread.evaluate((each) => each.scrollTo(0, 0));
      return beginning.isVisible();
    });
  });

  test("a reload keeps the patient signed in and in the chat; while the page runs nothing is stored", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    const stored = () => page.evaluate(() => localStorage.length + sessionStorage.length);
    assert.equal(await stored(), 0);
    await page.reload();
    await composer(page).waitFor();
    assert.ok(await notice(page).isVisible());
    assert.equal(await stored(), 0);
    assert.deepEqual(await page.context().cookies(), []);
  });

  test("signing out asks before it discards something, and leaves nothing behind", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    await composer(page).fill("not sent yet");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Stay signed in" }).click();
    assert.equal(await composer(page).inputValue(), "not sent yet");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Discard and sign out" }).click();
    await page.getByText("You are signed out.").waitFor();
    assert.ok(!(await page.content()).includes(CLINICIAN_NAME));
    await page.reload();
    await page.getByLabel("Username").waitFor();
    assert.equal(await page.getByRole("navigation").count(), 0);
  });

  test("a session that is ended elsewhere leads back to the sign-in and keeps what was being written", async (t) => {
    const page = await signedIn(t);
    await openChat(page);
    await composer(page).fill("in the middle of");
    const other = await Caller.signIn(demo.address, demo.patient);
    const { sessions } = await other.ask("GET", "/v1/sessions");
    for (const session of sessions.filter((each) => !each.current))
      await other.ask("DELETE", `/v1/sessions/${session.session_id}`);
    await page.getByText("Your session has ended.").waitFor();
    assert.ok(!(await page.content()).includes(CLINICIAN_NAME));
    await signIn(page, demo.patient);
    await openChat(page);
    assert.equal(await composer(page).inputValue(), "in the middle of");
    await composer(page).fill("");
  });

  test("a notice that the practice changes is on the screen at once", async (t) => {
    const page = await signedIn(t);
    const changed = {
      title: "Still not for emergencies",
      text: "Call 911 or our line.",
      phone: "+1 (555) 010-0199",
    };
    await administrator.ask("PUT", "/v1/admin/notice", changed);
    await notice(page).getByText(changed.title).waitFor();
    assert.equal(await notice(page).getByRole("link").getAttribute("href"), "tel:+15550100199");
    await administrator.ask("PUT", "/v1/admin/notice", { ...changed, phone: "911" });
    await notice(page).getByRole("link", { name: "Call 911" }).waitFor();
  });

  test("activates with the code of an invitation link, which serves once", async (t) => {
    const page = await pageFor(t, PHONE);
    await page.goto("about:blank");
    await page.goto(`${demo.patient_page}#code=${demo.activation_code}`);
    assert.equal(await page.getByLabel("Activation code").inputValue(), demo.activation_code);
    assert.ok(!page.url().includes(demo.activation_code), "the code has left the address");
    await page.getByLabel("Choose a username").fill("new.patient");
    await page.getByLabel("Choose a password").fill("short");
    await page.getByRole("button", { name: "Activate" }).click();
    await page.getByText("Please use at least 8 characters.").waitFor();
    await page.getByLabel("Choose a password").fill("long enough words");
    await page.getByRole("button", { name: "Activate" }).click();
    await notice(page).waitFor();
    await openChat(page);
    await page.getByText("No messages yet. Write the first one below.").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "I have an activation code" }).click();
    await page.getByLabel("Activation code").fill(demo.activation_code);
    await page.getByLabel("Choose a username").fill("another.patient");
    await page.getByLabel("Choose a password").fill("long enough words");
    await page.getByRole("button", { name: "Activate" }).click();
    await page.getByText("This code does not work.").waitFor();
  });
});

/** Sends, and waits where the service asks for patience. */
async function sendPatiently(caller, conversationId, text) {
  await until(() =>
    caller
      .send(conversationId, text)
      .catch((error) => (String(error).includes("429") ? null : Promise.reject(error))),
  );
}

/** Waits until a question is answered with something truthy. */
async function until(question, deadlineMillis = 30_000) {
  const deadline = Date.now() + deadlineMillis;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    assert.ok(Date.now() < deadline, `not in time: ${question}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
