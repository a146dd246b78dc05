/** The rows: only those on the screen are drawn, however many patients there are. */

import { useMemo } from "react";
import { useModel } from "../../stores/model";
import { useSelected, useStore } from "../../stores/store";
import { useNow } from "../../widgets/useNow";
import { useWords } from "../../words/useWords";
import { MessageHits } from "./MessageHits";
import { Row, RowPlaceholder } from "./Row";
import styles from "./RowList.module.css";
import { useActiveRow } from "./useActiveRow";
import { useRowWindow } from "./useRowWindow";

/** The DOM id of a row, for `aria-activedescendant`. */
function rowId(conversationId: string): string {
  return `row-${conversationId}`;
}

/** A list box whose focus stays on itself while the arrows move through the rows. */
export function RowList() {
  const model = useModel();
  const words = useWords();
  const list = useStore(model.list.state);
  const opened = useSelected(model.navigation.place, (place) => place.conversationId);
  const now = useNow();
  const view = useRowWindow(list.total);
  const active = useActiveRow(view);
  const byDate = useMemo(() => /\d/u.test(list.search), [list.search]);
  const activeRow = active.index === null ? undefined : model.list.rowAt(active.index);
  return (
    <div className={styles.scroller} ref={view.scroller} onScroll={view.onScroll}>
      <div
        className={styles.rows}
        role="listbox"
        aria-label={words.list.rows}
        tabIndex={0}
        style={{ blockSize: view.totalHeight }}
        onKeyDown={active.onKeyDown}
        onFocus={active.onFocus}
        data-part="conversation-rows"
        aria-activedescendant={activeRow && rowId(activeRow.conversation_id)}
      >
        {view.indexes.map((index) => {
          const row = model.list.rowAt(index);
          const place = { index, top: index * view.rowHeight, height: view.rowHeight, total: list.total };
          if (!row) return <RowPlaceholder key={index} place={place} />;
          return (
            <Row
              key={row.conversation_id}
              id={rowId(row.conversation_id)}
              row={row}
              place={place}
              now={now}
              open={row.conversation_id === opened}
              active={index === active.index}
              showBirthDate={byDate || list.alike.has(row.conversation_id)}
              onOpen={active.open}
            />
          );
        })}
      </div>
      <MessageHits />
    </div>
  );
}
