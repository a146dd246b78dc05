/** Where announcements are put for screen readers; nothing is seen of it. */

import type { Announcement } from "../stores/announcer";
import { type Store, useStore } from "../stores/store";
import { useWords } from "../words/useWords";

/** A line for each announcement, so that two equal ones are both said. */
export function LiveRegion({ said }: { said: Store<Announcement[]> }) {
  const words = useWords();
  const announcements = useStore(said);
  return (
    <div
      className="visually-hidden"
      role="log"
      aria-live="polite"
      aria-label={words.announcements.region}
      // React Aria must not hide it behind an open dialog: a message that comes in then is said, too.
      data-live-announcer="true"
      data-part="announcements"
    >
      {announcements.map(({ number, text }) => (
        <p key={number}>{text}</p>
      ))}
    </div>
  );
}
