/** What raises a notification, what it shows, when there is none, and whether the system shows them. */

import type { NotificationContent, Settings } from "../../api/generated";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { OneOf, Toggle } from "../../widgets/Choice";
import { PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import { NotificationLog } from "./NotificationLog";
import styles from "./NotificationsSection.module.css";
import { NotificationTest } from "./NotificationTest";
import { QuietHours } from "./QuietHours";
import { QuietNow } from "./QuietNow";

/** From the least to the most. */
const CONTENTS: readonly NotificationContent[] = ["nothing", "name", "name_and_text"];

interface NotificationsSectionProps {
  settings: Settings;
  change: (change: Partial<Settings>) => Promise<void>;
}

/** The settings of notifications. */
export function NotificationsSection({ settings, change }: NotificationsSectionProps) {
  const { notifications: words } = useWords();
  return (
    <PageSection title={words.title}>
      <Toggle
        label={words.wanted.label}
        hint={words.wanted.hint}
        selected={settings.notifications}
        onChange={(notifications) => void change({ notifications })}
        part="setting-notifications"
      />
      <Content settings={settings} change={change} />
      <QuietHours
        hours={settings.quiet_hours}
        disabled={!settings.notifications}
        onChange={(quiet_hours) => void change({ quiet_hours })}
      />
      <QuietNow />
      <NotificationTest />
      <NotificationLog />
    </PageSection>
  );
}

function Content({ settings, change }: NotificationsSectionProps) {
  const { notifications: words } = useWords();
  const app = useStore(useModel().session.app);
  const most = app.state === "signed_in" ? app.account.practice_allows : "nothing";
  const allowed = CONTENTS.indexOf(most);
  const chosen = CONTENTS.indexOf(settings.notification_content);
  const { nothing, name, nameAndText } = words.content;
  const options = [nothing, name, nameAndText].map((words, rank) => ({
    value: CONTENTS[rank] ?? "nothing",
    ...words,
    disabled: rank > allowed,
  }));
  return (
    <>
      <OneOf
        label={words.content.label}
        value={CONTENTS[Math.min(chosen, allowed)] ?? "nothing"}
        onChange={(notification_content) => void change({ notification_content })}
        disabled={!settings.notifications}
        part="setting-notification-content"
        options={options}
      />
      {most !== "name_and_text" && (
        <p className={styles.quiet} data-part="notification-cap">
          {words.capped[most]}
        </p>
      )}
    </>
  );
}
