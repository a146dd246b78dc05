/** The menu at the top of the screen, which macOS has for each program. */

import type { MenuEntry, MenuFolder, StandardEntry, SystemMenu } from "../../api/generated";
import type { Words } from "../../words/words";
import type { ActionId } from "./action";
import { ACTIONS } from "./actions";
import { isCharacter, menuKeys } from "./chord";

/** An action by its name, an entry of the system, or a line between groups. */
type Line = { action: ActionId } | StandardEntry | "-";

const PROGRAM: Line[] = [
  "about",
  "-",
  { action: "settings" },
  { action: "lock" },
  "-",
  "services",
  "-",
  "hide",
  "hide_others",
  "show_all",
  "-",
  { action: "sign_out" },
  "quit",
];
const EDIT: Line[] = [
  "undo",
  "redo",
  "-",
  "cut",
  "copy",
  "paste",
  "select_all",
  "-",
  { action: "palette" },
  { action: "search" },
];
const VIEW: Line[] = [
  { action: "messages" },
  { action: "not_sent" },
  { action: "next_unread" },
  "-",
  "fullscreen",
];
const WINDOW: Line[] = ["minimize", "zoom", "-", "close_window"];
const HELP: Line[] = [{ action: "help" }, { action: "keys" }];

/** The whole menu; without a signed-in person the actions are there, but cannot be chosen. */
export function systemMenu({ palette, menu }: Pick<Words, "palette" | "menu">, enabled: boolean): SystemMenu {
  const entry = (line: Line): MenuEntry => {
    if (line === "-") return { kind: "separator" };
    if (typeof line === "string") return { kind: "standard", entry: line, label: menu[line] };
    const keys = ACTIONS[line.action].keys?.find((chord) => !isCharacter(chord));
    return {
      kind: "action",
      action: line.action,
      label: palette.names[line.action].label,
      keys: keys === undefined ? null : menuKeys(keys),
      enabled,
    };
  };
  const folder = (title: string, lines: Line[]): MenuFolder => ({ title, entries: lines.map(entry) });
  return {
    folders: [
      folder("Allia Messages", PROGRAM),
      folder(menu.edit, EDIT),
      folder(menu.view, VIEW),
      folder(menu.window, WINDOW),
      folder(menu.help, HELP),
    ],
  };
}
