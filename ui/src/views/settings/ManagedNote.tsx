/** Why a setting cannot be changed, or not to everything. */

import { Building2 } from "lucide-react";
import type { Managed } from "../../api/generated";
import { useWords } from "../../words/useWords";
import styles from "./ManagedNote.module.css";

/** Says that the organization has set this, and where. Nothing when it has not. */
export function ManagedNote({ managed }: { managed: Managed | undefined }) {
  const { policy } = useWords().settings;
  if (!managed) return null;
  return (
    <span className={styles.note} data-part="managed" data-key={managed.key}>
      <Building2 className={styles.icon} size="1em" aria-hidden="true" />
      <span>
        {managed.effect === "fixed" ? policy.managed : policy.limited}. {policy.standsIn}{" "}
        <bdi className={styles.source} dir="ltr">
          {managed.source}
        </bdi>
      </span>
    </span>
  );
}
