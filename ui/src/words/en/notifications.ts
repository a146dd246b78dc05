import type { NotificationOutcome, NotificationVerdict } from "../../api/generated";

/** What a test of notifications found, and what to do about it. */
interface TestResult {
  good: boolean;
  title: string;
  text: string;
}

const shown: Record<NotificationVerdict, TestResult> = {
  shown: {
    good: true,
    title: "The system shows it.",
    text: "If you do not see it, look at the corners of your other screens, or in the system's list of notifications.",
  },
  unsaid: {
    good: true,
    title: "The system took it.",
    text: "This system does not say whether it shows it. If nothing appeared, allow notifications of Allia Messages in the system's settings, and end Do not disturb.",
  },
  held_back: {
    good: false,
    title: "The system holds it back.",
    text: "Do not disturb is on. End it in the system's menu or settings; new messages are shown again then.",
  },
  closed_at_once: {
    good: false,
    title: "The system closed it at once.",
    text: "A rule of the system hides notifications of this program. Allow them in the system's notification settings.",
  },
  nothing_shows_them: {
    good: false,
    title: "Nothing on this computer shows notifications.",
    text: "No notification service is running. Start your desktop's own, or ask your IT department to install one, for example dunst or mako. Until then, look at the list of conversations.",
  },
  no_answer: {
    good: false,
    title: "The notification service does not answer.",
    text: "Sign out of the computer and in again. If that does not help, tell your IT department.",
  },
  refused: {
    good: false,
    title: "The system refuses notifications.",
    text: "Allow notifications of Allia Messages in the system's notification settings, or ask your IT department.",
  },
};

const outcomes: Record<NotificationOutcome, string> = {
  shown: "Shown.",
  counted: "Shown as a count only: the program was locked.",
  not_taken: "Not shown: the system did not take it. Send a test notification to find out why.",
  own_message: "Not shown: you wrote this message yourself, on another computer.",
  by_policy: "Not shown: your organization turned notifications off.",
  turned_off: "Not shown: you turned notifications off.",
  quiet_hours: "Not shown: it came in your quiet hours.",
  quiet_for_an_hour: "Not shown: you had asked for an hour of quiet.",
  in_front: "Not shown: the chat was in front of you.",
  already_read: "Not shown: you had read the message on another computer.",
};

/** Notifications of the system, in the settings. */
export const notifications = {
  title: "Notifications",
  wanted: { label: "Notify me of new messages", hint: "When their chat is not in front of you." },
  content: {
    label: "A notification shows",
    nothing: { label: "“New message”, nothing more", hint: "Safe on a locked screen." },
    name: { label: "The patient's name", hint: "Others may see it on your screen." },
    nameAndText: {
      label: "The patient's name and the beginning of the message",
      hint: "Others may read it on your screen.",
    },
  },
  /** By the most that the practice allows. */
  capped: {
    nothing: "Your practice allows no name and no text in notifications.",
    name: "Your practice allows the patient's name in notifications, and no text.",
  },
  quietHours: {
    label: "Quiet hours",
    hint: "Every day from one time to another, no notification appears. Messages arrive as always.",
    from: "From",
    to: "To",
  },
  quiet: {
    begin: "Quiet for an hour",
    until: (time: string) => `No notifications until ${time}.`,
    end: "End the quiet",
    ended: "Notifications are shown again.",
  },
  test: { send: "Send a test notification", pending: "Waiting for the system", shownBy: "Shown by", shown },
  log: {
    title: "Why did I get, or not get, a notification?",
    lead: "The last 200 decisions since the program was started or you signed in. They hold no text, are kept in memory only, and are gone when you sign out or quit.",
    show: "Show the decisions",
    again: "Read again",
    empty: "No new message has come yet.",
    locked: "New messages while locked",
    gone: "A conversation that has ended",
    outcomes,
  },
};
