/** What watches over the lock as long as somebody is signed in. */

import { useModel } from "../../stores/model";
import { useSelected } from "../../stores/store";
import { LockFailure } from "./LockFailure";
import { LockWarning } from "./LockWarning";
import { useActivity } from "./useActivity";
import { useLockKey } from "./useLockKey";

/** Signs of life, the key that locks, and the warning; nothing once the program is locked or nobody is signed in. */
export function LockWatch() {
  const signedIn = useSelected(useModel().session.app, (app) => app.state === "signed_in");
  return signedIn ? <Watch /> : null;
}

function Watch() {
  useActivity();
  useLockKey();
  return (
    <>
      <LockWarning />
      <LockFailure />
    </>
  );
}
