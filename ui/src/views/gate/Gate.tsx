/** The ground of every screen outside the signed-in window: the program's name, and one card. */

import type { ReactNode } from "react";
import icon from "../../../../icons/icon.svg";
import { useWords } from "../../words/useWords";
import styles from "./Gate.module.css";

/** A card in the middle of an otherwise empty window. */
export function Gate({ children, part }: { children: ReactNode; part: string }) {
  const { frame } = useWords();
  return (
    <main className={styles.gate} data-part={part}>
      <div className={styles.brand}>
        <img className={styles.mark} src={icon} alt="" />
        <h1 className={styles.name}>Allia Messages</h1>
      </div>
      <div className={styles.card}>{children}</div>
      <p className={styles.foot}>{frame.gateFoot}</p>
    </main>
  );
}
