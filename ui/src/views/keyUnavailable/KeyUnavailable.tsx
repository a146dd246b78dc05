/** The keyring does not give the key: what that means, and the way on. */

import { KeyRound } from "lucide-react";
import { useState } from "react";
import type { CommandError, KeyFault } from "../../api/generated";
import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { Spinner } from "../../widgets/Progress";
import { useWords } from "../../words/useWords";
import { Gate } from "../gate/Gate";
import { SignIn } from "../signIn/SignIn";
import styles from "./KeyUnavailable.module.css";

/** One of the five faults. */
export function KeyUnavailable({ fault }: { fault: KeyFault }) {
  const { keyring } = useWords();
  const [signingIn, setSigningIn] = useState(false);
  if (signingIn && fault === "other_backend") {
    const back = () => setSigningIn(false);
    return (
      <SignIn
        serverAddress={null}
        username={null}
        reason={null}
        account={null}
        notice={keyring.newKey}
        onBack={back}
      />
    );
  }
  return (
    <Gate part="key-unavailable" onlyRead={fault === "slow"}>
      <div className={styles.content} data-fault={fault}>
        <KeyRound size="1.75rem" aria-hidden="true" className={styles.icon} />
        <h2 className={styles.title}>{keyring.fault[fault].title}</h2>
        <p>{keyring.fault[fault].text}</p>
        <p className={styles.quiet}>{keyring.nothingLost}</p>
        {fault === "slow" ? <Spinner label={keyring.goesOn} /> : <Retry />}
        {fault === "other_backend" && (
          <Button onPress={() => setSigningIn(true)} part="sign-in-again">
            {keyring.signInAgain}
          </Button>
        )}
      </div>
    </Gate>
  );
}

function Retry() {
  const model = useModel();
  const { actions } = useWords();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<CommandError | null>(null);

  async function retry() {
    setPending(true);
    setError(await model.session.retryKey());
    setPending(false);
  }

  return (
    <>
      {error && <ErrorBanner error={error} />}
      <Button weight="primary" onPress={() => void retry()} pending={pending} part="retry-key" autoFocus>
        {actions.tryAgain}
      </Button>
    </>
  );
}
