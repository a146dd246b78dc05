/** Many wishes to read again, one reading at a time. */

/** Reads now, or once more after the reading under way. */
export interface Coalesced {
  (): Promise<void>;
  /** Takes back the wish to read once more; the reading under way goes on. */
  forget(): void;
}

/**
 * Gives back a function that runs `work` now, or once more after the run under way: a burst of calls costs two
 * runs at most, and the last run began after the last call.
 */
export function coalesce(work: () => Promise<void>): Coalesced {
  let running: Promise<void> | null = null;
  let again = false;
  async function run(): Promise<void> {
    do {
      again = false;
      await work();
    } while (again);
  }
  const ask = (): Promise<void> => {
    if (running) {
      again = true;
      return running;
    }
    running = run().finally(() => {
      running = null;
    });
    return running;
  };
  const forget = (): void => {
    again = false;
  };
  return Object.assign(ask, { forget });
}
