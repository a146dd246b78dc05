/** What a clinician can set, and who is signed in. */

import { useState } from "react";
import type { CommandError, Settings } from "../../api/generated";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { NumberField } from "../../widgets/NumberField";
import { Page, PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import { OpenDoctor } from "../doctor/OpenDoctor";
import { AccountSection } from "./AccountSection";
import { AppearanceSection } from "./AppearanceSection";
import { DevicesSection } from "./DevicesSection";
import { KeySection } from "./KeySection";
import { NotificationsSection } from "./NotificationsSection";

/** Notifications, appearance, the lock, account, devices, the key, about. */
export function SettingsView() {
  const model = useModel();
  const { doctor, settings: words } = useWords();
  const settings = useStore(model.preferences.settings);
  const [error, setError] = useState<CommandError | null>(null);

  async function change(change: Partial<Settings>) {
    setError(await model.preferences.change(change));
  }

  return (
    <Page title={words.title} part="settings">
      {error && <ErrorBanner error={error} />}
      <NotificationsSection settings={settings} change={change} />
      <AppearanceSection settings={settings} change={change} />
      <PageSection title={words.lock}>
        <NumberField
          label={words.lockAfter}
          unit={words.minutes(settings.lock_after_minutes)}
          hint={words.lockAfterHint}
          value={settings.lock_after_minutes}
          least={1}
          most={30}
          onChange={(lock_after_minutes) => void change({ lock_after_minutes })}
          part="setting-lock-after"
        />
      </PageSection>
      <AccountSection />
      <DevicesSection />
      <KeySection />
      <PageSection title={doctor.title}>
        <p>{doctor.openText}</p>
        <OpenDoctor />
      </PageSection>
      <PageSection title={words.about}>
        <p>Allia Messages {__VERSION__}</p>
        <p>{words.aboutText}</p>
      </PageSection>
    </Page>
  );
}
