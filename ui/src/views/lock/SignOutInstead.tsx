/** The way out of the lock for who does not unlock. */

import { useState } from "react";
import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { ConfirmDialog } from "../../widgets/ConfirmDialog";
import { useWords } from "../../words/useWords";

/** Says what is kept before anything happens. */
export function SignOutInstead() {
  const model = useModel();
  const { actions, lock } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button weight="quiet" onPress={() => setAsking(true)} part="sign-out-instead">
        {lock.signOutInstead}
      </Button>
      {asking && (
        <ConfirmDialog
          title={lock.signOutInsteadTitle}
          confirm={actions.signOut}
          onConfirm={() => model.signOut()}
          onClose={() => setAsking(false)}
          part="sign-out-instead"
        >
          <p>{lock.keptBySignOut}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
