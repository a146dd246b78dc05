/** What a clinician may ask. */

import { Fragment } from "react";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { NoticeText } from "../../widgets/NoticeText";
import { Page, PageSection } from "../../widgets/Page";
import { useWords } from "../../words/useWords";
import { MissingReasons } from "../conversationList/MissingReasons";
import { OpenDoctor } from "../doctor/OpenDoctor";
import styles from "./HelpView.module.css";
import { KeyTable } from "./KeyTable";

/** Missing patients, the notice, delivery, what the program does not do, and the keys. */
export function HelpView() {
  const { delivery, doctor, help } = useWords();
  const notice = useStore(useModel().preferences.notice);
  return (
    <Page title={help.title} part="help">
      <PageSection title={help.missing}>
        <p>{help.missingText}</p>
        <MissingReasons />
      </PageSection>
      <PageSection title={help.nonUrgent}>
        <p>{help.nonUrgentText}</p>
        {notice ? (
          <blockquote className={styles.notice} data-part="help-notice">
            <NoticeText notice={notice} />
          </blockquote>
        ) : (
          <p className={styles.quiet}>{help.noticeLater}</p>
        )}
      </PageSection>
      <PageSection title={help.delivery}>
        <dl className={styles.words}>
          {(["queued", "sent", "delivered", "read"] as const).map((state) => (
            <Fragment key={state}>
              <dt>{delivery.status[state]}</dt>
              <dd>{delivery.meaning[state]}</dd>
            </Fragment>
          ))}
          <dt>{delivery.status.not_sent}</dt>
          <dd>{help.notSentMeaning}</dd>
        </dl>
      </PageSection>
      <PageSection title={help.dots}>
        <p>{help.dotsText}</p>
      </PageSection>
      <PageSection title={help.lock}>
        <p>{help.lockText}</p>
      </PageSection>
      <PageSection title={doctor.title}>
        <p>{doctor.openText}</p>
        <OpenDoctor />
      </PageSection>
      <PageSection title={help.notDone}>
        <p>{help.notDoneText}</p>
      </PageSection>
      <PageSection title={help.keys}>
        <KeyTable />
      </PageSection>
    </Page>
  );
}
