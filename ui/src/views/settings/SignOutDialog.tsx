/** The question before one signs out. */

import { useModel } from "../../stores/model";
import { useSelected } from "../../stores/store";
import { ConfirmDialog } from "../../widgets/ConfirmDialog";
import { useWords } from "../../words/useWords";

/** Says what is kept and what is not; as long as something is not saved one stays signed in. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const model = useModel();
  const { account, actions } = useWords();
  const kept = useSelected(
    model.session.app,
    (app) => app.state === "signed_in" && app.storage === "encrypted",
  );
  return (
    <ConfirmDialog
      title={account.signOutTitle}
      confirm={actions.signOut}
      onConfirm={() => model.signOut()}
      onClose={onClose}
      part="sign-out"
    >
      <p>{kept ? account.signOutText : account.signOutMemoryOnly}</p>
    </ConfirmDialog>
  );
}
