/** The signed-in window: navigation, banners, and the section that is shown. */

import { useModel } from "../../stores/model";
import { useSelected } from "../../stores/store";
import { ACTION_IDS } from "../actions/actions";
import { useActionKeys } from "../actions/useActionKeys";
import { DoctorView } from "../doctor/DoctorView";
import { HelpView } from "../help/HelpView";
import { KeysDialog } from "../help/KeysDialog";
import { NotSentView } from "../notSent/NotSentView";
import { Palette } from "../palette/Palette";
import { SettingsView } from "../settings/SettingsView";
import { SignOutDialog } from "../settings/SignOutDialog";
import { Banners } from "./Banners";
import { CloseQuestion } from "./CloseQuestion";
import styles from "./Frame.module.css";
import { MessagesView } from "./MessagesView";
import { Navigation } from "./Navigation";
import { useDraftKeeping } from "./useDraftKeeping";
import { useKeptFocus } from "./useKeptFocus";

/** Everything a clinician sees after signing in. */
export function Frame() {
  const model = useModel();
  const section = useSelected(model.navigation.place, (place) => place.section);
  const dialog = useSelected(model.navigation.place, (place) => place.dialog);
  useActionKeys(ACTION_IDS);
  useKeptFocus();
  useDraftKeeping();
  return (
    <div className={styles.window}>
      <div className={styles.frame} data-part="frame">
        <Navigation />
        <main className={styles.main}>
          <Banners />
          <div className={styles.section}>
            {section === "messages" && <MessagesView />}
            {section === "not_sent" && <NotSentView />}
            {section === "settings" && <SettingsView />}
            {section === "help" && <HelpView />}
            {section === "doctor" && <DoctorView />}
          </div>
        </main>
      </div>
      <CloseQuestion />
      {dialog === "palette" && <Palette onClose={() => model.navigation.closeDialog()} />}
      {dialog === "keys" && <KeysDialog onClose={() => model.navigation.closeDialog()} />}
      {dialog === "sign_out" && <SignOutDialog onClose={() => model.navigation.closeDialog()} />}
    </div>
  );
}
