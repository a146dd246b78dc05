/** What is only worth drawing when something takes longer than usual. */

import { type ReactNode, useEffect, useState } from "react";

/** Milliseconds. A spinner that only flickers says nothing, and drawing it takes time from what one waits for. */
const A_WHILE = 250;

/** Draws nothing, and after a while what is in it. */
export function AfterAWhile({ children }: { children: ReactNode }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), A_WHILE);
    return () => clearTimeout(timer);
  }, []);
  return over && children;
}
