/** Which Enter sends. */

import type { SendKey } from "../../api/generated";
import type { Keyboard } from "../actions/chord";

/** What of a key event decides. */
export type EnterPress = Pick<
  KeyboardEvent,
  "key" | "keyCode" | "isComposing" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey"
>;

/** The Enter that ends a word in an input method neither sends nor breaks the line. */
function endsWord(press: EnterPress): boolean {
  return press.isComposing || press.keyCode === 229;
}

/** Either Enter alone sends, and with Shift it breaks the line; or it breaks the line, and with Ctrl or Cmd it sends. */
export function sends(press: EnterPress, sendKey: SendKey, { mac }: Keyboard): boolean {
  if (press.key !== "Enter" || press.shiftKey || press.altKey || endsWord(press)) return false;
  return sendKey === "enter" || (mac ? press.metaKey : press.ctrlKey);
}

/** The keys for the table: those that send, and those that break the line. */
export function sendKeys(sendKey: SendKey): { send: string; line: string } {
  return sendKey === "enter" ? { send: "Enter", line: "Shift+Enter" } : { send: "Mod+Enter", line: "Enter" };
}
