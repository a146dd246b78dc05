/** The question before a sign-in elsewhere is ended. */

import { useState } from "react";
import type { DeviceView } from "../../api/generated";
import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";

/** Says what becomes of what is on the other computer. */
export function SignOutDevice({ device, onClose }: { device: DeviceView; onClose: () => void }) {
  const { devices } = useModel();
  const [pending, setPending] = useState(false);

  async function signOut() {
    setPending(true);
    await devices.signOut(device.session_id);
    onClose();
  }

  return (
    <Dialog
      title="Sign out this device?"
      onClose={onClose}
      part="sign-out-device-dialog"
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            Cancel
          </Button>
          <Button
            weight="danger"
            pending={pending}
            onPress={() => void signOut()}
            part="sign-out-device-confirm"
          >
            Sign out
          </Button>
        </>
      }
    >
      <p>
        The session on <bdi>{device.device_name}</bdi> ends now. At its next contact with the server the key
        and the copy of the messages are deleted there. Drafts and unsent texts stay on it, encrypted, and
        come back when you sign in there again.
      </p>
    </Dialog>
  );
}
