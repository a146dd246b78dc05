/** The ground of every screen outside the signed-in window: the program's name, and one card. */

import type { ReactNode } from "react";
import icon from "../../../../icons/icon.svg";
import { useWords } from "../../words/useWords";
import styles from "./Gate.module.css";

interface GateProps {
  children: ReactNode;
  part: string;
  /** Nothing in it takes the focus, so it must itself, to be scrolled with the keyboard. */
  onlyRead?: boolean;
}

/** A card in the middle of an otherwise empty window. */
export function Gate({ children, part, onlyRead = false }: GateProps) {
  const { frame } = useWords();
  return (
    <main className={styles.gate} tabIndex={onlyRead ? 0 : undefined} data-part={part}>
      <div className={styles.brand}>
        <img className={styles.mark} src={icon} alt="" />
        <h1 className={styles.name}>Allia Messages</h1>
      </div>
      <div className={styles.card}>{children}</div>
      <p className={styles.foot}>{frame.gateFoot}</p>
    </main>
  );
}
