/** The screens that nobody sees first: one part of the program, loaded by itself. */

export { OpenedChat } from "../chat/OpenedChat";
export { DoctorView } from "../doctor/DoctorView";
export { Dialogs } from "../frame/Dialogs";
export { HelpView } from "../help/HelpView";
export { KeyUnavailable } from "../keyUnavailable/KeyUnavailable";
export { LockScreen } from "../lock/LockScreen";
export { NotSentView } from "../notSent/NotSentView";
export { SettingsView } from "../settings/SettingsView";
export { SignIn } from "../signIn/SignIn";
