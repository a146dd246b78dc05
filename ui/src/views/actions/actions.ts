/** The list of actions. */

import type { Appearance } from "../../api/generated";
import type { Model } from "../../stores/model";
import { focusNextPane } from "../frame/panes";
import type { Action, ActionId } from "./action";
import { goToPart, goToSearch, goToSection, openConversation } from "./goTo";

/** Every action by its name. */
export const ACTIONS: Readonly<Record<ActionId, Action>> = {
  palette: {
    keys: ["Mod+K"],
    inPalette: false,
    run: (model) => model.navigation.showDialog("palette"),
  },
  search: { keys: ["Mod+F", "/"], inPalette: true, run: goToSearch },
  next_unread: {
    keys: ["Mod+U"],
    inPalette: true,
    isOffered: (model) => model.list.state.get().totalUnread > 0,
    run: (model) => void openNextUnread(model),
  },
  mark_read: {
    inPalette: true,
    isOffered: (model) => (model.chat.current()?.row.unread_count ?? 0) > 0,
    run: (model) => void model.chat.markAllRead(),
  },
  messages: { inPalette: true, run: (model) => goToSection(model, "messages") },
  not_sent: { inPalette: true, run: (model) => goToSection(model, "not_sent") },
  settings: { keys: ["Mod+,"], inPalette: true, run: (model) => goToSection(model, "settings") },
  help: { keys: ["F1"], inPalette: true, run: (model) => goToSection(model, "help") },
  doctor: { inPalette: true, run: (model) => goToSection(model, "doctor") },
  colours_system: colours("system"),
  colours_light: colours("light"),
  colours_dark: colours("dark"),
  colours_high_contrast: colours("high_contrast"),
  quiet_for_an_hour: {
    inPalette: true,
    isOffered: (model) => model.notifications.quietUntil.get() === null,
    run: (model) => void model.notifications.setQuiet(true).catch(() => {}),
  },
  end_quiet: {
    inPalette: true,
    isOffered: (model) => model.notifications.quietUntil.get() !== null,
    run: (model) => void endQuiet(model).catch(() => {}),
  },
  test_notification: {
    inPalette: true,
    run: (model) =>
      goToPart(model, "settings", "test-notification", () => void model.notifications.sendTest()),
  },
  keys: { keys: ["?"], inPalette: true, run: (model) => model.navigation.showDialog("keys") },
  lock: { keys: ["Mod+L"], inPalette: true, overDialogs: true, run: (model) => void model.lockNow() },
  sign_out: { inPalette: true, run: (model) => model.navigation.showDialog("sign_out") },
  next_pane: { keys: ["F6"], inPalette: false, run: () => focusNextPane(1) },
  previous_pane: { keys: ["Shift+F6"], inPalette: false, run: () => focusNextPane(-1) },
};

/** Their names in the order in which they are shown. */
export const ACTION_IDS = Object.keys(ACTIONS) as ActionId[];

function colours(appearance: Appearance): Action {
  return {
    inPalette: true,
    isOffered: (model) => model.preferences.settings.get().appearance !== appearance,
    run: (model) => void model.preferences.change({ appearance }),
  };
}

async function openNextUnread(model: Model): Promise<void> {
  const place = model.navigation.place.get();
  const found = await model.list.nextUnread(place.conversationId);
  // Who has gone elsewhere meanwhile stays there.
  if (found !== null && model.navigation.place.get() === place) openConversation(model, found);
}

/** The banner that said until when is gone, which is seen and not heard. */
async function endQuiet(model: Model): Promise<void> {
  await model.notifications.setQuiet(false);
  model.announcer.say(model.words.get().notifications.quiet.ended);
}

/** Whether this is the name of an action. */
export function isActionId(name: string): name is ActionId {
  return Object.hasOwn(ACTIONS, name);
}

/** Whether an action can be done now. */
export function isOffered(id: ActionId, model: Model): boolean {
  return ACTIONS[id].isOffered?.(model) ?? true;
}

/** Does an action if it can be done now. */
export function run(id: ActionId, model: Model): void {
  if (isOffered(id, model)) ACTIONS[id].run(model);
}
