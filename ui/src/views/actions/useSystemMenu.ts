/** Keeps the system's menu as it should be, and does what is chosen there. */

import { useEffect } from "react";
import { useModel } from "../../stores/model";
import { useSelected, useStore } from "../../stores/store";
import { isActionId, run } from "./actions";
import { KEYBOARD } from "./chord";
import { systemMenu } from "./systemMenu";
import { worksNow } from "./useActionKeys";

/** Does nothing where the system has no such menu. */
export function useSystemMenu(): void {
  const model = useModel();
  const words = useStore(model.words);
  const signedIn = useSelected(model.session.app, (app) => app.state === "signed_in" && !app.session_ended);
  useEffect(() => {
    if (KEYBOARD.mac) void model.backend.showMenu(systemMenu(words, signedIn)).catch(() => {});
    model.onActionChosen = (action) => {
      if (signedIn && isActionId(action) && worksNow(action)) run(action, model);
    };
  }, [model, signedIn, words]);
}
