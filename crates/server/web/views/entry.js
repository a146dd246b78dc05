// @ts-check
/** The way in: signing in, or activating with a code from the practice. */
import { element, setText } from "../element.js";
import { activationFailure, signInFailure } from "../words.js";
import { createField, createPasswordField } from "./field.js";

/**
 * @typedef {{username: string, password: string}} Credentials
 * @typedef {object} EntryActions each throws what the API answered
 * @property {(credentials: Credentials) => Promise<void>} signIn
 * @property {(activation: Credentials & {code: string}) => Promise<void>} activate
 */

/**
 * @param {import("../state.js").State} state
 * @param {EntryActions} actions
 * @param {string} code a code that came with the page's address; empty for none
 */
export function createEntry(state, actions, code) {
  const message = element("p", { class: "entry-message", role: "status" });
  const place = element("div");
  const root = element(
    "main",
    { class: "entry" },
    element(
      "div",
      { class: "entry-card" },
      element("img", { class: "entry-mark", src: "/patient/icon.svg", alt: "", width: "48", height: "48" }),
      element("h1", {}, "Messages with your care team"),
      element("p", { class: "quiet-words" }, "For everyday, non-urgent questions."),
      message,
      place,
    ),
  );
  let focus = () => {};
  const showSignIn = () => show(createSignIn(actions, () => showActivation("")));
  const showActivation = (/** @type {string} */ given) => show(createActivation(actions, given, showSignIn));

  /** @param {{form: HTMLElement, focus: () => void}} shown */
  function show(shown) {
    place.replaceChildren(shown.form);
    focus = shown.focus;
    if (root.isConnected) focus();
  }

  function render() {
    setText(message, state.entryMessage ?? "");
  }

  if (code) showActivation(code);
  else showSignIn();
  return { root, render, focus: () => focus() };
}

/** @param {EntryActions} actions @param {() => void} onActivate */
function createSignIn(actions, onActivate) {
  const username = createField({ id: "username", label: "Username", autocomplete: "username" });
  const password = createPasswordField({
    id: "password",
    label: "Password",
    autocomplete: "current-password",
  });
  const submit = async () => {
    try {
      await actions.signIn({ username: username.value.trim(), password: password.value });
    } catch (error) {
      throw new Error(signInFailure(error), { cause: error });
    }
  };
  const other = element(
    "button",
    { class: "link", type: "button", click: onActivate },
    "I have an activation code",
  );
  const form = createForm("Sign in", [username, password], submit, other);
  return { form, focus: () => username.focus() };
}

/** @param {EntryActions} actions @param {string} code @param {() => void} onSignIn */
function createActivation(actions, code, onSignIn) {
  const codeField = createField({
    id: "code",
    label: "Activation code",
    autocomplete: "one-time-code",
    hint: "From your practice. It works once.",
  });
  const username = createField({
    id: "username",
    label: "Choose a username",
    autocomplete: "username",
    hint: "3 to 64 characters.",
    minimum: 3,
  });
  const password = createPasswordField({
    id: "password",
    label: "Choose a password",
    autocomplete: "new-password",
    hint: "At least 8 characters. A few unrelated words work well.",
    minimum: 8,
  });
  codeField.value = code;
  const submit = async () => {
    try {
      await actions.activate({
        code: codeField.value.trim(),
        username: username.value.trim(),
        password: password.value,
      });
    } catch (error) {
      throw new Error(activationFailure(error), { cause: error });
    }
  };
  const other = element(
    "button",
    { class: "link", type: "button", click: onSignIn },
    "I already have an account",
  );
  const form = createForm("Activate", [codeField, username, password], submit, other);
  return { form, focus: () => (code ? username : codeField).focus() };
}

/**
 * @param {string} verb what its button says
 * @param {import("./field.js").Field[]} fields
 * @param {() => Promise<void>} submit throws an error whose message is shown
 * @param {HTMLElement} other the way to the other form
 */
function createForm(verb, fields, submit, other) {
  const failure = element("p", { class: "failure", role: "alert" });
  const button = /** @type {HTMLButtonElement} */ (
    element("button", { class: "primary", type: "submit" }, verb)
  );
  const inputs = fields.map((field) => field.root);
  const form = element(
    "form",
    { novalidate: true, "aria-label": verb, submit: onSubmit },
    ...inputs,
    failure,
    button,
    other,
  );

  /** @param {Event} event */
  async function onSubmit(event) {
    event.preventDefault();
    setText(failure, "");
    const wrong = fields.filter((field) => !field.check());
    if (wrong.length > 0) return wrong[0].focus();
    if (button.disabled) return;
    button.disabled = true;
    try {
      await submit();
    } catch (error) {
      setText(failure, error instanceof Error ? error.message : String(error));
    } finally {
      button.disabled = false;
    }
  }

  return form;
}
