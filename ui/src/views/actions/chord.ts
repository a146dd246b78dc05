/** Keys pressed together, written as `Mod+K`: matched, shown, and told to others. */

/** What of the system decides which keys are meant. */
export interface Keyboard {
  /** `Mod` is the command key there, as people know it; elsewhere it is the control key. */
  mac: boolean;
}

/** This computer's. */
export const KEYBOARD: Keyboard = { mac: /mac/iu.test(navigator.platform) };

/** What of a key event is looked at. */
export type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

function parts(chord: string): { mod: boolean; shift: boolean; key: string } {
  const words = chord.split("+");
  return { mod: words.includes("Mod"), shift: words.includes("Shift"), key: words.at(-1) ?? "" };
}

/** Whether it is a plain character, which belongs to whoever writes. */
export function isCharacter(chord: string): boolean {
  return chord.length === 1;
}

/** On a keyboard of another script the key counts by its place. */
function keyOf(press: Press): string {
  const latin = press.key.length > 1 || press.key < "\u0080";
  return (latin ? press.key : press.code.replace(/^Key/u, "")).toLowerCase();
}

/** Whether these keys are pressed, and no other ones with them. */
export function isPressed(chord: string, press: Press, { mac }: Keyboard): boolean {
  const { mod, shift, key } = parts(chord);
  const command = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (command !== mod || other || press.altKey) return false;
  // A sign such as `?` needs the shift key on some keyboards.
  const shiftCounts = key.length > 1 || /[a-z]/iu.test(key);
  return (!shiftCounts || press.shiftKey === shift) && keyOf(press) === key.toLowerCase();
}

/** One by one, as they are written on the keys. */
export function shownKeys(chord: string, { mac }: Keyboard): string[] {
  return chord.split("+").map((key) => (key === "Mod" ? (mac ? "⌘" : "Ctrl") : key));
}

/** As the attribute `aria-keyshortcuts` has them. */
export function spokenKeys(chord: string, { mac }: Keyboard): string {
  return chord.replace("Mod", mac ? "Meta" : "Control");
}

/** As the system's menu has them. */
export function menuKeys(chord: string): string {
  return chord.replace("Mod", "CmdOrCtrl");
}
