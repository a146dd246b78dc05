/** Messages that contain the words searched for. */

import type { KeyboardEvent } from "react";
import { Button } from "react-aria-components";
import type { MessageHit } from "../../api/generated";
import { birthDate, shortTime } from "../../domain/dates";
import { excerpt } from "../../domain/excerpt";
import { messageTime } from "../../domain/timeline";
import { useModel } from "../../stores/model";
import { useSelected, useStore } from "../../stores/store";
import { useNow } from "../../widgets/useNow";
import { useWords } from "../../words/useWords";
import { focusPart } from "../frame/panes";
import styles from "./MessageHits.module.css";

/** The arrow keys move between hits; before the first one the list of patients comes again. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons: (Element | null)[] = [...event.currentTarget.querySelectorAll("button")];
  const next = buttons.indexOf(document.activeElement) + step;
  const target = buttons[next];
  if (target instanceof HTMLElement) target.focus();
  else if (next < 0 && !focusPart("conversation-rows")) focusPart("search");
}

/** Nothing when there is no hit, except how far back the search could look where that is not everything. */
export function MessageHits() {
  const model = useModel();
  const { list, locale } = useWords();
  const hits = useStore(model.messageSearch.hits);
  const searching = useSelected(model.list.state, (state) => state.search.trim() !== "");
  const days = useSelected(model.preferences.administration, (fixed) => fixed.cache_days);
  const reach = searching && days !== null && (
    <p className={styles.reach} data-part="search-reach">
      {list.searchedDays(new Intl.NumberFormat(locale).format(days))}
    </p>
  );
  if (hits.length === 0) return reach;
  return (
    <section className={styles.hits} aria-label={list.hits} onKeyDown={moveFocus} data-part="message-hits">
      <h2 className={styles.heading}>{list.hitsTitle}</h2>
      {reach}
      <ul>
        {hits.map((hit) => (
          <li key={hit.message.message_id}>
            <Hit hit={hit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Hit({ hit }: { hit: MessageHit }) {
  const model = useModel();
  const words = useWords();
  const now = useNow();
  const search = useSelected(model.list.state, (list) => list.search);
  const { message, patient } = hit;
  const [before, found, after] = excerpt(message.text, search);
  return (
    <Button
      className={styles.hit}
      onPress={() => model.navigation.openConversation(hit.conversation_id, message.position)}
      data-part="message-hit"
    >
      <span className={styles.line}>
        <bdi className={styles.name} dir="auto">
          {patient.display_name}
        </bdi>
        <span className={styles.time}>{shortTime(messageTime(message), now, words)}</span>
      </span>
      <span className={styles.birth}>{words.person.born(birthDate(patient.birth_date, words))}</span>
      <bdi className={styles.text} dir="auto">
        {message.from_me && words.list.youBefore}
        {before}
        <mark>{found}</mark>
        {after}
      </bdi>
    </Button>
  );
}
