/** What watches over the lock as long as somebody is signed in. */

import { useModel } from "../../stores/model";
import { useSelected } from "../../stores/store";
import { useActionKeys } from "../actions/useActionKeys";
import { LockFailure } from "./LockFailure";
import { LockWarning } from "./LockWarning";
import { useActivity } from "./useActivity";

/** Signs of life, the key that locks, and the warning; nothing once the program is locked or nobody is signed in. */
export function LockWatch() {
  const signedIn = useSelected(useModel().session.app, (app) => app.state === "signed_in");
  return signedIn ? <Watch /> : null;
}

/** What can be done wherever somebody is signed in, also where the session asks for a password again. */
const HERE = ["lock"] as const;

function Watch() {
  useActivity();
  useActionKeys(HERE);
  return (
    <>
      <LockWarning />
      <LockFailure />
    </>
  );
}
