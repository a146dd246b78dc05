/** Keys as they look. */

import { Fragment } from "react";
import styles from "./KeyCaps.module.css";

/** Pressed together. */
export function KeyCaps({ keys }: { keys: readonly string[] }) {
  return keys.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && " "}
      <kbd className={styles.key}>{key}</kbd>
    </Fragment>
  ));
}
