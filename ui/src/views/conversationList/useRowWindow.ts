/** Which rows are on the screen. */

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useModel } from "../../stores/model";
import { useSelected } from "../../stores/store";
import { useRem } from "../../widgets/useRem";

/** The height of a row, in rem; the tokens say the same. */
const ROW_REM = 4.5;
/** Rows drawn beyond either edge. */
const BEYOND = 6;

/** The part of the list that is drawn. */
export interface RowWindow {
  scroller: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  indexes: number[];
  rowHeight: number;
  totalHeight: number;
  total: number;
  /** Rows that fit on the screen. */
  visible: number;
  /** Scrolls as little as it takes to show a row. */
  reveal: (index: number) => void;
}

/** Follows the scroll position of a list of `total` rows of one height. */
export function useRowWindow(total: number): RowWindow {
  const model = useModel();
  const rowHeight = Math.round(useRem() * ROW_REM);
  const scroller = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  const [visible, setVisible] = useState(12);
  const search = useSelected(model.list.state, (list) => list.search);

  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    setFirst(Math.floor(element.scrollTop / rowHeight));
    setVisible(Math.ceil(element.clientHeight / rowHeight) || 12);
  }, [rowHeight]);

  useLayoutEffect(() => {
    measure();
    const element = scroller.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [measure]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another search begins at its first row.
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
    measure();
  }, [search, measure]);

  const from = Math.max(0, Math.min(first, total - visible) - BEYOND);
  const to = Math.min(total, first + visible + BEYOND);
  useEffect(() => {
    if (to > from) model.list.look(from, to - 1);
  }, [model, from, to]);

  function reveal(index: number) {
    const element = scroller.current;
    if (!element) return;
    const top = index * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + rowHeight - element.clientHeight;
    }
    measure();
  }

  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);
  return {
    scroller,
    onScroll: measure,
    indexes,
    rowHeight,
    totalHeight: total * rowHeight,
    total,
    visible,
    reveal,
  };
}
