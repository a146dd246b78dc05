/** Which key sends. */

import { OneOf } from "../../widgets/Choice";
import { PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import { KEYBOARD, shownKeys } from "../actions/chord";
import { useSettings } from "./useSettings";

/** Enter, or Enter with the command key. */
export function WritingSection() {
  const words = useWords().settings.writing;
  const { settings, change } = useSettings();
  return (
    <PageSection title={words.title}>
      <OneOf
        label={words.sends}
        value={settings.send_key}
        onChange={(send_key) => change({ send_key })}
        part="setting-send-key"
        options={[
          { value: "enter", label: words.enter, hint: words.enterHint },
          {
            value: "ctrl_enter",
            label: words.withCommand(shownKeys("Mod", KEYBOARD).join("")),
            hint: words.withCommandHint,
          },
        ]}
      />
    </PageSection>
  );
}
