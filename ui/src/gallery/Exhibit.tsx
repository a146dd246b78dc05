/** What surrounds the states of one component. */

import type { ReactNode } from "react";
import styles from "./Gallery.module.css";

/** A frame around the states of one component. */
export function Exhibit({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
