// @ts-check
/** A labelled input that says in words what is wrong with its value. */
import { element, setText } from "../element.js";

/**
 * @typedef {object} FieldOptions
 * @property {string} id
 * @property {string} label
 * @property {string} autocomplete
 * @property {string} [hint]
 * @property {number} [minimum] fewest characters; 1 when not given
 *
 * @typedef {object} Field
 * @property {HTMLElement} root
 * @property {string} value
 * @property {() => boolean} check says whether the value will do, and shows why not
 * @property {() => void} focus
 */

/** @param {FieldOptions} options @returns {Field} */
export function createField(options) {
  return build(options, "text");
}

/** A password, with a switch to look at it. @param {FieldOptions} options @returns {Field} */
export function createPasswordField(options) {
  return build(options, "password");
}

/** @param {FieldOptions} options @param {"text" | "password"} type @returns {Field} */
function build({ id, label, autocomplete, hint, minimum = 1 }, type) {
  const describedBy = hint ? `${id}-hint ${id}-fault` : `${id}-fault`;
  const input = /** @type {HTMLInputElement} */ (
    element("input", {
      id,
      name: id,
      type,
      autocomplete,
      autocapitalize: "none",
      spellcheck: "false",
      required: true,
      "aria-describedby": describedBy,
    })
  );
  const fault = element("p", { id: `${id}-fault`, class: "fault" });
  const box = element("div", { class: "input-box" }, input, ...(type === "password" ? [reveal(input)] : []));
  const hintElement = hint ? [element("p", { id: `${id}-hint`, class: "hint" }, hint)] : [];
  const root = element(
    "div",
    { class: "field" },
    element("label", { for: id }, label),
    ...hintElement,
    box,
    fault,
  );

  function check() {
    const length = [...input.value.trim()].length;
    const isWrong = length < minimum;
    setText(
      fault,
      !isWrong ? "" : length === 0 ? "Please fill this in." : `Please use at least ${minimum} characters.`,
    );
    input.setAttribute("aria-invalid", String(isWrong));
    return !isWrong;
  }

  return {
    root,
    check,
    focus: () => input.focus(),
    get value() {
      return input.value;
    },
    set value(value) {
      input.value = value;
    },
  };
}

/** @param {HTMLInputElement} input */
function reveal(input) {
  const verb = element("span", {}, "Show");
  const rest = element("span", { class: "for-screen-readers" }, " password");
  const toggle = () => {
    input.type = input.type === "password" ? "text" : "password";
    setText(verb, input.type === "password" ? "Show" : "Hide");
  };
  return element("button", { class: "reveal", type: "button", click: toggle }, verb, rest);
}
