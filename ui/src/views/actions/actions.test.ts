// @vitest-environment jsdom

import { expect, test } from "vitest";
import { en } from "../../words/en";
import { es } from "../../words/es";
import type { ActionId } from "./action";
import { ACTION_IDS, ACTIONS } from "./actions";
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
