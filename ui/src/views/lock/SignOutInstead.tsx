/** The way out of the lock for who does not unlock. */

import { useState } from "react";
import type { Failure } from "../../domain/errors";
import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { useWords } from "../../words/useWords";

/** Says what is kept before anything happens. */
export function SignOutInstead() {
  const model = useModel();
  const { actions, lock } = useWords();
  const [asking, setAsking] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function signOut() {
    setPending(true);
    setFailure(await model.signOut());
    setPending(false);
  }

  return (
    <>
      <Button weight="quiet" onPress={() => setAsking(true)} part="sign-out-instead">
        {lock.signOutInstead}
      </Button>
      {asking && (
        <Dialog
          title={lock.signOutInsteadTitle}
          onClose={() => setAsking(false)}
          part="sign-out-instead-dialog"
          actions={
            <>
              <Button onPress={() => setAsking(false)} autoFocus>
                {actions.cancel}
              </Button>
              <Button
                weight="primary"
                pending={pending}
                onPress={() => void signOut()}
                part="sign-out-instead-confirm"
              >
                {actions.signOut}
              </Button>
            </>
          }
        >
          {failure && <ErrorBanner {...failure} />}
          <p>{lock.keptBySignOut}</p>
        </Dialog>
      )}
    </>
  );
}
