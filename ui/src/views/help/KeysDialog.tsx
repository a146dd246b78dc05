/** The keys, over whatever is on the screen. */

import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { KeyTable } from "./KeyTable";

/** Opened with `?`. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title="Keys"
      onClose={onClose}
      part="keys-dialog"
      actions={
        <Button onPress={onClose} autoFocus>
          Close
        </Button>
      }
    >
      <KeyTable />
    </Dialog>
  );
}
