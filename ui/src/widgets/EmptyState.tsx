/** What stands where there is nothing to show. */

import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  part?: string;
}

/** An icon, a sentence, and what to do. */
export function EmptyState({ icon, title, children, part }: EmptyStateProps) {
  return (
    <div className={styles.empty} data-part={part}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <h2 className={styles.title}>{title}</h2>
      {children && <div className={styles.text}>{children}</div>}
    </div>
  );
}
