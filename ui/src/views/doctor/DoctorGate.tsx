/** The network doctor for somebody who cannot sign in. */

import { Button } from "../../widgets/Button";
import { Page } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import styles from "./Doctor.module.css";
import { Findings } from "./Findings";

/** Looks at the server at the typed address. */
export function DoctorGate({ serverAddress, onBack }: { serverAddress: string; onBack: () => void }) {
  const { actions, doctor } = useWords();
  return (
    <main className={styles.gate} data-part="doctor-gate">
      <Page title={doctor.title} lead={doctor.lead} part="doctor">
        <Findings serverAddress={serverAddress} />
        <div className={styles.actions}>
          <Button weight="quiet" onPress={onBack} part="doctor-back">
            {actions.back}
          </Button>
        </div>
      </Page>
    </main>
  );
}
