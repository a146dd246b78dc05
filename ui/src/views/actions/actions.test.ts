// @vitest-environment jsdom

import { expect, test, vi } from "vitest";
import { fakeBackend } from "../../api/fake/fakeBackend";
import { scenario } from "../../api/fake/scenario";
import { Model } from "../../stores/model";
import { en } from "../../words/en";
import { es } from "../../words/es";
import type { ActionId } from "./action";
import { ACTION_IDS, ACTIONS, isOffered, run } from "./actions";
import { findActions } from "./findActions";
import { systemMenu } from "./systemMenu";

/** With which a field is edited; on a Mac the system's menu has them. */
const EDITING = ["A", "B", "C", "I", "V", "X", "Y", "Z"].map((key) => `Mod+${key}`);

test("no two actions have the same keys, and none takes a key with which text is edited", () => {
  const all = ACTION_IDS.flatMap((id) => ACTIONS[id].keys ?? []);
  expect(new Set(all).size).toBe(all.length);
  for (const keys of [...EDITING, "Home", "End", "Mod+ArrowLeft"]) expect(all).not.toContain(keys);
});

test("actions are found by the beginnings of their words and of others, without accents", () => {
  const find = (search: string) => findActions(ACTION_IDS, en.palette.names, search);
  expect(find("lo")).toEqual(["lock", "sign_out"]);
  expect(find("dark")).toEqual(["colours_dark"]);
  expect(find("theme ni")).toEqual(["colours_dark"]);
  expect(find("  ")).toEqual(ACTION_IDS);
  expect(find("!")).toEqual([]);
  expect(findActions(ACTION_IDS, es.palette.names, "sesion")).toEqual(["sign_out"]);
});

test("the system's menu has the actions' own names, words and keys", () => {
  for (const words of [en, es]) {
    const entries = systemMenu(words, true).folders.flatMap((folder) => folder.entries);
    const actions = entries.filter((entry) => entry.kind === "action");
    for (const { action, label, keys } of actions) {
      expect(ACTION_IDS).toContain(action);
      expect(label).toBe(words.palette.names[action as ActionId].label);
      expect(keys).toBe(
        ACTIONS[action as ActionId].keys?.[0]?.replace("Mod", "CmdOrCtrl").replace(/^\?$/u, "") || null,
      );
    }
    expect(actions.map(({ action }) => action)).toContain("palette");
    const standard = entries.flatMap((entry) => (entry.kind === "standard" ? [entry.entry] : []));
    for (const edit of ["undo", "redo", "cut", "copy", "paste", "select_all"])
      expect(standard).toContain(edit);
  }
});

test("while nobody is signed in no action can be chosen from the system's menu", () => {
  const entries = systemMenu(en, false).folders.flatMap((folder) => folder.entries);
  expect(entries.filter((entry) => entry.kind === "action" && entry.enabled)).toEqual([]);
});

async function opened() {
  const practice = scenario(null);
  const model = new Model(fakeBackend(practice));
  await model.start();
  return { practice, model };
}

test("an hour of quiet can be had when there is none, and ended when there is one, which is said", async () => {
  const { practice, model } = await opened();
  const offered = () => (["quiet_for_an_hour", "end_quiet"] as const).filter((id) => isOffered(id, model));
  expect(offered()).toEqual(["quiet_for_an_hour"]);
  run("quiet_for_an_hour", model);
  await vi.waitFor(() => expect(offered()).toEqual(["end_quiet"]));
  expect(practice.quietUntil).not.toBeNull();
  run("end_quiet", model);
  await vi.waitFor(() => expect(offered()).toEqual(["quiet_for_an_hour"]));
  await vi.waitFor(() =>
    expect(model.announcer.said.get().map(({ text }) => text)).toEqual([en.notifications.quiet.ended]),
  );
});

test("an hour of quiet that was begun before the window opened can be ended", async () => {
  const practice = scenario(null);
  practice.quietUntil = new Date(Date.now() + 60_000).toISOString();
  const model = new Model(fakeBackend(practice));
  await model.start();
  await vi.waitFor(() => expect(isOffered("end_quiet", model)).toBe(true));
});

test("a test notification leads to the settings, where its answer stands", async () => {
  const { practice, model } = await opened();
  practice.notificationTest = { verdict: "held_back", shown_by: "dunst 1.12" };
  run("test_notification", model);
  expect(model.navigation.place.get().section).toBe("settings");
  await vi.waitFor(() => expect(model.notifications.trial.get().result?.verdict).toBe("held_back"));
});
