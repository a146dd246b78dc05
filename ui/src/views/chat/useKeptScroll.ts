/**
 * The scroll position of a chat. At the end it stays at the end; anywhere else the line being read stays where
 * it is, whatever is put in above or below. Not every web view anchors scrolling by itself, so it is done here
 * for all of them.
 */

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { lastPosition } from "../../domain/slice";
import type { OpenChat } from "../../stores/chatState";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { type Anchor, anchorOf, distanceToEnd, lastSeenPosition, restore } from "./scrollAnchor";

/** Within so many pixels of the end one is at the end. */
const END_TOLERANCE = 32;
/** Older messages are asked for this many pixels before the beginning is reached. */
const LOAD_AHEAD = 600;

/** What the column needs. */
export interface KeptScroll {
  scroller: RefObject<HTMLElement | null>;
  content: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  atEnd: boolean;
  /** Whether messages came in below what is shown. */
  newBelow: boolean;
  toEnd: () => void;
}

/** Keeps the position over every change of `chat`. The column is made anew for each conversation. */
export function useKeptScroll(chat: OpenChat): KeptScroll {
  const model = useModel();
  const attended = useStore(model.attention);
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const anchor = useRef<Anchor | null>(null);
  const stuck = useRef(true);
  const placed = useRef(false);
  const newest = useRef(chat.stretch.messages.at(-1)?.message_id);
  const [atEnd, setAtEnd] = useState(true);
  const [newBelow, setNewBelow] = useState(false);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const stretch = model.chat.current()?.stretch;
    const below = distanceToEnd(element);
    stuck.current = below <= END_TOLERANCE && stretch?.atEnd !== false;
    anchor.current = anchorOf(element);
    setAtEnd(stuck.current);
    if (stuck.current) setNewBelow(false);
    if (element.scrollTop < LOAD_AHEAD && stretch?.older === "available") void model.chat.loadOlder();
    if (below < LOAD_AHEAD && stretch?.atEnd === false) void model.chat.loadNewer();
    if (model.attention.get()) {
      const position = lastSeenPosition(element);
      if (position !== null) void model.chat.markRead(position);
    }
  }, [model]);

  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    if (stuck.current) element.scrollTop = element.scrollHeight;
    else restore(element, anchor.current);
    look();
  }, [look]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of what is drawn may move the lines.
  useLayoutEffect(() => {
    const element = scroller.current;
    const last = chat.stretch.messages.at(-1);
    if (element && !placed.current) {
      placed.current = true;
      place(element, chat.target);
      stuck.current = chat.target === null && distanceToEnd(element) <= END_TOLERANCE;
      anchor.current = anchorOf(element);
    }
    if (last && last.message_id !== newest.current) {
      newest.current = last.message_id;
      if (last.from_me && chat.stretch.atEnd) stuck.current = true;
      else if (!stuck.current) setNewBelow(true);
    }
    settle();
  }, [chat.stretch, chat.newLine, chat.patientIsWriting, chat.loadingOlder, settle]);

  useEffect(() => {
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(settle);
    if (scroller.current) observer.observe(scroller.current);
    if (content.current) observer.observe(content.current);
    return () => observer.disconnect();
  }, [settle]);

  useEffect(() => {
    if (attended) look();
  }, [attended, look]);

  useEffect(() => {
    if (atEnd && lastPosition(chat.stretch.messages) !== null) model.chat.trim();
  }, [atEnd, chat.stretch, model]);

  function toEnd() {
    if (!chat.stretch.atEnd) {
      void model.chat.toNewest();
      return;
    }
    stuck.current = true;
    settle();
    scroller.current?.focus({ preventScroll: true });
  }

  return { scroller, content, onScroll: look, atEnd, newBelow, toEnd };
}

/** Where an opened chat begins: at what was searched for, else at the line before what is new, else at the end. */
function place(scroller: HTMLElement, target: number | null): void {
  scroller.scrollTop = scroller.scrollHeight;
  const wanted = target === null ? "[data-part='new-line']" : `[data-position="${target}"]`;
  const element = scroller.querySelector<HTMLElement>(wanted);
  if (!element) return;
  const above = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  if (target !== null || above < 0) scroller.scrollTop += above - scroller.clientHeight / 4;
}
