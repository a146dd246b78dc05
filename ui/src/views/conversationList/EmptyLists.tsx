/** What the list pane says when there is no row to show. */

import { Users } from "lucide-react";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { AfterAWhile } from "../../widgets/AfterAWhile";
import { EmptyState } from "../../widgets/EmptyState";
import { Spinner } from "../../widgets/Progress";
import { Sentence } from "../../widgets/Sentence";
import { useWords } from "../../words/useWords";
import styles from "./ConversationListPane.module.css";
import { MessageHits } from "./MessageHits";
import { MissingReasons } from "./MissingReasons";

/** Before the first answer. */
export function ListLoading() {
  const { list } = useWords();
  return (
    <AfterAWhile>
      <div className={styles.waiting}>
        <Spinner label={list.loading} />
      </div>
    </AfterAWhile>
  );
}

/** Nobody answers to the search: who may be missing, and why. */
export function EmptySearch({ search }: { search: string }) {
  const { list } = useWords();
  const hits = useStore(useModel().messageSearch.hits);
  return (
    <section
      className={styles.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
      tabIndex={0}
      aria-label={list.whyMissing}
    >
      <div className={styles.message} data-part="empty-search">
        <div role="status">
          <h2>
            <Sentence of={list.nobodyFor(<bdi>{list.quoted(search.trim())}</bdi>)} />
          </h2>
        </div>
        {hits.length === 0 ? (
          <>
            <p className={styles.quiet}>{list.missingBecause}</p>
            <MissingReasons />
          </>
        ) : (
          <details data-part="missing-folded">
            <summary>{list.whyMissing}</summary>
            <MissingReasons />
          </details>
        )}
      </div>
      <MessageHits />
    </section>
  );
}

/** Nobody is in the list at all; before the first sync that only means *not yet*. */
export function EmptyPractice() {
  const { list } = useWords();
  const connection = useStore(useModel().session.connection);
  if (connection.up_to_date_as_of === null && connection.state === "connecting") return <ListLoading />;
  const notYet = connection.up_to_date_as_of === null && connection.state === "offline";
  return (
    <section
      className={styles.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
      tabIndex={0}
      aria-label={list.whyMissing}
    >
      <div className={styles.message} data-part="empty-practice">
        <EmptyState icon={<Users size="1.5rem" />} title={notYet ? list.notLoaded : list.empty}>
          <p>{notYet ? list.notLoadedText : list.emptyText}</p>
        </EmptyState>
        {!notYet && <MissingReasons />}
      </div>
    </section>
  );
}
