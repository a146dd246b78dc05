/** Taking everything off this computer. */

import { useState } from "react";
import type { Failure } from "../../domain/errors";
import { keptByRemoval } from "../../domain/rehearsal";
import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { Spinner } from "../../widgets/Progress";

/** Asks first, and tells what is deleted, what is kept, and how that was found out. */
export function RemoveThisDevice() {
  const model = useModel();
  const [asking, setAsking] = useState(false);
  const [kept, setKept] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function ask() {
    setAsking(true);
    setKept(null);
    setFailure(null);
    await model.drafts.flushAll();
    const rehearsal = await model.backend.rehearseKeyLoss().catch(() => ({ outcome: "failed" }) as const);
    setKept(keptByRemoval(rehearsal));
  }

  async function remove() {
    setPending(true);
    setFailure(await model.removeThisDevice());
    setPending(false);
  }

  return (
    <div>
      <Button weight="danger" onPress={() => void ask()} part="remove-device">
        Remove this device
      </Button>
      {asking && (
        <Dialog
          title="Remove this device?"
          onClose={() => setAsking(false)}
          part="remove-device-dialog"
          actions={
            <>
              <Button onPress={() => setAsking(false)} autoFocus>
                Cancel
              </Button>
              <Button
                weight="danger"
                pending={pending}
                disabled={kept === null}
                onPress={() => void remove()}
                part="remove-device-confirm"
              >
                Remove
              </Button>
            </>
          }
        >
          {failure && <ErrorBanner {...failure} />}
          <p>
            First the key in the system's keyring and then the files are deleted from this computer: the copy
            of the messages and its search. You are signed out. The messages themselves stay on the server.
          </p>
          {kept === null ? (
            <Spinner label="Trying whether drafts and unsent texts can be brought back" />
          ) : (
            <p data-part="kept-by-removal">{kept}</p>
          )}
        </Dialog>
      )}
    </div>
  );
}
