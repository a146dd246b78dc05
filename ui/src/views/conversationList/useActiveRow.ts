/** The row that the keyboard stands on. */

import { type KeyboardEvent, useState } from "react";
import { useModel } from "../../stores/model";
import { useSelected } from "../../stores/store";
import { focusPart } from "../frame/panes";
import type { RowWindow } from "./useRowWindow";

/** Moving in the list with the keyboard. */
export interface ActiveRow {
  /** The place of the row; null before the list had the focus, or when the row is gone. */
  index: number | null;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
  open: (conversationId: string) => void;
}

interface Standing {
  index: number;
  /** Undefined for a row whose page is not here yet. */
  conversationId: string | undefined;
  /** The search whose rows these are. */
  search: string;
}

/**
 * Stands on a conversation, not on a place: when a new message moves the rows, Enter still opens the patient
 * that was chosen, and when that patient is gone it opens nobody.
 */
export function useActiveRow(view: RowWindow): ActiveRow {
  const model = useModel();
  const search = useSelected(model.list.state, (list) => list.search);
  const [place, setPlace] = useState<Standing | null>(null);
  const index = place === null || place.search !== search ? null : settle(place);

  function settle({ index, conversationId }: Standing): number | null {
    const bounded = Math.min(index, view.total - 1);
    const here = model.list.rowAt(bounded)?.conversation_id;
    if (conversationId === undefined || here === undefined || here === conversationId) return bounded;
    return model.list.indexOf(conversationId);
  }

  function moveTo(next: number) {
    const bounded = Math.max(0, Math.min(view.total - 1, next));
    view.reveal(bounded);
    setPlace({ index: bounded, conversationId: model.list.rowAt(bounded)?.conversation_id, search });
  }

  function open(conversationId: string) {
    const at = model.list.indexOf(conversationId);
    if (at !== null) setPlace({ index: at, conversationId, search });
    model.navigation.openConversation(conversationId);
    focusPart("composer");
  }

  function onFocus() {
    if (index !== null) return view.reveal(index);
    const opened = model.navigation.place.get().conversationId;
    moveTo((opened === null ? null : model.list.indexOf(opened)) ?? 0);
  }

  function onKeyDown(event: KeyboardEvent) {
    const here = index ?? -1;
    const moves: Record<string, number> = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      PageDown: here + view.visible - 1,
      PageUp: here - view.visible + 1,
      Home: 0,
      End: view.total - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      if (event.key === "ArrowUp" && here <= 0) focusPart("search");
      else if (event.key === "ArrowDown" && here === view.total - 1) focusPart("message-hit");
      else moveTo(target);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const row = model.list.rowAt(here);
      if (row) open(row.conversation_id);
    } else if (event.key === "Escape") {
      event.preventDefault();
      void model.list.setSearch("");
      focusPart("search");
    }
  }

  return { index, onKeyDown, onFocus, open };
}
