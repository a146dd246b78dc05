/** When the program begins and ends. */

import { OneOf, Toggle } from "../../widgets/Choice";
import { PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import { ManagedNote } from "./ManagedNote";
import { useManaged, useSettings } from "./useSettings";

/** Starting with the computer, and what closing the window does. */
export function RunningSection() {
  const words = useWords().settings.running;
  const { settings, change } = useSettings();
  const starting = useManaged("start_with_computer");
  const closing = useManaged("when_closed");
  return (
    <PageSection title={words.title}>
      <Toggle
        label={words.start}
        hint={words.startHint}
        selected={settings.start_with_computer}
        onChange={(start_with_computer) => change({ start_with_computer })}
        disabled={starting !== undefined}
        note={<ManagedNote managed={starting} />}
        part="setting-start-with-computer"
      />
      <OneOf
        label={words.close}
        value={settings.when_closed}
        onChange={(when_closed) => change({ when_closed })}
        disabled={closing !== undefined}
        note={closing && <ManagedNote managed={closing} />}
        part="setting-when-closed"
        options={[
          { value: "ask", label: words.ask },
          { value: "keep_running", label: words.keepRunning, hint: words.keepRunningHint },
          { value: "quit", label: words.quit },
        ]}
      />
    </PageSection>
  );
}
