/** A minute before the lock: what comes, and how to stay. */

import { LockKeyhole } from "lucide-react";
import { useEffect, useState } from "react";
import type { LockWarning as Warning } from "../../stores/lock";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Button } from "../../widgets/Button";
import { Sentence } from "../../widgets/Sentence";
import { useWords } from "../../words/useWords";
import styles from "./LockWarning.module.css";

/** Seconds before the end from which on the warning is said once more. */
const SAID_AGAIN_AT = 10;

/** Over everything, dialogs too, without taking the focus. Any key or click makes it go away. */
export function LockWarning() {
  const warning = useStore(useModel().lock.warning);
  return warning === null ? null : <Shown key={warning.locksAt} warning={warning} />;
}

function secondsUntil(moment: number): number {
  return Math.max(0, Math.ceil((moment - Date.now()) / 1000));
}

function useSecondsUntil(moment: number): number {
  const [seconds, setSeconds] = useState(() => secondsUntil(moment));
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsUntil(moment)), 250);
    return () => clearInterval(timer);
  }, [moment]);
  return seconds;
}

function Shown({ warning }: { warning: Warning }) {
  const { lock } = useModel();
  const words = useWords();
  const seconds = useSecondsUntil(warning.locksAt);
  const [first] = useState(seconds);
  return (
    // The attribute keeps React Aria from hiding the warning behind an open dialog.
    <section
      className={styles.warning}
      aria-label={words.lock.warning}
      data-react-aria-top-layer="true"
      data-part="lock-warning"
    >
      <LockKeyhole className={styles.icon} size="1.25rem" aria-hidden="true" />
      <p className={styles.words}>
        <strong>
          <Sentence of={words.lock.lockingIn(seconds, <span className={styles.seconds}>{seconds}</span>)} />
        </strong>{" "}
        {words.lock.pressAnyKey}
      </p>
      <Button weight="primary" leavesFocus onPress={() => void lock.noteActivity()} part="stay-signed-in">
        {words.lock.staySignedIn}
      </Button>
      <span className="visually-hidden" role="alert" data-part="lock-warning-said">
        {words.lock.warningSaid(Math.min(first, seconds <= SAID_AGAIN_AT ? SAID_AGAIN_AT : first))}
      </span>
    </section>
  );
}
