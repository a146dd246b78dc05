/** What the list pane says when there is no row to show. */

import { Users } from "lucide-react";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { EmptyState } from "../../widgets/EmptyState";
import { Spinner } from "../../widgets/Progress";
import styles from "./ConversationListPane.module.css";
import { MessageHits } from "./MessageHits";
import { MissingReasons } from "./MissingReasons";

/** Before the first answer. */
export function ListLoading() {
  return (
    <div className={styles.waiting}>
      <Spinner label="Loading patients" />
    </div>
  );
}

/** Nobody answers to the search: who may be missing, and why. */
export function EmptySearch({ search }: { search: string }) {
  const hits = useStore(useModel().messageSearch.hits);
  return (
    <div className={styles.scroller}>
      <div className={styles.message} data-part="empty-search">
        <div role="status">
          <h2>
            No patient found for <bdi>“{search.trim()}”</bdi>
          </h2>
        </div>
        {hits.length === 0 ? (
          <>
            <p className={styles.quiet}>A patient may be missing because:</p>
            <MissingReasons />
          </>
        ) : (
          <details data-part="missing-folded">
            <summary>Why a patient may be missing</summary>
            <MissingReasons />
          </details>
        )}
      </div>
      <MessageHits />
    </div>
  );
}

/** Nobody is in the list at all; before the first sync that only means *not yet*. */
export function EmptyPractice() {
  const connection = useStore(useModel().session.connection);
  if (connection.up_to_date_as_of === null && connection.state === "connecting") return <ListLoading />;
  const notYet = connection.up_to_date_as_of === null && connection.state === "offline";
  return (
    <div className={styles.scroller}>
      <div className={styles.message} data-part="empty-practice">
        <EmptyState icon={<Users size="1.5rem" />} title={notYet ? "Not loaded yet" : "No patients yet"}>
          <p>
            {notYet
              ? "Your patients come to this computer when the server can be reached."
              : "Patients appear here as soon as they activate the app and you are on their care team."}
          </p>
        </EmptyState>
        {!notYet && <MissingReasons />}
      </div>
    </div>
  );
}
