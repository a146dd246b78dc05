// Texts, links, stream reading and waiting: the parts without a page.
// Run: node --test crates/server/web/test/texts.test.js
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventReader } from "../event_reader.js";
import { splitLinks } from "../links.js";
import { backoffMillis } from "../retry.js";
import { randomUuid, sendableText, TEXT_BYTES, textBytes } from "../text.js";
import { dayWords, lastSeen, shortMoment } from "../times.js";

const links = (text) =>
  splitLinks(text)
    .filter((part) => part.isLink)
    .map((part) => part.text);

test("https addresses become links without the punctuation around them", () => {
  assert.deepEqual(links("See https://www.example.org/a?b=1, or (https://example.org/c)."), [
    "https://www.example.org/a?b=1",
    "https://example.org/c",
  ]);
});

test("nothing else becomes a link", () => {
  for (const text of [
    "http://example.org",
    "javascript:alert(1)",
    "https://bank.example@evil.example/",
    "https://localhost/",
    "https://аpple.com/",
    "https://",
  ]) {
    assert.deepEqual(links(text), [], text);
  }
});

test("the parts of a text joined again are the text", () => {
  const text = "a https://example.org/x. b\nhttps://example.org c";
  assert.equal(
    splitLinks(text)
      .map((part) => part.text)
      .join(""),
    text,
  );
});

test("events are read however the bytes are cut", () => {
  const wire = new TextEncoder().encode(
    ': hello\r\n\r\nevent: typing\ndata: {"a":\ndata: "ä"}\n\n: beat\n\nevent: changed\r\ndata:{}\r\n\r\n',
  );
  for (let size = 1; size < 12; size += 1) {
    const seen = [];
    const reader = new EventReader((name, text) => seen.push([name, text]));
    for (let at = 0; at < wire.length; at += size) reader.push(wire.slice(at, at + size));
    assert.deepEqual(
      seen,
      [
        ["typing", '{"a":\n"ä"}'],
        ["changed", "{}"],
      ],
      `cut every ${size} bytes`,
    );
  }
});

test("an event that is cut off by the end never happened", () => {
  const seen = [];
  new EventReader((name) => seen.push(name)).push(new TextEncoder().encode("event: changed\ndata: {}\n"));
  assert.deepEqual(seen, []);
});

test("length counts bytes after trimming", () => {
  assert.equal(textBytes(` ${"ä".repeat(TEXT_BYTES / 2)}\n`), TEXT_BYTES);
  assert.equal(sendableText(" a\0b "), "ab");
});

test("ids are random UUIDs in lower case", () => {
  const made = new Set(Array.from({ length: 200 }, randomUuid));
  assert.equal(made.size, 200);
  for (const id of made)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("waiting grows, is spread out, is bounded, and never undercuts what the service asked for", () => {
  assert.ok(backoffMillis(1, null, () => 0.999) <= 1_000);
  assert.ok(backoffMillis(30, null, () => 0.999) <= 30_000);
  assert.ok(backoffMillis(30, null, () => 0) >= 200);
  assert.ok(backoffMillis(1, 7, () => 0) >= 7_000);
});

test("moments are said in the shortest useful form", () => {
  const now = new Date(2026, 10, 18, 15, 0);
  const at = (day, hour) => new Date(2026, 10, day, hour, 5).toISOString();
  assert.match(shortMoment(at(18, 14), now), /2:05|14:05/);
  assert.equal(shortMoment(at(17, 14), now), "Tue");
  assert.match(shortMoment(at(3, 14), now), /Nov/);
  assert.match(lastSeen(at(17, 14), now), /^yesterday /);
  assert.deepEqual([dayWords(at(18, 1), now), dayWords(at(17, 23), now)], ["Today", "Yesterday"]);
});
