/** Which of the program's faces is shown: it follows the state of the program alone. */

import { Fragment } from "react";
import { useModel } from "./stores/model";
import { useSelected, useStore } from "./stores/store";
import { useSystemMenu } from "./views/actions/useSystemMenu";
import { Frame } from "./views/frame/Frame";
import { useAppearance } from "./views/frame/useAppearance";
import { useUndoKeys } from "./views/frame/useUndoKeys";
import { Starting } from "./views/gate/Starting";
import { Later } from "./views/later/Later";
import { Locking } from "./views/lock/Locking";
import { LockWatch } from "./views/lock/LockWatch";
import { LiveRegion } from "./widgets/LiveRegion";
import { WordsProvider } from "./words/WordsProvider";

/** The whole window. */
export function App() {
  const model = useModel();
  const locked = useSelected(model.session.app, (app) => app.state === "locked");
  useAppearance();
  useSystemMenu();
  useUndoKeys();
  return (
    <WordsProvider words={model.words}>
      {/* React remembers what it drew last in each place: behind the lock every place is a new one. */}
      <Fragment key={locked ? "locked" : "open"}>
        <Face />
        <LockWatch />
        <LiveRegion said={model.announcer.said} />
      </Fragment>
    </WordsProvider>
  );
}

function Face() {
  const model = useModel();
  const app = useStore(model.session.app);
  const locking = useStore(model.lock.locking);
  switch (app.state) {
    case "starting":
      return <Starting />;
    case "signed_out":
      return (
        <Later
          draw={({ SignIn }) => (
            <SignIn
              serverAddress={app.server_address}
              username={app.username}
              reason={app.reason}
              account={null}
            />
          )}
        />
      );
    case "key_unavailable":
      return <Later draw={({ KeyUnavailable }) => <KeyUnavailable fault={app.fault} />} />;
    case "locked":
      return (
        <Later
          draw={({ LockScreen }) => (
            <LockScreen username={app.username} unread={app.unread} attemptsLeft={app.attempts_left} />
          )}
        />
      );
    case "signed_in":
      if (locking) return <Locking />;
      if (!app.session_ended) return <Frame />;
      return (
        <Later
          draw={({ SignIn }) => (
            <SignIn
              serverAddress={app.account.server_address}
              username={app.account.username}
              reason="session_ended"
              account={app.account}
            />
          )}
        />
      );
  }
}
