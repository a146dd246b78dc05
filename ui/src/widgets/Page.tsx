/** A section that is read rather than worked in: one column with a heading. */

import type { ReactNode } from "react";
import styles from "./Page.module.css";

interface PageProps {
  title: string;
  lead?: string;
  children: ReactNode;
  part: string;
}

/** Scrolls by itself, also with the keyboard. */
export function Page({ title, lead, children, part }: PageProps) {
  return (
    <section
      className={styles.page}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
      tabIndex={0}
      aria-label={title}
      data-pane={part}
      data-part={part}
    >
      <div className={styles.column}>
        <h1 className={styles.title}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
      </div>
    </section>
  );
}

/** A part of a page. */
export function PageSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  );
}
