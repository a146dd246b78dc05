/** Many wishes to read again, one reading at a time. */

/**
 * Gives back a function that runs `work` now, or once more after the run under way: a burst of calls costs two
 * runs at most, and the last run began after the last call.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  async function run(): Promise<void> {
    do {
      again = false;
      await work();
    } while (again);
  }
  return () => {
    if (running) {
      again = true;
      return running;
    }
    running = run().finally(() => {
      running = null;
    });
    return running;
  };
}
