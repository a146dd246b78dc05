/** The moment between the open window and the lock screen, while what was typed is being kept. */

import { Spinner } from "../../widgets/Progress";
import { Gate } from "../gate/Gate";

/** Nothing can be typed any more, and nothing of a patient is drawn. */
export function Locking() {
  return (
    <Gate part="locking">
      <Spinner label="Keeping what you wrote, and locking" />
    </Gate>
  );
}
