/** What is asked or shown over the whole window. */

import { useModel } from "../../stores/model";
import { useSelected } from "../../stores/store";
import { KeysDialog } from "../help/KeysDialog";
import { Palette } from "../palette/Palette";
import { SignOutDialog } from "../settings/SignOutDialog";
import { CloseQuestion } from "./CloseQuestion";

/** The question at closing, and the dialog that is open. */
export function Dialogs() {
  const { navigation } = useModel();
  const dialog = useSelected(navigation.place, (place) => place.dialog);
  const close = () => navigation.closeDialog();
  return (
    <>
      <CloseQuestion />
      {dialog === "palette" && <Palette onClose={close} />}
      {dialog === "keys" && <KeysDialog onClose={close} />}
      {dialog === "sign_out" && <SignOutDialog onClose={close} />}
    </>
  );
}
