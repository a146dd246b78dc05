/** The question before a sign-in elsewhere is ended. */

import { useState } from "react";
import type { DeviceView } from "../../api/generated";
import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { Sentence } from "../../widgets/Sentence";
import { useWords } from "../../words/useWords";

/** Says what becomes of what is on the other computer. */
export function SignOutDevice({ device, onClose }: { device: DeviceView; onClose: () => void }) {
  const { devices } = useModel();
  const { account, actions } = useWords();
  const [pending, setPending] = useState(false);

  async function signOut() {
    setPending(true);
    await devices.signOut(device.session_id);
    onClose();
  }

  return (
    <Dialog
      title={account.signOutDeviceTitle}
      onClose={onClose}
      part="sign-out-device-dialog"
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {actions.cancel}
          </Button>
          <Button
            weight="danger"
            pending={pending}
            onPress={() => void signOut()}
            part="sign-out-device-confirm"
          >
            {actions.signOut}
          </Button>
        </>
      }
    >
      <p>
        <Sentence of={account.signOutDeviceText(<bdi>{device.device_name}</bdi>)} />
      </p>
    </Dialog>
  );
}
