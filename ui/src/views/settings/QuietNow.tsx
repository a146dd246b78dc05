/** An hour without notifications, from now on. */

import { useEffect } from "react";
import { clockTime } from "../../domain/dates";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Button } from "../../widgets/Button";
import { useWords } from "../../words/useWords";
import styles from "./NotificationsSection.module.css";

/** A button, and what it did. */
export function QuietNow() {
  const { notifications } = useModel();
  const words = useWords();
  const { quiet } = words.notifications;
  const until = useStore(notifications.quietUntil);
  useEffect(() => void notifications.readQuiet().catch(() => {}), [notifications]);
  const set = (on: boolean) => void notifications.setQuiet(on).catch(() => {});
  return (
    <div className={styles.line}>
      <Button onPress={() => set(until === null)} part="quiet-for-an-hour">
        {until === null ? quiet.begin : quiet.end}
      </Button>
      <span role="status" className={styles.quiet} data-part="quiet-until">
        {until !== null && quiet.until(clockTime(until, words))}
      </span>
    </div>
  );
}
