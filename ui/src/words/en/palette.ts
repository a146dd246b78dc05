import { plural } from "./plural";

/** The actions of the program, and the palette that finds them. */
export const palette = {
  title: "Find a patient or an action",
  placeholder: "Name, birth date or action",
  patients: "Patients",
  actions: "Actions",
  more: "More",
  searchFor: (text: string) => `Search the list and the messages for “${text}”`,
  found: (patients: number, actions: number) =>
    `${patients} ${plural(patients, { one: "patient", other: "patients" })}, ${actions} ${plural(actions, { one: "action", other: "actions" })}`,
  looking: "Looking for patients",
  /** The words of each action, and others by which one may look for it. */
  names: {
    palette: { label: "Find a patient or an action", also: "command palette" },
    search: { label: "Search the list and the messages", also: "find patient" },
    next_unread: { label: "Open the next unread conversation", also: "new messages waiting" },
    mark_read: { label: "Mark this conversation as read", also: "seen done" },
    messages: { label: "Go to Messages", also: "list patients conversations" },
    not_sent: { label: "Go to Not sent", also: "failed outbox drafts" },
    settings: { label: "Go to Settings", also: "preferences options account" },
    help: { label: "Go to Help", also: "questions manual" },
    doctor: { label: "Open the network doctor", also: "connection offline proxy certificate problem" },
    colours_system: { label: "Colours as the system", also: "appearance theme automatic" },
    colours_light: { label: "Light colours", also: "appearance theme white bright" },
    colours_dark: { label: "Dark colours", also: "appearance theme black night" },
    colours_high_contrast: { label: "High contrast", also: "colours appearance theme clear" },
    quiet_for_an_hour: { label: "Quiet for an hour", also: "notifications silence mute pause disturb" },
    end_quiet: { label: "End the quiet", also: "notifications silence unmute resume" },
    test_notification: { label: "Send a test notification", also: "try check system" },
    keys: { label: "Show the keys", also: "keyboard shortcuts" },
    lock: { label: "Lock", also: "leave away secure" },
    sign_out: { label: "Sign out", also: "log out leave" },
    next_pane: { label: "Go to the next pane", also: "focus" },
    previous_pane: { label: "Go to the pane before", also: "focus" },
  },
};
