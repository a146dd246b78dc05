/** The keys and what they do. */

import { Fragment } from "react";
import styles from "./HelpView.module.css";

const COMMAND = /mac/iu.test(navigator.platform) ? "⌘" : "Ctrl";

const KEYS: { keys: string[]; does: string }[] = [
  { keys: [COMMAND, "K"], does: "Search patients" },
  { keys: [COMMAND, "L"], does: "Lock" },
  { keys: ["↑", "↓"], does: "Move in the list, also from the search field" },
  { keys: ["Enter"], does: "Open the chat; in the chat, send" },
  { keys: ["Shift", "Enter"], does: "New line" },
  { keys: ["Esc"], does: "Clear the search, or one step back" },
  { keys: ["F6"], does: "Next pane; with Shift the one before" },
  { keys: ["?"], does: "Show the keys" },
];

/** One row a key. */
export function KeyTable() {
  return (
    <table className={styles.keys}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Key</th>
          <th scope="col">What it does</th>
        </tr>
      </thead>
      <tbody>
        {KEYS.map(({ keys, does }) => (
          <tr key={does}>
            <th scope="row">
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && " "}
                  <kbd>{key}</kbd>
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
