/** A text field as high as its text; not every web view knows `field-sizing`. */

import { type RefObject, useEffect, useLayoutEffect } from "react";

/** Lines after which it scrolls. */
const MOST_LINES = 8;
/** Share of the window after which it scrolls: with large text eight lines would leave nothing of the chat. */
const MOST_OF_WINDOW = 0.3;

function grow(element: HTMLTextAreaElement): void {
  const style = getComputedStyle(element);
  const around =
    Number.parseFloat(style.paddingTop) +
    Number.parseFloat(style.paddingBottom) +
    Number.parseFloat(style.borderTopWidth) +
    Number.parseFloat(style.borderBottomWidth);
  const lines = Number.parseFloat(style.lineHeight) * MOST_LINES + around;
  const most = Math.min(lines, window.innerHeight * MOST_OF_WINDOW);
  element.style.height = "auto";
  const wanted = element.scrollHeight + element.offsetHeight - element.clientHeight;
  element.style.height = `${Math.min(wanted, most)}px`;
  element.style.overflowY = wanted > most ? "auto" : "hidden";
}

/** Sets the field's height after every change of `text` and of the field's width, which breaks the lines anew, and of the window. */
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
    const again = () => grow(element);
    window.addEventListener("resize", again);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", again);
    };
  }, [field]);
}
