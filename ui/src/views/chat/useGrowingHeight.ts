/** A text field as high as its text; not every web view knows `field-sizing`. */

import { type RefObject, useEffect, useLayoutEffect } from "react";

/** Lines after which it scrolls. */
const MOST_LINES = 8;

function grow(element: HTMLTextAreaElement): void {
  const style = getComputedStyle(element);
  const around =
    Number.parseFloat(style.paddingTop) +
    Number.parseFloat(style.paddingBottom) +
    Number.parseFloat(style.borderTopWidth) +
    Number.parseFloat(style.borderBottomWidth);
  const most = Number.parseFloat(style.lineHeight) * MOST_LINES + around;
  element.style.height = "auto";
  const wanted = element.scrollHeight + element.offsetHeight - element.clientHeight;
  element.style.height = `${Math.min(wanted, most)}px`;
  element.style.overflowY = wanted > most ? "auto" : "hidden";
}

/** Sets the field's height after every change of `text` and of the field's width, which breaks the lines anew. */
export function useGrowingHeight(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what makes the height.
  useLayoutEffect(() => {
    if (field.current) grow(field.current);
  }, [field, text]);

  useEffect(() => {
    const element = field.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      grow(element);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [field]);
}
