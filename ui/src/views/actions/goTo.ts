/** Going somewhere without a mouse: the focus comes along. */

import type { Model } from "../../stores/model";
import type { Section } from "../../stores/navigation";
import { focusPane, focusPart, focusSearch } from "../frame/panes";

/** The pane that has the focus in each section. */
const PANES: Record<Exclude<Section, "messages">, string> = {
  not_sent: "not-sent",
  settings: "settings",
  help: "help",
  doctor: "doctor",
};

/** Once the screen is drawn. */
function afterDrawing(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then));
}

/** Shows a section and goes into it: in Messages to the open chat, else to the list. */
export function goToSection(model: Model, section: Section): void {
  model.navigation.go(section);
  afterDrawing(() => {
    if (section !== "messages") focusPane(PANES[section]);
    else if (!focusPart("composer")) focusPane("list");
  });
}

/** Shows a section and goes to a place in it, and then does something there. */
export function goToPart(model: Model, section: Section, part: string, then: () => void): void {
  model.navigation.go(section);
  afterDrawing(() => {
    focusPart(part);
    then();
  });
}

/** Goes to the search field above the list; where the list stands behind a chat, the chat gives way. */
export function goToSearch(model: Model): void {
  model.navigation.go("messages");
  if (focusSearch()) return;
  afterDrawing(() => {
    if (focusSearch()) return;
    model.navigation.closeConversation();
    afterDrawing(() => focusSearch());
  });
}

/** Opens a chat and goes to its composer. */
export function openConversation(model: Model, conversationId: string): void {
  model.navigation.openConversation(conversationId);
  afterDrawing(() => focusPart("composer"));
}
