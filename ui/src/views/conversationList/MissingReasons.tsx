/** Why a patient may not be in the list. */

import { useWords } from "../../words/useWords";
import styles from "./ConversationListPane.module.css";

/** The three reasons, in the words of Help and of an empty search. */
export function MissingReasons() {
  const { missing } = useWords();
  return (
    <ul className={styles.reasons} data-part="missing-reasons">
      {missing.reasons.map((reason) => (
        <li key={reason.title}>
          <strong>{reason.title}</strong>
          <span className={styles.quiet}>{reason.text}</span>
        </li>
      ))}
    </ul>
  );
}
