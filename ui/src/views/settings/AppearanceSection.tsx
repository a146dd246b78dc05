/** How the window looks and which language it speaks. */

import type { Settings } from "../../api/generated";
import { OneOf } from "../../widgets/Choice";
import { NumberField } from "../../widgets/NumberField";
import { PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";

interface AppearanceSectionProps {
  settings: Settings;
  change: (change: Partial<Settings>) => Promise<void>;
}

/** Colours, text size, language. */
export function AppearanceSection({ settings, change }: AppearanceSectionProps) {
  const { settings: words } = useWords();
  return (
    <PageSection title={words.appearance}>
      <OneOf
        label={words.colours}
        value={settings.appearance}
        onChange={(appearance) => void change({ appearance })}
        part="setting-appearance"
        options={(["system", "light", "dark", "high_contrast"] as const).map((value) => ({
          value,
          label: words.colour[value],
          hint: value === "high_contrast" ? words.highContrastHint : undefined,
        }))}
      />
      <NumberField
        label={words.textSize}
        unit={words.textSizeUnit}
        hint={words.textSizeHint}
        value={settings.text_size_percent}
        least={100}
        most={200}
        step={10}
        onChange={(text_size_percent) => void change({ text_size_percent })}
        part="setting-text-size"
      />
      <OneOf
        label={words.language}
        value={settings.language}
        onChange={(language) => void change({ language })}
        part="setting-language"
        options={(["system", "english", "spanish"] as const).map((value) => ({
          value,
          label: words.languages[value],
        }))}
      />
    </PageSection>
  );
}
