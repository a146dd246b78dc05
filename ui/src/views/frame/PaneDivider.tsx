/** The line between list and chat, which can be dragged, clicked from width to width, or moved with the arrow keys. */

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useRem } from "../../widgets/useRem";
import { useWords } from "../../words/useWords";
import styles from "./MessagesView.module.css";
import { clampListWidth, MAX_LIST_WIDTH, MIN_LIST_WIDTH, nextListWidth } from "./paneWidth";

const STEP = 8;

/** A separator as the ARIA practices describe it. */
export function PaneDivider({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  const rem = useRem();
  const { frame, direction } = useWords();
  const rightToLeft = direction === "rtl";
  const dragged = useRef(false);

  function grasp(event: PointerEvent<HTMLHRElement>) {
    dragged.current = false;
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function drag(event: PointerEvent<HTMLHRElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const list = event.currentTarget.previousElementSibling?.getBoundingClientRect();
    if (!list) return;
    dragged.current = true;
    const drawn = rightToLeft ? list.right - event.clientX : event.clientX - list.left;
    onResize(clampListWidth((drawn * 16) / rem));
  }

  function press(event: KeyboardEvent) {
    const right = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (right === undefined) return;
    event.preventDefault();
    onResize(clampListWidth(width + (rightToLeft ? -right : right)));
  }

  return (
    <hr
      className={styles.divider}
      aria-orientation="vertical"
      aria-label={frame.listWidth}
      aria-valuenow={width}
      aria-valuemin={MIN_LIST_WIDTH}
      aria-valuemax={MAX_LIST_WIDTH}
      tabIndex={0}
      onPointerDown={grasp}
      onPointerMove={drag}
      // Who cannot drag has the same by clicks.
      onClick={() => !dragged.current && onResize(nextListWidth(width))}
      onKeyDown={press}
      data-part="pane-divider"
    />
  );
}
