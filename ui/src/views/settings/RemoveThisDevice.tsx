/** Taking everything off this computer. */

import { useState } from "react";
import type { Rehearsal } from "../../api/generated";
import type { Failure } from "../../domain/errors";
import { keptByRemoval } from "../../domain/rehearsal";
import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { Spinner } from "../../widgets/Progress";
import { useWords } from "../../words/useWords";

/** Asks first, and tells what is deleted, what is kept, and how that was found out. */
export function RemoveThisDevice() {
  const model = useModel();
  const words = useWords();
  const { account, actions } = words;
  const [asking, setAsking] = useState(false);
  const [kept, setKept] = useState<Rehearsal | null>(null);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function ask() {
    setAsking(true);
    setKept(null);
    setFailure(null);
    await model.drafts.flushAll();
    setKept(await model.backend.rehearseKeyLoss().catch(() => ({ outcome: "failed" }) as const));
  }

  async function remove() {
    setPending(true);
    setFailure(await model.removeThisDevice());
    setPending(false);
  }

  return (
    <div>
      <Button weight="danger" onPress={() => void ask()} part="remove-device">
        {account.removeDevice}
      </Button>
      {asking && (
        <Dialog
          title={account.removeDeviceTitle}
          onClose={() => setAsking(false)}
          part="remove-device-dialog"
          actions={
            <>
              <Button onPress={() => setAsking(false)} autoFocus>
                {actions.cancel}
              </Button>
              <Button
                weight="danger"
                pending={pending}
                disabled={kept === null}
                onPress={() => void remove()}
                part="remove-device-confirm"
              >
                {account.remove}
              </Button>
            </>
          }
        >
          {failure && <ErrorBanner {...failure} />}
          <p>{account.removeDeviceText}</p>
          {kept === null ? (
            <Spinner label={account.removeDeviceTrying} />
          ) : (
            <p data-part="kept-by-removal">{keptByRemoval(kept, words)}</p>
          )}
        </Dialog>
      )}
    </div>
  );
}
