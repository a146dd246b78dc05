/** The list pane: the search field, and below it the patients or why there are none. */

import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { useWords } from "../../words/useWords";
import styles from "./ConversationListPane.module.css";
import { EmptyPractice, EmptySearch, ListLoading } from "./EmptyLists";
import { RowList } from "./RowList";
import { SearchBar } from "./SearchBar";

/** Every state of the list. */
export function ConversationListPane() {
  const model = useModel();
  const words = useWords();
  const list = useStore(model.list.state);
  return (
    <section
      className={styles.pane}
      aria-label={words.list.pane}
      data-pane="list"
      data-part="conversation-list"
    >
      <SearchBar />
      {list.error && (
        <ErrorBanner
          error={list.error}
          action={
            <Button weight="quiet" onPress={() => void model.list.refresh()}>
              {words.actions.tryAgain}
            </Button>
          }
        />
      )}
      {list.answered === null && !list.error && <ListLoading />}
      {list.answered !== null && list.total > 0 && <RowList />}
      {list.answered !== null && list.total === 0 && list.totalWithoutSearch > 0 && (
        <EmptySearch search={list.answered} />
      )}
      {list.answered !== null && list.totalWithoutSearch === 0 && <EmptyPractice />}
    </section>
  );
}
