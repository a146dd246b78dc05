import type { Sentence } from "../sentence";
import { plural } from "./plural";

const keptBySignOut =
  "The copy of the messages is removed from this computer. Drafts and unsent texts are kept, encrypted, and come back when you sign in.";

const seconds = (count: number) => plural(count, { one: "second", other: "seconds" });

/** The lock, the warning before it, and the way out of it. */
export const lock = {
  form: "Unlock",
  title: "Locked",
  signedInAs: <Part>(name: Part): Sentence<Part> => ["Signed in as ", name],
  unread: (count: number) =>
    count === 0
      ? "No unread messages"
      : plural(count, { one: "1 unread message", other: `${count} unread messages` }),
  password: "Password",
  passwordMissing: "Enter your password",
  submit: "Unlock",
  submitting: "Unlocking",
  attempts: (left: number, most: number) =>
    `${plural(left, { one: "One try is left", other: `${left} tries are left` })}. After ${most} wrong passwords you are signed out. ${keptBySignOut}`,
  lost: (texts: number) =>
    plural(texts, {
      one: "A text that you were writing could not be saved before the lock and is lost.",
      other: `${texts} texts that you were writing could not be saved before the lock and are lost.`,
    }),
  locking: "Keeping what you wrote, and locking",
  signOutInstead: "Sign out instead",
  signOutInsteadTitle: "Sign out instead?",
  keptBySignOut,
  warning: "Lock warning",
  lockingIn: <Part>(count: number, shown: Part): Sentence<Part> => [
    "Locking in ",
    shown,
    ` ${seconds(count)}.`,
  ],
  pressAnyKey: "Press any key to stay signed in.",
  staySignedIn: "Stay signed in",
  warningSaid: (count: number) =>
    `Allia Messages locks in ${count} ${seconds(count)}. Press any key to stay signed in.`,
  notLocked: "Not locked",
};
