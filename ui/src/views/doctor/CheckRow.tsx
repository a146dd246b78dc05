/** One check of the network doctor. */

import { CircleCheck, CircleDashed, CircleX, LoaderCircle, TriangleAlert } from "lucide-react";
import type { Check, CheckName } from "../../api/generated";
import { checkWords } from "../../domain/diagnosis";
import { classes } from "../../widgets/classes";
import { useWords } from "../../words/useWords";
import styles from "./Doctor.module.css";

const ICON = { good: CircleCheck, warning: TriangleAlert, bad: CircleX, skipped: CircleDashed };

/** What was found, and what to do; `check` is null until it has ended. */
export function CheckRow({ name, check }: { name: CheckName; check: Check | null }) {
  const words = useWords();
  const { doctor } = words;
  const said = check && checkWords(check, words);
  const Icon = check ? ICON[check.verdict] : LoaderCircle;
  return (
    <li className={styles.check} data-part={`check-${name.replace("_", "-")}`} data-code={check?.code}>
      <Icon
        className={classes(styles.icon, check ? styles[check.verdict] : styles.waiting)}
        size="1.25rem"
        aria-hidden="true"
      />
      <div className={styles.words}>
        <h2 className={styles.name}>
          {doctor.name[name]}
          <span className={styles.verdict}>{check ? doctor.verdict[check.verdict] : doctor.waiting}</span>
        </h2>
        {said && <p className={styles.says}>{said.says}</p>}
        {said?.toDo && <p className={styles.toDo}>{said.toDo}</p>}
      </div>
    </li>
  );
}
