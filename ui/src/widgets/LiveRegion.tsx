/** Where announcements are put for screen readers; nothing is seen of it. */

import type { Announcement } from "../stores/announcer";
import { type Store, useStore } from "../stores/store";

/** Two places in turn, so that two equal announcements are both said. */
export function LiveRegion({ said }: { said: Store<Announcement> }) {
  const { number, text } = useStore(said);
  return (
    <div
      className="visually-hidden"
      role="log"
      aria-live="polite"
      aria-label="New messages"
      data-part="announcements"
    >
      <p>{number % 2 === 0 ? text : ""}</p>
      <p>{number % 2 === 1 ? text : ""}</p>
    </div>
  );
}
