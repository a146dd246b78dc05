/** What raises a notification, what it shows, when there is none, and whether the system shows them. */

import type { NotificationContent } from "../../api/generated";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { OneOf, Toggle } from "../../widgets/Choice";
import { PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import { ManagedNote } from "./ManagedNote";
import { NotificationLog } from "./NotificationLog";
import styles from "./NotificationsSection.module.css";
import { NotificationTest } from "./NotificationTest";
import { QuietHours } from "./QuietHours";
import { QuietNow } from "./QuietNow";
import { useManaged, useSettings } from "./useSettings";

/** From the least to the most. */
const CONTENTS: readonly NotificationContent[] = ["nothing", "name", "name_and_text"];

/** The settings of notifications. */
export function NotificationsSection() {
  const { notifications: words } = useWords();
  const { settings, change } = useSettings();
  const managed = useManaged("notifications");
  return (
    <PageSection title={words.title}>
      <Toggle
        label={words.wanted.label}
        hint={words.wanted.hint}
        selected={settings.notifications}
        onChange={(notifications) => change({ notifications })}
        disabled={managed !== undefined}
        note={<ManagedNote managed={managed} />}
        part="setting-notifications"
      />
      <Content />
      <QuietHours
        hours={settings.quiet_hours}
        disabled={!settings.notifications}
        onChange={(quiet_hours) => change({ quiet_hours })}
      />
      <QuietNow />
      <NotificationTest />
      <NotificationLog />
    </PageSection>
  );
}

function Content() {
  const { notifications: words } = useWords();
  const { settings, administration, change } = useSettings();
  const managed = useManaged("notification_content");
  const app = useStore(useModel().session.app);
  const most = app.state === "signed_in" ? app.account.practice_allows : "nothing";
  const fixed = CONTENTS.indexOf(administration.most_notification_content ?? "name_and_text");
  const allowed = Math.min(CONTENTS.indexOf(most), fixed);
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
        onChange={(notification_content) => change({ notification_content })}
        disabled={!settings.notifications || fixed === 0}
        note={managed && <ManagedNote managed={fixed === 0 ? { ...managed, effect: "fixed" } : managed} />}
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
