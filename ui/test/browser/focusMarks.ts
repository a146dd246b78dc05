/** How what has the focus looks different from what has not: measured on pictures of it. */

import type { ProgramWindow } from "./window";

/** One stop of the Tab key. */
export interface FocusMark {
  part: string;
  /** The contrast that most of the mark has to the same pixels without the focus: 1 is none. */
  contrast: number;
  /** Whether something else lies over all of it. */
  covered: boolean;
}

const STOPS = 24;
/** How far beyond an element its mark may reach, in pixels. */
const MARGIN = 8;
/** So many pixels must change by a contrast of 3 to be a mark, for each pixel of the shorter side. */
const THICKNESS = 2;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Goes through the page with Tab, up to where it begins again. */
export async function focusMarks(program: ProgramWindow): Promise<FocusMark[]> {
  const marks: FocusMark[] = [];
  const compare = await comparison(program);
  for (let step = 0; step < STOPS; step += 1) {
    await program.page.keyboard.press("Tab");
    const stop = await program.page.evaluate(stands, MARGIN);
    if (stop === null || marks.some((mark) => mark.part === stop.part)) continue;
    const focused = await program.page.screenshot({ clip: stop.box, caret: "hide" });
    await program.page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) {
        document.activeElement.dataset.left = "";
        document.activeElement.blur();
      }
    });
    const plain = await program.page.screenshot({ clip: stop.box, caret: "hide" });
    await program.page.evaluate(() => {
      const left = document.querySelector<HTMLElement>("[data-left]");
      left?.focus();
      left?.removeAttribute("data-left");
    });
    const least = THICKNESS * Math.min(stop.box.width, stop.box.height);
    marks.push({ part: stop.part, contrast: await compare(focused, plain, least), covered: stop.covered });
  }
  return marks;
}

function stands(margin: number): { part: string; box: Box; covered: boolean } | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  // What is ticked or chosen is drawn by its label.
  const drawn = element.matches("[type='checkbox'], [type='radio']") ? element.closest("label") : element;
  const rect = (drawn ?? element).getBoundingClientRect();
  const x = Math.max(0, rect.left - margin);
  const y = Math.max(0, rect.top - margin);
  const right = Math.min(window.innerWidth, rect.right + margin);
  const bottom = Math.min(window.innerHeight, rect.bottom + margin);
  const points = [0.05, 0.5, 0.95].flatMap((across) =>
    [0.05, 0.5, 0.95].map((down) =>
      document.elementFromPoint(rect.left + rect.width * across, rect.top + rect.height * down),
    ),
  );
  const seen = points.some((found) => found !== null && (drawn ?? element).contains(found));
  const part =
    element.dataset.part ?? element.closest("[data-part]")?.getAttribute("data-part") ?? element.tagName;
  return {
    part: `${part} ${element.id}`,
    box: { x, y, width: right - x, height: bottom - y },
    covered: !seen,
  };
}

/** Pictures are taken apart on a page of their own: the program's own forbids it. */
async function comparison(program: ProgramWindow) {
  const page = await program.page.context().newPage();
  await program.page.bringToFront();
  return (one: Buffer, other: Buffer, least: number): Promise<number> =>
    page.evaluate(
      async ([first, second, enough]) => {
        const pixels = async (base64: string) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
          context?.drawImage(bitmap, 0, 0);
          return context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
        };
        const linear = (value: number) =>
          value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        const luminance = (data: Uint8ClampedArray, at: number) =>
          0.2126 * linear((data[at] ?? 0) / 255) +
          0.7152 * linear((data[at + 1] ?? 0) / 255) +
          0.0722 * linear((data[at + 2] ?? 0) / 255);
        const [a, b] = [await pixels(first), await pixels(second)];
        const contrasts: number[] = [];
        for (let at = 0; at < Math.min(a.length, b.length); at += 4) {
          const [light = 0, dark = 0] = [luminance(a, at), luminance(b, at)].sort((x, y) => y - x);
          contrasts.push((light + 0.05) / (dark + 0.05));
        }
        contrasts.sort((x, y) => y - x);
        return contrasts[Math.round(enough)] ?? 1;
      },
      [one.toString("base64"), other.toString("base64"), least] as const,
    );
}
