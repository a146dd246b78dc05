// @ts-check
/**
 * When to try again: exponential backoff with full jitter, so that many pages do not come back at once.
 */

const FIRST_MILLIS = 1_000;
const LONGEST_MILLIS = 30_000;

/**
 * @param {number} failures how many tries in a row have failed; at least 1
 * @param {number | null} [retryAfterSeconds] what the service asked for; never undercut
 * @param {() => number} [random] in [0, 1)
 * @returns {number} milliseconds to wait
 */
export function backoffMillis(failures, retryAfterSeconds = null, random = Math.random) {
  const ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS * 2 ** Math.min(failures - 1, 10));
  const jittered = 200 + random() * (ceiling - 200);
  return Math.max(jittered, (retryAfterSeconds ?? 0) * 1_000);
}

/** A wait that can be cut short: by `wake()`, or for good by `stop()`. */
export class Pause {
  #wake = () => {};

  /**
   * @param {number} millis
   * @returns {Promise<void>}
   */
  wait(millis) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, millis);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Ends the current wait, if any. */
  wake() {
    this.#wake();
  }
}
