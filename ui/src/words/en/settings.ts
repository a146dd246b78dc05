import { plural } from "./plural";

/** What a clinician can set. */
export const settings = {
  title: "Settings",
  appearance: "Appearance",
  colours: "Colours",
  colour: {
    system: "As the system",
    light: "Light",
    dark: "Dark",
    high_contrast: "High contrast",
  },
  highContrastHint: "Light or dark as the system, with stronger lines and letters.",
  textSize: "Text size",
  textSizeUnit: "percent",
  textSizeHint: "Percent of the system's text size, 100 to 200.",
  language: "Language",
  languages: {
    system: "As the system",
    english: "English",
    spanish: "Español",
  },
  lock: "Lock",
  lockAfter: "Lock after",
  minutes: (count: number) => plural(count, { one: "minute", other: "minutes" }),
  lockAfterHint:
    "Minutes without a key pressed or the pointer moved, 1 to 30. It also locks when the computer sleeps or its screen locks.",
  about: "About",
  aboutText: "Secure, non-urgent messages with your own patients. Open source under the Apache License 2.0.",
};
