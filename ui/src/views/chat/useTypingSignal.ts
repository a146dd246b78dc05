/** Telling the patient that one is writing. */

import { useCallback, useRef } from "react";
import { useModel } from "../../stores/model";

/** The shortest time between two signals, in milliseconds; one holds for five seconds. */
const SIGNAL_EVERY = 3_000;

/** Gives back what to call on every change; it signals only now and then. */
export function useTypingSignal(conversationId: string): () => void {
  const { backend } = useModel();
  const last = useRef(Number.NEGATIVE_INFINITY);
  return useCallback(() => {
    const now = performance.now();
    if (now - last.current < SIGNAL_EVERY) return;
    last.current = now;
    void backend.typing(conversationId).catch(() => {});
  }, [backend, conversationId]);
}
