// @ts-check
/**
 * One HTTP exchange with the messaging API, and the two ways in which it can fail.
 */

/** How long an answer may take, in milliseconds. */
const ANSWER_MILLIS = 30_000;

/** The service answered, and said no. */
export class Refused extends Error {
  /**
   * @param {number} status the HTTP status
   * @param {string} code the problem document's machine word; `unknown` when there was none
   * @param {number | null} retryAfterSeconds from `Retry-After`
   */
  constructor(status, code, retryAfterSeconds) {
    super(`refused: ${status} ${code}`);
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the same request may succeed later. */
  get isPassing() {
    return this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** No usable answer came: no network, a timeout, or something that is not the service. */
export class Unreachable extends Error {}

/**
 * Sends one request.
 *
 * @param {string} method
 * @param {string} path
 * @param {{body?: unknown, token?: string, signal?: AbortSignal}} [options]
 * @returns {Promise<Response>} an answer with a status below 400
 * @throws {Refused | Unreachable}
 */
export async function send(method, path, options = {}) {
  const headers = new Headers({ accept: "application/json" });
  if (options.token) headers.set("authorization", `Bearer ${options.token}`);
  if (options.body !== undefined) headers.set("content-type", "application/json");
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  const signal = options.signal ?? AbortSignal.timeout(ANSWER_MILLIS);
  let response;
  try {
    response = await fetch(path, { method, headers, body, signal, cache: "no-store", credentials: "omit" });
  } catch (cause) {
    throw new Unreachable("no answer", { cause });
  }
  if (response.ok) return response;
  throw await refusal(response);
}

/**
 * Reads an answer's JSON.
 *
 * @param {Response} response
 * @returns {Promise<any>} `null` for an answer without a body
 */
export async function readJson(response) {
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch (cause) {
    throw new Unreachable("the answer was cut short or is not JSON", { cause });
  }
}

/** @param {Response} response */
async function refusal(response) {
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  const problem = await response.json().catch(() => null);
  const code = typeof problem?.code === "string" ? problem.code : "unknown";
  return new Refused(response.status, code, Number.isFinite(seconds) ? seconds : null);
}
