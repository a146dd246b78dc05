/** What is lost when the window is narrow or the text is large. */

import type { ProgramWindow } from "./window";

/** The parts of the page that lie where nobody can scroll to, or whose text is cut without a sign of it. */
export function cutOff(program: ProgramWindow): Promise<string[]> {
  return program.page.evaluate(() => {
    const scrolls = (element: Element, axis: "overflowX" | "overflowY") => {
      for (let above = element.parentElement; above; above = above.parentElement) {
        if (/auto|scroll/u.test(getComputedStyle(above)[axis])) return true;
      }
      return false;
    };
    const isOutside = (element: Element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const aside = left < -1 || right > window.innerWidth + 1;
      const below = top < -1 || bottom > window.innerHeight + 1;
      return (aside && !scrolls(element, "overflowX")) || (below && !scrolls(element, "overflowY"));
    };
    const isCut = (element: Element) => {
      const style = getComputedStyle(element);
      const shortens = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
      const hides = style.overflowY === "hidden" && !shortens;
      return hides && element.scrollHeight > element.clientHeight + 1;
    };
    const hasText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const isOnlyHeard = (element: Element) => getComputedStyle(element).clipPath === "inset(50%)";
    const drawn = [...document.querySelectorAll("#root *, [role='dialog'] *")].filter(
      (element) =>
        element.getClientRects().length > 0 &&
        !element.closest(".visually-hidden, [aria-hidden='true']") &&
        !isOnlyHeard(element),
    );
    const lost = drawn.filter(
      (element) =>
        (element.matches("button, input, textarea, summary, [role='option']") || hasText(element)) &&
        (isOutside(element) || isCut(element)),
    );
    const sideways =
      document.documentElement.scrollWidth > window.innerWidth ? ["the page scrolls sideways"] : [];
    return [...sideways, ...lost.map((element) => element.outerHTML.slice(0, 120))];
  });
}

/** Spaces text as widely as a reader may. */
export async function spaceText(program: ProgramWindow): Promise<void> {
  await program.page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}
