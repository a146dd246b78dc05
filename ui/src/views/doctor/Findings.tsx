/** The network doctor: begins when it is shown, ends when it is left. */

import { useEffect, useState } from "react";
import { CHECK_ORDER, overall } from "../../domain/diagnosis";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { useWords } from "../../words/useWords";
import { CheckRow } from "./CheckRow";
import styles from "./Doctor.module.css";
import { ProxySignIn } from "./ProxySignIn";
import { Report } from "./Report";

/** `serverAddress` is what was typed, or null for the server of whoever is signed in. */
export function Findings({ serverAddress }: { serverAddress: string | null }) {
  const { examination } = useModel();
  const words = useWords();
  const { doctor } = words;
  const { running, checks, diagnosis, error } = useStore(examination.state);
  const [signingIn, setSigningIn] = useState(false);
  const proxyAsks = checks.some(
    ({ code }) => code === "proxy_needs_sign_in" || code === "proxy_sign_in_refused",
  );

  useEffect(() => {
    void examination.run(serverAddress);
    return () => examination.stop();
  }, [examination, serverAddress]);

  function signedIn() {
    setSigningIn(false);
    void examination.run(serverAddress);
  }

  return (
    <>
      {error && <ErrorBanner error={error} />}
      <p className={styles.overall} role="status" data-part="doctor-overall">
        {running ? doctor.running : diagnosis && overall(checks, words).says}
      </p>
      {error === null && (
        <ul
          className={styles.checks}
          aria-label={doctor.checks}
          aria-busy={running}
          data-part="doctor-checks"
        >
          {CHECK_ORDER.map((name) => (
            <CheckRow key={name} name={name} check={checks.find((check) => check.name === name) ?? null} />
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        <Button onPress={() => void examination.run(serverAddress)} pending={running} part="doctor-run">
          {running ? doctor.running : doctor.run}
        </Button>
        {proxyAsks && (
          <Button weight="primary" onPress={() => setSigningIn(true)} part="proxy-sign-in">
            {doctor.proxySignIn}
          </Button>
        )}
      </div>
      {diagnosis && <Report text={diagnosis.report} />}
      {signingIn && (
        <ProxySignIn serverAddress={serverAddress} onDone={signedIn} onClose={() => setSigningIn(false)} />
      )}
    </>
  );
}
