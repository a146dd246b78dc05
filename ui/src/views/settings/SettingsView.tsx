/** What a clinician can set, and who is signed in. */

import { useEffect, useState } from "react";
import type { CommandError, Settings } from "../../api/generated";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { Page, PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import { OpenDoctor } from "../doctor/OpenDoctor";
import { AccountSection } from "./AccountSection";
import { AppearanceSection } from "./AppearanceSection";
import { ComputerSection } from "./ComputerSection";
import { DevicesSection } from "./DevicesSection";
import { KeySection } from "./KeySection";
import { LockSection } from "./LockSection";
import { NotificationsSection } from "./NotificationsSection";
import { PolicyProblems } from "./PolicyProblems";
import { RunningSection } from "./RunningSection";
import { SettingsContext } from "./useSettings";
import { WritingSection } from "./WritingSection";

/** All of it, one section below the other. Opening it has IT's policies read again. */
export function SettingsView() {
  const { preferences } = useModel();
  const { doctor, settings: words } = useWords();
  const settings = useStore(preferences.settings);
  const administration = useStore(preferences.administration);
  const [error, setError] = useState<CommandError | null>(null);
  useEffect(() => void preferences.readSettings().catch(() => {}), [preferences]);

  function change(change: Partial<Settings>) {
    void preferences.change(change).then(setError);
  }

  return (
    <SettingsContext value={{ settings, administration, change }}>
      <Page title={words.title} part="settings">
        {error && <ErrorBanner error={error} />}
        <PolicyProblems />
        <NotificationsSection />
        <AppearanceSection />
        <WritingSection />
        <LockSection />
        <RunningSection />
        <ComputerSection />
        <AccountSection />
        <DevicesSection />
        <KeySection />
        <PageSection title={doctor.title}>
          <p>{doctor.openText}</p>
          <OpenDoctor />
        </PageSection>
        <PageSection title={words.about.title}>
          <p>Allia Messages {__VERSION__}</p>
          <p>{words.about.text}</p>
        </PageSection>
      </Page>
    </SettingsContext>
  );
}
