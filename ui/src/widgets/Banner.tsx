/** A line that says how things stand, with what can be done about it. */

import { CircleAlert, Info, TriangleAlert, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Banner.module.css";
import { classes } from "./classes";

interface BannerProps {
  tone: "info" | "notice" | "fault" | "offline";
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  /** `alert` for what just failed, `status` for how things stand. */
  role?: "alert" | "status";
  part?: string;
}

const ICON = { info: Info, notice: TriangleAlert, fault: CircleAlert, offline: WifiOff };

/** A banner across its pane. */
export function Banner({ tone, title, children, action, role = "status", part = "banner" }: BannerProps) {
  const Icon = ICON[tone];
  return (
    <div className={classes(styles.banner, styles[tone])} role={role} data-part={part} data-tone={tone}>
      <Icon className={styles.icon} size="1.125rem" aria-hidden="true" />
      <p className={styles.words}>
        {title && <strong>{title} </strong>}
        {children}
      </p>
      {action && <span className={styles.action}>{action}</span>}
    </div>
  );
}
