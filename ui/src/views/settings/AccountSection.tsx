/** Who is signed in, where, and signing out. */

import { useState } from "react";
import type { Failure } from "../../domain/errors";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import styles from "./AccountSection.module.css";

/** The account; signing out asks first. */
export function AccountSection() {
  const model = useModel();
  const words = useWords();
  const app = useStore(model.session.app);
  const [asking, setAsking] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (app.state !== "signed_in") return null;
  const { account, storage } = app;

  async function signOut() {
    setPending(true);
    setFailure(await model.signOut());
    setPending(false);
    setAsking(false);
  }

  return (
    <PageSection title={words.account.section}>
      {failure && <ErrorBanner {...failure} />}
      <dl className={styles.facts} data-part="account">
        <dt>{words.account.signedInAs}</dt>
        <dd>
          <bdi>{account.display_name}</bdi>
        </dd>
        <dt>{words.account.practice}</dt>
        <dd>
          <bdi>{account.practice_name}</bdi>
        </dd>
        <dt>{words.account.server}</dt>
        <dd dir="ltr">{account.server_address}</dd>
        <dt>{words.account.onThisComputer}</dt>
        <dd>{storage === "encrypted" ? words.account.keptEncrypted : words.account.keptNowhere}</dd>
      </dl>
      <div>
        <Button onPress={() => setAsking(true)} part="sign-out">
          {words.actions.signOut}
        </Button>
      </div>
      {asking && (
        <Dialog
          title={words.account.signOutTitle}
          onClose={() => setAsking(false)}
          part="sign-out-dialog"
          actions={
            <>
              <Button onPress={() => setAsking(false)} autoFocus>
                {words.actions.cancel}
              </Button>
              <Button
                weight="primary"
                pending={pending}
                onPress={() => void signOut()}
                part="sign-out-confirm"
              >
                {words.actions.signOut}
              </Button>
            </>
          }
        >
          <p>{storage === "encrypted" ? words.account.signOutText : words.account.signOutMemoryOnly}</p>
        </Dialog>
      )}
    </PageSection>
  );
}
