/** Messages found by their words, beside the patients found by name. */

import type { Backend } from "../api/backend";
import type { MessageHit } from "../api/generated";
import { coalesce } from "./coalesce";
import type { ListState } from "./conversationList";
import { createStore, type Store } from "./store";

/** Hits shown at most. */
const MOST_HITS = 30;
/** Shorter searches would find nearly everything. */
const LEAST_LETTERS = 2;

/** Follows the search field of the list. */
export class MessageSearch {
  readonly hits: Store<MessageHit[]> = createStore<MessageHit[]>([]);
  /** Grows with every removal: an answer from before it may hold what was removed. */
  private removals = 0;

  constructor(
    private readonly backend: Backend,
    private readonly list: Store<ListState>,
  ) {
    let last = "";
    list.subscribe(() => {
      const { search } = list.get();
      if (search === last) return;
      last = search;
      void this.refresh();
    });
  }

  /** Searches again for what is in the field. */
  readonly refresh = coalesce(async () => {
    const { search } = this.list.get();
    const { removals } = this;
    if (search.trim().length < LEAST_LETTERS) return this.show([]);
    const hits = await this.backend.searchMessages(search, MOST_HITS).catch(() => []);
    if (this.list.get().search === search && this.removals === removals) this.show(hits);
  });

  /** Drops at once what was found in a conversation that is gone. */
  forget(conversationId: string): void {
    this.removals += 1;
    this.show(this.hits.get().filter((hit) => hit.conversation_id !== conversationId));
    void this.refresh();
  }

  /** Forgets everything. */
  reset(): void {
    this.removals += 1;
    this.show([]);
  }

  private show(hits: MessageHit[]): void {
    if (hits.length > 0 || this.hits.get().length > 0) this.hits.set(hits);
  }
}
