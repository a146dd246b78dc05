/** What a clinician may ask. */

import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Page, PageSection } from "../../widgets/Page";
import { MissingReasons } from "../conversationList/MissingReasons";
import styles from "./HelpView.module.css";
import { KeyTable } from "./KeyTable";

/** Missing patients, the notice, delivery, what the program does not do, and the keys. */
export function HelpView() {
  const notice = useStore(useModel().preferences.notice);
  return (
    <Page title="Help" part="help">
      <PageSection title="Why a patient may be missing">
        <p>
          The list shows the patients who have activated the app and on whose care team you are an active
          member. A patient who is not in the list cannot be messaged.
        </p>
        <MissingReasons />
      </PageSection>
      <PageSection title="Non-urgent messages only">
        <p>Each time patients open their messages, an emergency notice stands at the top. It says:</p>
        {notice ? (
          <blockquote className={styles.notice} data-part="help-notice">
            <strong dir="auto">{notice.title}</strong>
            <p dir="auto">{notice.text}</p>
            <p>
              Number to call: <bdi>{notice.phone}</bdi>
            </p>
          </blockquote>
        ) : (
          <p className={styles.quiet}>The notice is shown here once you have been online.</p>
        )}
      </PageSection>
      <PageSection title="What the words under a message mean">
        <dl className={styles.words}>
          <dt>Queued</dt>
          <dd>Kept on this computer. It goes out when the service can be reached.</dd>
          <dt>Sent</dt>
          <dd>On the service.</dd>
          <dt>Delivered</dt>
          <dd>On the patient's device.</dd>
          <dt>Read</dt>
          <dd>The patient has opened the conversation since.</dd>
          <dt>Not sent</dt>
          <dd>It does not go out by itself. The reason is beside it, and under Not sent.</dd>
        </dl>
      </PageSection>
      <PageSection title="The dots">
        <p>
          Green: the patient is online now. Gray: offline. A hollow dot: it cannot be known while you are
          offline yourself.
        </p>
      </PageSection>
      <PageSection title="When it locks">
        <p>
          Allia Messages locks when nobody has pressed a key or moved the pointer for the time in the
          settings, and at once when the computer sleeps, its screen locks or another user takes over. Your
          password unlocks it. What you were writing is kept. Notifications go on, with the number of new
          messages only.
        </p>
      </PageSection>
      <PageSection title="What this program does not do">
        <p>
          Messages need the patient's app. Appointments by e-mail link, self-scheduling and forms are other
          products; they are not in this program.
        </p>
      </PageSection>
      <PageSection title="Keys">
        <KeyTable />
      </PageSection>
    </Page>
  );
}
