/** Who is signed in, where, and signing out. */

import { useState } from "react";
import type { Failure } from "../../domain/errors";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { PageSection } from "../../widgets/Page";
import styles from "./AccountSection.module.css";

/** The account; signing out asks first. */
export function AccountSection() {
  const model = useModel();
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
    <PageSection title="Account">
      {failure && <ErrorBanner {...failure} />}
      <dl className={styles.facts} data-part="account">
        <dt>Signed in as</dt>
        <dd>
          <bdi>{account.display_name}</bdi>
        </dd>
        <dt>Practice</dt>
        <dd>
          <bdi>{account.practice_name}</bdi>
        </dd>
        <dt>Server</dt>
        <dd dir="ltr">{account.server_address}</dd>
        <dt>On this computer</dt>
        <dd>
          {storage === "encrypted"
            ? "Messages are kept in an encrypted file; its key is in the system's keyring."
            : "Nothing is kept: there is no system keyring."}
        </dd>
      </dl>
      <div>
        <Button onPress={() => setAsking(true)} part="sign-out">
          Sign out
        </Button>
      </div>
      {asking && (
        <Dialog
          title="Sign out?"
          onClose={() => setAsking(false)}
          part="sign-out-dialog"
          actions={
            <>
              <Button onPress={() => setAsking(false)} autoFocus>
                Cancel
              </Button>
              <Button
                weight="primary"
                pending={pending}
                onPress={() => void signOut()}
                part="sign-out-confirm"
              >
                Sign out
              </Button>
            </>
          }
        >
          <p>
            {storage === "encrypted"
              ? "The copy of the messages on this computer is removed. Drafts and unsent text are kept."
              : "Nothing is kept on this computer: messages, drafts and unsent text are removed."}
          </p>
        </Dialog>
      )}
    </PageSection>
  );
}
