// @ts-check
/**
 * A sign-in: its tokens, their silent renewal, and its end.
 *
 * Where the tokens are kept. They live in this module's memory. So that a reload of the tab does not
 * sign the patient out, they are put into `sessionStorage` while the page is going away and taken out again
 * the moment it is back. `sessionStorage` belongs to one tab and ends with it, unlike `localStorage` and
 * cookies, and because it is empty while the page runs, a duplicated tab does not get a second copy of a
 * refresh token that serves only once. No script but this page's own can read it: the content security
 * policy admits no other, and no text from the network is ever parsed as markup.
 *
 * @typedef {import("./types.js").Tokens} Tokens
 */
import { Refused, readJson, send } from "./api.js";

const STORAGE_KEY = "allia.session";
/** Renew this long before the access token lapses, in milliseconds. */
const EARLY_MILLIS = 30_000;

export class Session {
  /** @type {Promise<void> | null} */
  #renewal = null;
  /** @type {Tokens} */
  #tokens;
  #ended = false;

  /**
   * @param {Tokens} tokens
   * @param {() => void} onEnded called once when the service no longer knows this session
   */
  constructor(tokens, onEnded) {
    this.#tokens = tokens;
    this.onEnded = onEnded;
  }

  get user() {
    return this.#tokens.user;
  }

  get hasEnded() {
    return this.#ended;
  }

  /**
   * Asks the API with this session's token, renewing it when it has lapsed.
   *
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>} the answer's JSON, or `null` when it has no body
   */
  async ask(method, path, body) {
    return readJson(await this.open(method, path, { body }));
  }

  /**
   * As {@link ask}, but hands the answer over unread, for streams.
   *
   * @param {string} method
   * @param {string} path
   * @param {{body?: unknown, signal?: AbortSignal}} [options]
   */
  async open(method, path, options = {}) {
    if (Date.parse(this.#tokens.access_expires_at) - EARLY_MILLIS < Date.now()) await this.#renew();
    const token = this.#tokens.access_token;
    try {
      return await send(method, path, { ...options, token });
    } catch (error) {
      if (!isUnauthenticated(error)) throw error;
      // Somebody else's call may have renewed the token while this one was under way.
      if (token === this.#tokens.access_token) await this.#renew();
      return await send(method, path, { ...options, token: this.#tokens.access_token });
    }
  }

  /** Signs out. The session is over for this page even when the service cannot be told. */
  async signOut() {
    this.#ended = true;
    await send("DELETE", "/v1/sessions/current", { token: this.#tokens.access_token }).catch(() => null);
  }

  /** The service has ended this session. */
  end() {
    if (this.#ended) return;
    this.#ended = true;
    this.onEnded();
  }

  /** Puts the tokens where the reloaded page finds them. */
  store() {
    if (!this.#ended) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(this.#tokens));
  }

  #renew() {
    this.#renewal ??= this.#renewOnce().finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async #renewOnce() {
    try {
      const body = { refresh_token: this.#tokens.refresh_token };
      this.#tokens = await readJson(await send("POST", "/v1/sessions/refresh", { body }));
    } catch (error) {
      if (isUnauthenticated(error)) this.end();
      throw error;
    }
  }
}

/**
 * Takes the tokens that {@link Session.store} put away, if any.
 *
 * @returns {Tokens | null}
 */
export function takeStoredTokens() {
  const stored = sessionStorage.getItem(STORAGE_KEY);
  sessionStorage.removeItem(STORAGE_KEY);
  try {
    return stored === null ? null : JSON.parse(stored);
  } catch {
    return null;
  }
}

/** @param {unknown} error */
function isUnauthenticated(error) {
  return error instanceof Refused && error.status === 401;
}
