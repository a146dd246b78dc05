/** The moment between the open window and the lock screen, while what was typed is being kept. */

import { Spinner } from "../../widgets/Progress";
import { useWords } from "../../words/useWords";
import { Gate } from "../gate/Gate";

/** Nothing can be typed any more, and nothing of a patient is drawn. */
export function Locking() {
  const { lock } = useWords();
  return (
    <Gate part="locking">
      <Spinner label={lock.locking} />
    </Gate>
  );
}
