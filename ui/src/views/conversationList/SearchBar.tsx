/** The search field above the list. */

import { Search, X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { Button, Input, SearchField } from "react-aria-components";
import { useModel } from "../../stores/model";
import { useSelected } from "../../stores/store";
import { useWords } from "../../words/useWords";
import { ACTIONS } from "../actions/actions";
import { KEYBOARD, shownKeys, spokenKeys } from "../actions/chord";
import { focusPart } from "../frame/panes";
import styles from "./ConversationListPane.module.css";

const [SEARCH_KEYS = ""] = ACTIONS.search.keys ?? [];

/** Finds patients while one types; the arrow keys go on into the list. */
export function SearchBar() {
  const model = useModel();
  const words = useWords();
  const search = useSelected(model.list.state, (list) => list.search);
  const field = useRef<HTMLInputElement>(null);

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      if (!focusPart("conversation-rows")) focusPart("message-hit");
    } else if (event.key === "Enter") {
      event.preventDefault();
      void openFirst();
    } else if (event.key === "Escape" && search === "") {
      focusPart("composer");
    }
  }

  /**
   * Waits for the answer to what is typed now: the first row of an older answer may be another patient. Who has
   * gone elsewhere meanwhile stays there.
   */
  async function openFirst() {
    const { search, answered } = model.list.state.get();
    const place = model.navigation.place.get();
    if (search.trim() === "") return;
    if (answered !== search) await model.list.refresh();
    const now = model.list.state.get();
    if (model.navigation.place.get() !== place || document.activeElement !== field.current) return;
    const first = model.list.rowAt(0);
    if (first && now.answered === search) model.navigation.openConversation(first.conversation_id);
  }

  return (
    <search className={styles.search}>
      <SearchField
        className={styles.field}
        aria-label={words.list.searchLabel}
        value={search}
        onChange={(value) => void model.list.setSearch(value)}
      >
        <Search className={styles.glass} size="1rem" aria-hidden="true" />
        <Input
          ref={field}
          className={styles.input}
          placeholder={words.list.searchPlaceholder}
          data-part="search"
          data-pane-entrance
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          aria-keyshortcuts={spokenKeys(SEARCH_KEYS, KEYBOARD)}
          onKeyDown={press}
        />
        <span className={styles.keys} aria-hidden="true">
          {shownKeys(SEARCH_KEYS, KEYBOARD).join(" ")}
        </span>
        <Button className={styles.clear} aria-label={words.list.clearSearch}>
          <X size="1rem" aria-hidden="true" />
        </Button>
      </SearchField>
    </search>
  );
}
