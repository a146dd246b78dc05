/** The moment before anything is known, or why it does not end. */

import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { AfterAWhile } from "../../widgets/AfterAWhile";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { Spinner } from "../../widgets/Progress";
import { useWords } from "../../words/useWords";
import { Gate } from "./Gate";
import styles from "./Gate.module.css";

/** A spinner, when it takes longer; after a failure what is wrong, and trying again. */
export function Starting() {
  const { session } = useModel();
  const { actions, frame } = useWords();
  const failure = useStore(session.failure);
  if (failure === null) {
    return (
      <AfterAWhile>
        <Gate part="starting">
          <Spinner label={frame.opening} />
        </Gate>
      </AfterAWhile>
    );
  }
  return (
    <Gate part="start-failed">
      <div className={styles.failure}>
        <ErrorBanner error={failure} />
        <Button weight="primary" onPress={() => void session.begin()} part="start-again" autoFocus>
          {actions.tryAgain}
        </Button>
      </div>
    </Gate>
  );
}
