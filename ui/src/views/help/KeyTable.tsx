/** The keys and what they do. */

import { Fragment } from "react";
import type { SendKey } from "../../api/generated";
import { useModel } from "../../stores/model";
import { useSelected } from "../../stores/store";
import { KeyCaps } from "../../widgets/KeyCaps";
import type { keys } from "../../words/en/keys";
import { useWords } from "../../words/useWords";
import { ACTION_IDS, ACTIONS } from "../actions/actions";
import { KEYBOARD, shownKeys } from "../actions/chord";
import { sendKeys } from "../chat/sends";
import styles from "./HelpView.module.css";

/** Keys that belong to one place and are no actions of the whole window. */
function habits(sendKey: SendKey): Readonly<Record<keyof typeof keys.habits, readonly string[]>> {
  const { send, line } = sendKeys(sendKey);
  return { move: ["↑", "↓"], open: ["Enter"], send: [send], line: [line], back: ["Esc"] };
}

/** One row an action, then one a habit. */
export function KeyTable() {
  const words = useWords();
  const sendKey = useSelected(useModel().preferences.settings, (settings) => settings.send_key);
  const rows = [
    ...ACTION_IDS.map((id) => ({ keys: ACTIONS[id].keys ?? [], does: words.palette.names[id].label })),
    ...Object.entries(habits(sendKey)).map(([habit, keys]) => ({
      keys,
      does: words.keys.habits[habit as keyof typeof words.keys.habits],
    })),
  ].filter(({ keys }) => keys.length > 0);
  return (
    <table className={styles.keys}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{words.keys.key}</th>
          <th scope="col">{words.keys.does}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ keys, does }) => (
          <tr key={does}>
            <th scope="row">
              {keys.map((chord, index) => (
                <Fragment key={chord}>
                  {index > 0 && ` ${words.keys.or} `}
                  <KeyCaps keys={shownKeys(chord, KEYBOARD)} />
                </Fragment>
              ))}
            </th>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
