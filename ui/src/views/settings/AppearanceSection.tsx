/** How the program looks, and the language it speaks. */

import { OneOf } from "../../widgets/Choice";
import { NumberField } from "../../widgets/NumberField";
import { PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import { ManagedNote } from "./ManagedNote";
import { useManaged, useSettings } from "./useSettings";

/** Colours, text size and language. */
export function AppearanceSection() {
  const { appearance } = useWords().settings;
  const { settings, change } = useSettings();
  const managed = useManaged("language");
  return (
    <PageSection title={appearance.title}>
      <OneOf
        label={appearance.colours}
        value={settings.appearance}
        onChange={(value) => change({ appearance: value })}
        part="setting-appearance"
        options={[
          { value: "system", label: appearance.system },
          { value: "light", label: appearance.light },
          { value: "dark", label: appearance.dark },
          { value: "high_contrast", label: appearance.highContrast, hint: appearance.highContrastHint },
        ]}
      />
      <NumberField
        label={appearance.textSize}
        unit={appearance.textSizeUnit}
        hint={appearance.textSizeHint}
        value={settings.text_size_percent}
        least={100}
        most={200}
        step={10}
        onChange={(text_size_percent) => change({ text_size_percent })}
        part="setting-text-size"
      />
      <OneOf
        label={appearance.language}
        value={settings.language}
        onChange={(language) => change({ language })}
        disabled={managed !== undefined}
        note={managed && <ManagedNote managed={managed} />}
        part="setting-language"
        options={[
          { value: "system", label: appearance.languageSystem },
          { value: "english", label: "English" },
          { value: "spanish", label: "Español" },
        ]}
      />
    </PageSection>
  );
}
