/** The keys and what they do. */

import { Fragment } from "react";
import { KeyCaps } from "../../widgets/KeyCaps";
import type { keys } from "../../words/en/keys";
import { useWords } from "../../words/useWords";
import { ACTION_IDS, ACTIONS } from "../actions/actions";
import { KEYBOARD, shownKeys } from "../actions/chord";
import styles from "./HelpView.module.css";

/** Keys that belong to one place and are no actions of the whole window. */
const HABITS: Readonly<Record<keyof typeof keys.habits, readonly string[]>> = {
  move: ["↑", "↓"],
  open: ["Enter"],
  line: ["Shift+Enter"],
  back: ["Esc"],
};

/** One row an action, then one a habit. */
export function KeyTable() {
  const words = useWords();
  const rows = [
    ...ACTION_IDS.map((id) => ({ keys: ACTIONS[id].keys ?? [], does: words.palette.names[id].label })),
    ...Object.entries(HABITS).map(([habit, keys]) => ({
      keys,
      does: words.keys.habits[habit as keyof typeof HABITS],
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
