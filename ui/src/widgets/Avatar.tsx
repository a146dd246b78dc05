/** A person's initials on their colour, with presence on the corner. */

import type { PresenceKnown } from "../api/generated";
import { avatarColour, initials } from "../domain/person";
import styles from "./Avatar.module.css";
import { classes } from "./classes";

interface AvatarProps {
  userId: string;
  name: string;
  presence: PresenceKnown;
  size?: "list" | "header";
}

/** Decoration: the name and the presence beside it say the same in words. */
export function Avatar({ userId, name, presence, size = "list" }: AvatarProps) {
  return (
    <span
      className={classes(styles.avatar, styles[size])}
      data-colour={avatarColour(userId)}
      aria-hidden="true"
    >
      <span>{initials(name)}</span>
      <PresenceDot presence={presence} />
    </span>
  );
}

/** Green and filled: online. Gray: offline. Hollow: unknown. */
export function PresenceDot({ presence }: { presence: PresenceKnown }) {
  return <span className={styles.dot} data-part="presence" data-presence={presence} aria-hidden="true" />;
}
