/** The signed-in window: navigation, banners, and the section that is shown. */

import { useEffect } from "react";
import { useModel } from "../../stores/model";
import { useSelected, useStore } from "../../stores/store";
import { ACTION_IDS } from "../actions/actions";
import { useActionKeys } from "../actions/useActionKeys";
import { Later, loadLater } from "../later/Later";
import { Banners } from "./Banners";
import styles from "./Frame.module.css";
import { MessagesView } from "./MessagesView";
import { Navigation } from "./Navigation";
import { useDraftKeeping } from "./useDraftKeeping";
import { useKeptFocus } from "./useKeptFocus";

/** Everything a clinician sees after signing in. */
export function Frame() {
  const model = useModel();
  const section = useSelected(model.navigation.place, (place) => place.section);
  const dialog = useSelected(model.navigation.place, (place) => place.dialog !== null);
  const asked = useStore(model.closing.asked) || dialog;
  useActionKeys(ACTION_IDS);
  useKeptFocus();
  useDraftKeeping();
  useEarlyLoading();
  return (
    <div className={styles.window}>
      <div className={styles.frame} data-part="frame">
        <Navigation />
        <main className={styles.main}>
          <Banners />
          <div className={styles.section}>
            {section === "messages" && <MessagesView />}
            {section === "not_sent" && <Later draw={({ NotSentView }) => <NotSentView />} />}
            {section === "settings" && <Later draw={({ SettingsView }) => <SettingsView />} />}
            {section === "help" && <Later draw={({ HelpView }) => <HelpView />} />}
            {section === "doctor" && <Later draw={({ DoctorView }) => <DoctorView />} />}
          </div>
        </main>
      </div>
      {asked && <Later draw={({ Dialogs }) => <Dialogs />} />}
    </div>
  );
}

/** Once the list is there, the rest of the screens is loaded before anybody asks for it. */
function useEarlyLoading() {
  const listThere = useSelected(useModel().list.state, (list) => list.answered !== null);
  useEffect(() => {
    if (listThere) void loadLater();
  }, [listThere]);
}
