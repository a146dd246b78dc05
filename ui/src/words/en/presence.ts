/** Whether a patient is there. */
export const presence = {
  online: "Online now",
  offline: "Offline",
  lastSeen: (moment: string) => `Offline, last seen ${moment}`,
  unknown: "Presence unknown while you are offline",
};
