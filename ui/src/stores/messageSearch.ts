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

  constructor(
    private readonly backend: Backend,
    private readonly list: Store<ListState>,
  ) {
    let last = "";
    list.subscribe(() => {
      const { search } = list.get();
      if (search === last) return;
      last = search;
      void this.read();
    });
  }

  private readonly read = coalesce(async () => {
    const { search } = this.list.get();
    if (search.trim().length < LEAST_LETTERS) return this.hits.set([]);
    const hits = await this.backend.searchMessages(search, MOST_HITS).catch(() => []);
    if (this.list.get().search === search) this.hits.set(hits);
  });
}
