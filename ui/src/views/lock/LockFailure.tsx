/** The program could not be locked: nobody must believe that it is. */

import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { useWords } from "../../words/useWords";
import styles from "./LockWarning.module.css";

/** Stays until it is noted. */
export function LockFailure() {
  const { lock } = useModel();
  const words = useWords();
  const error = useStore(lock.failure);
  if (error === null) return null;
  return (
    <section
      className={styles.failure}
      aria-label={words.lock.notLocked}
      data-react-aria-top-layer="true"
      data-part="lock-failure"
    >
      <ErrorBanner
        error={error}
        operation="lock"
        action={
          <Button weight="quiet" onPress={() => lock.failure.set(null)} part="lock-failure-noted">
            {words.actions.understood}
          </Button>
        }
      />
    </section>
  );
}
