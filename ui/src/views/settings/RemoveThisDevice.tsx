/** Taking everything off this computer. */

import { useState } from "react";
import type { Rehearsal } from "../../api/generated";
import { keptByRemoval } from "../../domain/rehearsal";
import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { ConfirmDialog } from "../../widgets/ConfirmDialog";
import { Spinner } from "../../widgets/Progress";
import { useWords } from "../../words/useWords";

/** Asks first, and tells what is deleted, what is kept, and how that was found out. */
export function RemoveThisDevice() {
  const model = useModel();
  const words = useWords();
  const { account } = words;
  const [asking, setAsking] = useState(false);
  const [kept, setKept] = useState<Rehearsal | null>(null);

  async function ask() {
    setAsking(true);
    setKept(null);
    await model.drafts.flushAll();
    setKept(await model.backend.rehearseKeyLoss().catch(() => ({ outcome: "failed" }) as const));
  }

  return (
    <div>
      <Button weight="danger" onPress={() => void ask()} part="remove-device">
        {account.removeDevice}
      </Button>
      {asking && (
        <ConfirmDialog
          title={account.removeDeviceTitle}
          confirm={account.remove}
          weight="danger"
          ready={kept !== null}
          onConfirm={() => model.removeThisDevice()}
          onClose={() => setAsking(false)}
          part="remove-device"
        >
          <p>{account.removeDeviceText}</p>
          {kept === null ? (
            <Spinner label={account.removeDeviceTrying} />
          ) : (
            <p data-part="kept-by-removal">{keptByRemoval(kept, words)}</p>
          )}
        </ConfirmDialog>
      )}
    </div>
  );
}
