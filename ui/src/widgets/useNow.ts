/** The time of day for what is drawn. */

import { useEffect, useState } from "react";

/** Now, to the minute: what shows a time is drawn again when the minute ends. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const left = 60_000 - (now.getTime() % 60_000);
    const timer = setTimeout(() => setNow(new Date()), left + 20);
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}
