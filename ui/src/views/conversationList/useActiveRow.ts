/** The row that the keyboard stands on. */

import { type KeyboardEvent, useState } from "react";
import { useModel } from "../../stores/model";
import { focusPart } from "../frame/panes";
import type { RowWindow } from "./useRowWindow";

/** Moving in the list with the keyboard. */
export interface ActiveRow {
  /** The place of the row, or null before the list had the focus. */
  index: number | null;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
  open: (conversationId: string) => void;
}

/**
 * Stands on a conversation, not on a place: when a new message moves the rows, Enter still opens the patient
 * that was chosen.
 */
export function useActiveRow(view: RowWindow): ActiveRow {
  const model = useModel();
  const [place, setPlace] = useState<{ index: number; conversationId: string | undefined } | null>(null);
  const index = place === null ? null : settle(place.index, place.conversationId);

  function settle(index: number, conversationId: string | undefined): number {
    const bounded = Math.min(index, view.total - 1);
    if (conversationId === undefined || model.list.rowAt(bounded)?.conversation_id === conversationId)
      return bounded;
    return model.list.indexOf(conversationId) ?? bounded;
  }

  function moveTo(next: number) {
    const bounded = Math.max(0, Math.min(view.total - 1, next));
    view.reveal(bounded);
    setPlace({ index: bounded, conversationId: model.list.rowAt(bounded)?.conversation_id });
  }

  function open(conversationId: string) {
    const at = model.list.indexOf(conversationId);
    if (at !== null) setPlace({ index: at, conversationId });
    model.navigation.openConversation(conversationId);
    focusPart("composer");
  }

  function onFocus() {
    if (index !== null) return view.reveal(index);
    const opened = model.navigation.place.get().conversationId;
    moveTo((opened === null ? null : model.list.indexOf(opened)) ?? 0);
  }

  function onKeyDown(event: KeyboardEvent) {
    const here = index ?? 0;
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
      if (event.key === "ArrowUp" && here === 0) focusPart("search");
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
