/** What a clinician can set, and who is signed in. */

import { useState } from "react";
import type { CommandError, Settings } from "../../api/generated";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { OneOf, Toggle } from "../../widgets/Choice";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { NumberField } from "../../widgets/NumberField";
import { Page, PageSection } from "../../widgets/Page";
import { AccountSection } from "./AccountSection";
import { DevicesSection } from "./DevicesSection";
import { KeySection } from "./KeySection";

/** Notifications, appearance, the lock, account, devices, the key, about. */
export function SettingsView() {
  const model = useModel();
  const settings = useStore(model.preferences.settings);
  const [error, setError] = useState<CommandError | null>(null);

  async function change(change: Partial<Settings>) {
    setError(await model.preferences.change(change));
  }

  return (
    <Page title="Settings" part="settings">
      {error && <ErrorBanner error={error} />}
      <PageSection title="Notifications">
        <Toggle
          label="Notify me of new messages"
          hint="When their chat is not in front of you."
          selected={settings.notifications}
          onChange={(notifications) => void change({ notifications })}
          part="setting-notifications"
        />
        <OneOf
          label="A notification shows"
          value={settings.notification_content}
          onChange={(notification_content) => void change({ notification_content })}
          disabled={!settings.notifications}
          part="setting-notification-content"
          options={[
            { value: "nothing", label: "“New message”, nothing more", hint: "Safe on a locked screen." },
            { value: "name", label: "The patient's name", hint: "Others may see it on your screen." },
          ]}
        />
      </PageSection>
      <PageSection title="Appearance">
        <OneOf
          label="Colours"
          value={settings.appearance}
          onChange={(appearance) => void change({ appearance })}
          part="setting-appearance"
          options={[
            { value: "system", label: "As the system" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
        />
      </PageSection>
      <PageSection title="Lock">
        <NumberField
          label="Lock after"
          unit={settings.lock_after_minutes === 1 ? "minute" : "minutes"}
          hint="Minutes without a key pressed or the pointer moved, 1 to 30. It also locks when the computer sleeps or its screen locks."
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
      <PageSection title="About">
        <p>Allia Messages {__VERSION__}</p>
        <p>Secure, non-urgent messages with your own patients. Open source under the Apache License 2.0.</p>
      </PageSection>
    </Page>
  );
}
