/** The question before a sign-in elsewhere is ended. */

import type { DeviceView } from "../../api/generated";
import { useModel } from "../../stores/model";
import { ConfirmDialog } from "../../widgets/ConfirmDialog";
import { Sentence } from "../../widgets/Sentence";
import { useWords } from "../../words/useWords";

/** Says what becomes of what is on the other computer. */
export function SignOutDevice({ device, onClose }: { device: DeviceView; onClose: () => void }) {
  const { devices } = useModel();
  const { account, actions } = useWords();
  return (
    <ConfirmDialog
      title={account.signOutDeviceTitle}
      confirm={actions.signOut}
      weight="danger"
      onConfirm={() => devices.signOut(device.session_id)}
      onClose={onClose}
      part="sign-out-device"
    >
      <p>
        <Sentence of={account.signOutDeviceText(<bdi>{device.device_name}</bdi>)} />
      </p>
    </ConfirmDialog>
  );
}
