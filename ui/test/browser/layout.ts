/** What is wrong with where the texts of a page stand. */

import type { ProgramWindow } from "./window";

/** Texts that do not fit their place, reach out of the window, or lie upon each other. */
export function misplacedTexts(program: ProgramWindow): Promise<string[]> {
  return program.page.evaluate(() => {
    const SLACK = 1.5;
    /** These lie over the screen on purpose. */
    const ABOVE = '[data-part="to-newest"], [data-part="lock-warning"], [data-part="lock-failure"]';
    const dialog = document.querySelector('[role="dialog"]');

    function shows(element: Element): boolean {
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      return element.closest('.visually-hidden, [aria-hidden="true"] svg') === null;
    }

    function isHiddenByClip(element: Element): boolean {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        if (getComputedStyle(at).clipPath !== "none") return true;
      }
      return false;
    }

    /** Where the text of an element itself stands, without that of elements in it. */
    function box(element: Element): DOMRect {
      const rects = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== "")
        .map((node) => {
          const range = document.createRange();
          range.selectNode(node);
          return range.getBoundingClientRect();
        });
      const [left, top] = [Math.min(...rects.map((r) => r.left)), Math.min(...rects.map((r) => r.top))];
      const right = Math.max(...rects.map((r) => r.right));
      return new DOMRect(left, top, right - left, Math.max(...rects.map((r) => r.bottom)) - top);
    }

    function ownText(element: Element): string {
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      return texts
        .map((node) => node.textContent?.trim() ?? "")
        .join(" ")
        .trim();
    }

    function shortens(style: CSSStyleDeclaration): boolean {
      return style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
    }

    /** Why the text of an element cannot be read, or null. Null, too, for what is shortened on purpose or scrolled away. */
    function unreadable(element: Element): { why: string | null; scrolled: boolean } {
      const text = box(element);
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (shortens(style)) return { why: null, scrolled: true };
        // Spaces at the end of a line hang over the edge of preserved text.
        if (style.display === "inline" || style.whiteSpace === "pre-wrap") continue;
        const place = at.getBoundingClientRect();
        const out = text.left < place.left - SLACK || text.right > place.right + SLACK;
        const outBlock = text.top < place.top - SLACK || text.bottom > place.bottom + SLACK;
        if (/auto|scroll/u.test(style.overflowX) && style.overflowX !== "hidden" && out)
          return { why: null, scrolled: true };
        if (out) return { why: `sticks out of ${name(at)}`, scrolled: false };
        if (/auto|scroll/u.test(style.overflowY)) {
          if (outBlock) return { why: null, scrolled: true };
        } else if (/hidden|clip/u.test(style.overflowY) && outBlock) {
          return { why: `is cut by ${name(at)}`, scrolled: false };
        }
      }
      if (text.left < -SLACK || text.right > innerWidth + SLACK)
        return { why: "is outside the window", scrolled: false };
      return { why: null, scrolled: false };
    }

    function name(element: Element): string {
      const part = element.closest("[data-part]")?.getAttribute("data-part") ?? "page";
      return `<${element.tagName.toLowerCase()}> in ${part}`;
    }

    const texts = [...document.querySelectorAll("body *")].filter(
      (element) =>
        ownText(element) !== "" &&
        !["SCRIPT", "STYLE", "OPTION", "TEXTAREA"].includes(element.tagName) &&
        shows(element) &&
        !isHiddenByClip(element) &&
        (dialog === null || dialog.contains(element)),
    );
    const found: string[] = [];
    const placed: { element: Element; rect: DOMRect }[] = [];
    for (const element of texts) {
      const { why, scrolled } = unreadable(element);
      if (why !== null) found.push(`“${ownText(element)}” ${why}`);
      if (!scrolled && element.closest(ABOVE) === null) placed.push({ element, rect: box(element) });
    }
    for (const [index, one] of placed.entries()) {
      for (const other of placed.slice(index + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const wide = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
        const high = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
        if (wide <= 2 || high <= 4) continue;
        if (
          getComputedStyle(one.element).display === "inline" &&
          one.element.parentElement?.contains(other.element)
        )
          continue;
        found.push(`“${ownText(one.element)}” lies upon “${ownText(other.element)}”`);
      }
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
    return [...new Set(found)];
  });
}
