/** The window around the screens: navigation, panes, and the ground of what comes before them. */
export const frame = {
  navigation: "Main",
  messages: "Messages",
  notSent: "Not sent",
  settings: "Settings",
  help: "Help",
  lock: "Lock",
  unreadCount: (count: number) => `${count} unread`,
  notSentCount: (count: number) => `${count} not sent`,
  overNinetyNine: "99+",
  listWidth: "Width of the list",
  gateFoot: "Secure messages with your own patients. Non-urgent only.",
  opening: "Opening",
};
