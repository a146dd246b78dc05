/** What a clinician may ask. */
export const help = {
  title: "Help",
  missing: "Why a patient may be missing",
  missingText:
    "The list shows the patients who have activated the app and on whose care team you are an active member. A patient who is not in the list cannot be messaged.",
  nonUrgent: "Non-urgent messages only",
  nonUrgentText: "Each time patients open their messages, an emergency notice stands at the top. It says:",
  noticeLater: "The notice is shown here once you have been online.",
  delivery: "What the words under a message mean",
  notSentMeaning: "It does not go out by itself. The reason is beside it, and under Not sent.",
  dots: "The dots",
  dotsText:
    "Green: the patient is online now. Gray: offline. A hollow dot: it cannot be known while you are offline yourself.",
  lock: "When it locks",
  lockText:
    "Allia Messages locks when nobody has pressed a key or moved the pointer for the time in the settings, and at once when the computer sleeps, its screen locks or another user takes over. Your password unlocks it. What you were writing is kept. Notifications go on, with the number of new messages only.",
  notDone: "What this program does not do",
  notDoneText:
    "Messages need the patient's app. Appointments by e-mail link, self-scheduling and forms are other products; they are not in this program.",
  keys: "Keys",
};
