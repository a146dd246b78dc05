/** The way to the network doctor from other pages. */

import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { useWords } from "../../words/useWords";
import { goToSection } from "../actions/goTo";
import styles from "./Doctor.module.css";

/** A button with its name. */
export function OpenDoctor() {
  const model = useModel();
  const { doctor } = useWords();
  return (
    <div className={styles.actions}>
      <Button onPress={() => goToSection(model, "doctor")} part="open-doctor">
        {doctor.open}
      </Button>
    </div>
  );
}
