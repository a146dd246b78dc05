// @ts-check
/**
 * Building the page's elements. Text goes in as text nodes only; there is no way here to parse markup.
 */

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | EventListener | undefined>} [attributes] `true` sets an empty
 *   attribute, `false` and `undefined` none; functions listen to the event they are named after
 * @param {...(Node | string)} children strings become text nodes
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * A line icon, decoration only: what it means is said in words beside it.
 *
 * @param {string} path the `d` of its one path, in a box of 24 by 24
 */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  setAttributes(svg, { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" });
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/**
 * Sets text only when it differs, so that nothing is announced or selected anew without need.
 *
 * @param {Element} target
 * @param {string} text
 */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/**
 * Makes the children of `parent` those of `items`, in order, keeping the elements of items that stay: focus,
 * selection and scrolling survive.
 *
 * @template T
 * @param {HTMLElement} parent
 * @param {T[]} items
 * @param {(item: T) => string} keyOf unique within `items`
 * @param {(item: T) => HTMLElement} create
 * @param {(made: HTMLElement, item: T) => void} update called for new and kept elements
 */
export function reconcile(parent, items, keyOf, create, update) {
  const wanted = new Set(items.map(keyOf));
  const kept = new Map();
  for (const child of /** @type {HTMLElement[]} */ ([...parent.children])) {
    if (wanted.has(child.dataset.key ?? "")) kept.set(child.dataset.key, child);
    else child.remove();
  }
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  let place = parent.firstElementChild;
  for (const item of items) {
    const made = kept.get(keyOf(item)) ?? create(item);
    made.dataset.key = keyOf(item);
    update(made, item);
    if (made === place) place = made.nextElementSibling;
    else parent.insertBefore(made, place);
  }
  // An element that moves loses the focus; give it back.
  if (focused !== document.activeElement && focused && parent.contains(focused))
    focused.focus({ preventScroll: true });
}

/**
 * @param {Element} target
 * @param {Record<string, string | boolean | EventListener | undefined>} attributes
 */
function setAttributes(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") target.addEventListener(name, value);
    else if (value === true) target.setAttribute(name, "");
    else if (typeof value === "string") target.setAttribute(name, value);
  }
}
