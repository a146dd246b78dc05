/** Waiting, shown quietly. */

import { ProgressBar } from "react-aria-components";
import { classes } from "./classes";
import styles from "./Progress.module.css";

/** A bar for a known share, 0 to 1. */
export function ShareBar({ label, share }: { label: string; share: number }) {
  return (
    <ProgressBar className={styles.bar} aria-label={label} value={share * 100}>
      {({ percentage }) => (
        <svg
          className={classes(styles.track, "mirrored")}
          viewBox="0 0 100 1"
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <rect className={styles.ground} width="100" height="1" />
          <rect className={styles.fill} width={percentage ?? 0} height="1" />
        </svg>
      )}
    </ProgressBar>
  );
}

/** A turning ring for what takes an unknown time. */
export function Spinner({ label }: { label: string }) {
  return (
    <span className={styles.spinner} role="status">
      <span className={styles.ring} aria-hidden="true" />
      <span>{label}</span>
    </span>
  );
}
