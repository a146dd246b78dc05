/** When the program locks by itself. */

import { NumberField } from "../../widgets/NumberField";
import { PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import { ManagedNote } from "./ManagedNote";
import { useManaged, useSettings } from "./useSettings";

/** Minutes without anybody; IT may have set the most. */
export function LockSection() {
  const words = useWords();
  const { lock } = words.settings;
  const { settings, administration, change } = useSettings();
  const managed = useManaged("lock_after_minutes");
  const most = administration.most_lock_minutes;
  return (
    <PageSection title={lock.title}>
      <NumberField
        label={lock.after}
        unit={lock.minutes(settings.lock_after_minutes)}
        hint={lock.hint(new Intl.NumberFormat(words.locale).format(most))}
        value={settings.lock_after_minutes}
        least={1}
        most={most}
        onChange={(lock_after_minutes) => change({ lock_after_minutes })}
        disabled={most === 1}
        note={<ManagedNote managed={most === 1 && managed ? { ...managed, effect: "fixed" } : managed} />}
        part="setting-lock-after"
      />
    </PageSection>
  );
}
