/** The keys, over whatever is on the screen. */

import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { useWords } from "../../words/useWords";
import { KeyTable } from "./KeyTable";

/** Opened with `?`. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { actions, help } = useWords();
  return (
    <Dialog
      title={help.keys}
      onClose={onClose}
      part="keys-dialog"
      actions={
        <Button onPress={onClose} autoFocus>
          {actions.close}
        </Button>
      }
    >
      <KeyTable />
    </Dialog>
  );
}
