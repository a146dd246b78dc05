import { plural } from "./plural";

/** What a clinician can set, and what the organization has set for them. */
export const settings = {
  title: "Settings",
  appearance: {
    title: "Appearance",
    colours: "Colours",
    system: "As the system",
    light: "Light",
    dark: "Dark",
    highContrast: "High contrast",
    highContrastHint: "Light or dark as the system, with stronger lines and letters.",
    textSize: "Text size",
    textSizeUnit: "percent",
    textSizeHint: "Percent of the system's text size, 100 to 200.",
    language: "Language",
    languageSystem: "As the system",
  },
  writing: {
    title: "Writing",
    sends: "A message is sent with",
    enter: "Enter",
    enterHint: "Shift and Enter begin a new line.",
    withCommand: (key: string) => `${key} and Enter`,
    withCommandHint: "Enter begins a new line.",
  },
  lock: {
    title: "Lock",
    after: "Lock after",
    minutes: (count: number) => plural(count, { one: "minute", other: "minutes" }),
    hint: (most: string) =>
      `Minutes without a key pressed or the pointer moved, 1 to ${most}. It also locks when the computer sleeps or its screen locks.`,
  },
  running: {
    title: "Start and end",
    start: "Start with the computer",
    startHint: "When you sign in to the computer. The window stays closed where there is a tray.",
    close: "Closing the window",
    ask: "Asks me the first time",
    keepRunning: "Keeps the program running in the tray",
    keepRunningHint: "New messages still raise notifications.",
    quit: "Ends the program",
  },
  computer: {
    title: "This computer",
    server: "Server address",
    serverFree: "To use another server, sign out.",
    proxy: "Proxy",
    proxySet: "Set by your organization",
    kept: "Messages on this computer",
    keptForGood: "The whole history",
    keptDays: (days: number, count: string) =>
      days === 1
        ? "What you have read, for one day. Unread messages and the newest of each chat stay."
        : `What you have read, for ${count} days. Unread messages and the newest of each chat stay.`,
  },
  about: {
    title: "About",
    text: "Secure, non-urgent messages with your own patients. Open source under the Apache License 2.0.",
  },
  policy: {
    managed: "Managed by your organization",
    /** What is left to choose. */
    limited: "Managed by your organization; less can be chosen",
    standsIn: "Set in",
    ignored: "A policy of your organization is not used.",
    partly: "A policy of your organization is not used in full.",
    unreadable: "It cannot be read.",
    unprotected: "Others than the administrator may change it.",
    malformed: "It is not written correctly.",
    wrongValue: (name: string) => `The value of ${name} is not allowed.`,
    unknownName: (name: string) => `This version does not know ${name}.`,
    noProxyAddress: "A proxy is prescribed and its address is missing; the computer's own proxy is used.",
    tell: "Tell your IT department:",
  },
};
