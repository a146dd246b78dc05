/** The keyring does not give the key: what that means, and the way on. */

import { KeyRound } from "lucide-react";
import { useState } from "react";
import type { CommandError, KeyFault } from "../../api/generated";
import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { Spinner } from "../../widgets/Progress";
import { Gate } from "../gate/Gate";
import { SignIn } from "../signIn/SignIn";
import styles from "./KeyUnavailable.module.css";

const WORDS: Record<KeyFault, { title: string; text: string }> = {
  locked: {
    title: "The keyring is locked",
    text: "Your messages are on this computer, encrypted. Their key is in the system's keyring, which is locked. Unlock it, then try again.",
  },
  missing: {
    title: "There is no keyring",
    text: "The key to the messages on this computer is in the system's keyring, and no keyring answers. Start it or ask your IT department, then try again.",
  },
  denied: {
    title: "The keyring refused",
    text: "The system's keyring did not give the key to Allia Messages. Allow it, then try again.",
  },
  slow: {
    title: "Waiting for the keyring",
    text: "The key to the messages on this computer is in the system's keyring, which has not answered yet. It may be asking for its password in another window.",
  },
  other_backend: {
    title: "Another keyring answers",
    text: "The key to the messages on this computer was given to another keyring program than the one that answers now. Start the one from before and try again, or sign in again.",
  },
};

const NEW_KEY =
  "Signing in makes a new key. The messages are loaded from the server again. Drafts and unsent texts are opened with the server's help; what cannot be opened is set aside, not deleted, and you are told.";

/** One of the five faults. */
export function KeyUnavailable({ fault }: { fault: KeyFault }) {
  const [signingIn, setSigningIn] = useState(false);
  if (signingIn && fault === "other_backend") {
    const back = () => setSigningIn(false);
    return (
      <SignIn
        serverAddress={null}
        username={null}
        reason={null}
        account={null}
        notice={NEW_KEY}
        onBack={back}
      />
    );
  }
  return (
    <Gate part="key-unavailable">
      <div className={styles.content} data-fault={fault}>
        <KeyRound size="1.75rem" aria-hidden="true" className={styles.icon} />
        <h2 className={styles.title}>{WORDS[fault].title}</h2>
        <p>{WORDS[fault].text}</p>
        <p className={styles.quiet}>Nothing is lost: messages, drafts and unsent text are kept.</p>
        {fault === "slow" ? <Spinner label="The program goes on by itself" /> : <Retry />}
        {fault === "other_backend" && (
          <Button onPress={() => setSigningIn(true)} part="sign-in-again">
            Sign in again
          </Button>
        )}
      </div>
    </Gate>
  );
}

function Retry() {
  const model = useModel();
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
        Try again
      </Button>
    </>
  );
}
