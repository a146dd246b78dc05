/** The size of the system's text in pixels. */

import { useEffect, useState } from "react";

function measure(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

/** One `rem` in pixels; follows changes of the text size. */
export function useRem(): number {
  const [rem, setRem] = useState(measure);
  useEffect(() => {
    const look = () => setRem(measure());
    window.addEventListener("resize", look);
    window.addEventListener("focus", look);
    return () => {
      window.removeEventListener("resize", look);
      window.removeEventListener("focus", look);
    };
  }, []);
  return rem;
}
