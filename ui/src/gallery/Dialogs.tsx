/** The dialogs, one at a time. */

import { Button } from "../widgets/Button";
import { ConfirmDialog } from "../widgets/ConfirmDialog";
import { Dialog } from "../widgets/Dialog";

const FAILURE = {
  operation: null,
  error: { code: "server_unreachable", retry_after_seconds: null },
} as const;

/** The dialog with this name; none for any other. */
export function Dialogs({ shown }: { shown: string | null }) {
  if (shown === "plain") {
    return (
      <Dialog
        title="An explanation"
        onClose={() => {}}
        actions={<Button>Close</Button>}
        part="gallery-dialog"
      >
        <p>What there is to say, in two sentences. The second one follows the first.</p>
      </Dialog>
    );
  }
  if (shown !== "confirm" && shown !== "danger" && shown !== "not-ready") return null;
  return (
    <ConfirmDialog
      title="Do it?"
      confirm="Do it"
      weight={shown === "danger" ? "danger" : "primary"}
      ready={shown !== "not-ready"}
      onConfirm={() => Promise.resolve(FAILURE)}
      onClose={() => {}}
      part="gallery"
    >
      <p>What is lost, and what is kept.</p>
    </ConfirmDialog>
  );
}
