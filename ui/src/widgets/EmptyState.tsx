/** What stands where there is nothing to show. */

import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  part?: string;
  /** Whether a screen may put the focus on the title. */
  focusable?: boolean;
}

/** An icon, a sentence, and what to do. */
export function EmptyState({ icon, title, children, part, focusable }: EmptyStateProps) {
  return (
    <div className={styles.empty} data-part={part}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <h2
        className={styles.title}
        tabIndex={focusable ? -1 : undefined}
        data-part={focusable && part ? `${part}-title` : undefined}
      >
        {title}
      </h2>
      {children && <div className={styles.text}>{children}</div>}
    </div>
  );
}
