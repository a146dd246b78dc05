/** The list of conversations: only the pages that are looked at are read and kept. */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { CommandError, ConversationRow, PresenceView } from "../api/generated";
import { lookAlikes } from "../domain/lookAlike";
import { coalesce } from "./coalesce";
import { nextUnread } from "./nextUnread";
import { createStore, type Store } from "./store";

/** Rows read at a time. */
export const PAGE_ROWS = 60;
/** Pages kept at most; those farthest from the ones looked at go first. */
const PAGES_KEPT = 12;

/** What is known of the list. */
export interface ListState {
  /** What is in the search field. */
  search: string;
  /** The search that the rows answer; while it differs from `search` an answer is under way. */
  answered: string | null;
  /** Rows for this search. */
  total: number;
  totalWithoutSearch: number;
  totalUnread: number;
  pages: ReadonlyMap<number, ConversationRow[]>;
  /** Conversations whose patients have a look-alike among the rows here. */
  alike: ReadonlySet<string>;
  error: CommandError | null;
}

const EMPTY: ListState = {
  search: "",
  answered: null,
  total: 0,
  totalWithoutSearch: 0,
  totalUnread: 0,
  pages: new Map(),
  alike: new Set(),
  error: null,
};

/** Reads the list as it is looked at. */
export class ConversationListStore {
  readonly state: Store<ListState> = createStore<ListState>(EMPTY);
  private window: [first: number, last: number] = [0, 0];
  private stale = true;
  /** Grows with every reset: what was asked for before it belongs to another account. */
  private generation = 0;
  /** What came in while an answer is under way: the answer may be older. */
  private readonly arrived = new Map<string, PresenceView>();

  constructor(private readonly backend: Backend) {}

  /** The row at a place, if its page is here. */
  rowAt(index: number): ConversationRow | undefined {
    return this.state.get().pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
  }

  /** The place of a conversation, or null if its page is not here. */
  indexOf(conversationId: string): number | null {
    for (const [page, rows] of this.state.get().pages) {
      const index = rows.findIndex((row) => row.conversation_id === conversationId);
      if (index !== -1) return page * PAGE_ROWS + index;
    }
    return null;
  }

  /** The row of a conversation, if its page is here. */
  find(conversationId: string): ConversationRow | undefined {
    const index = this.indexOf(conversationId);
    return index === null ? undefined : this.rowAt(index);
  }

  /** The next conversation with unread messages after this one, round the list; null if there is none. */
  nextUnread(after: string | null): Promise<string | null> {
    return nextUnread(this.backend, after).catch(() => null);
  }

  /** Sets the words to search for. */
  setSearch(search: string): Promise<void> {
    if (search === this.state.get().search) return Promise.resolve();
    this.state.set({ ...this.state.get(), search });
    this.window = [0, 0];
    return this.refresh();
  }

  /** Says which rows are on the screen, by their places. */
  look(firstIndex: number, lastIndex: number): void {
    const first = Math.floor(firstIndex / PAGE_ROWS);
    const last = Math.floor(Math.max(firstIndex, lastIndex) / PAGE_ROWS);
    if (first === this.window[0] && last === this.window[1]) return;
    this.window = [first, last];
    if (this.missing().length > 0) void this.read();
  }

  /** Reads what is on the screen again. */
  refresh(): Promise<void> {
    this.stale = true;
    return this.read();
  }

  /** Reads the first rows before it is known whether anybody is signed in: for nobody there are none. */
  async readAhead(): Promise<void> {
    await this.refresh();
    if (this.state.get().error !== null) this.reset();
  }

  /** Takes over a presence; the row's other content is untouched. */
  setPresence(conversationId: string, presence: PresenceView): void {
    this.arrived.set(conversationId, presence);
    const state = this.state.get();
    const pages = new Map(state.pages);
    for (const [number, rows] of pages) {
      if (!rows.some((row) => row.conversation_id === conversationId)) continue;
      pages.set(
        number,
        rows.map((row) => (row.conversation_id === conversationId ? { ...row, presence } : row)),
      );
      this.state.set({ ...state, pages });
      return;
    }
  }

  /** Forgets everything. */
  reset(): void {
    this.generation += 1;
    this.read.forget();
    this.state.set(EMPTY);
    this.arrived.clear();
    this.window = [0, 0];
    this.stale = true;
  }

  private missing(): number[] {
    const { pages } = this.state.get();
    return this.wanted().filter((page) => this.stale || !pages.has(page));
  }

  private wanted(): number[] {
    const [first, last] = this.window;
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  }

  private readonly read = coalesce(async () => {
    const { search } = this.state.get();
    const wanted = this.missing();
    const fresh = this.stale || search !== this.state.get().answered;
    const { generation } = this;
    this.stale = false;
    this.arrived.clear();
    try {
      const answers = await Promise.all(
        wanted.map((page) =>
          this.backend.listConversations({ search, offset: page * PAGE_ROWS, limit: PAGE_ROWS }),
        ),
      );
      if (this.generation !== generation) return;
      const state = this.state.get();
      const first = answers[0];
      if (state.search !== search) {
        this.stale = true;
        void this.read();
        return;
      }
      if (!first) return;
      const read = wanted.map((page, index) => [page, this.withArrived(answers[index]?.rows ?? [])] as const);
      const pages = this.nearest(fresh ? new Map(read) : new Map([...state.pages, ...read]));
      this.state.set({
        search,
        answered: search,
        total: first.total,
        totalWithoutSearch: first.total_without_search,
        totalUnread: first.total_unread,
        pages,
        alike: lookAlikes([...pages.values()].flat()),
        error: null,
      });
    } catch (thrown) {
      if (this.generation !== generation) return;
      this.state.set({ ...this.state.get(), error: commandError(thrown) });
    }
  });

  private withArrived(rows: ConversationRow[]): ConversationRow[] {
    return rows.map((row) => {
      const presence = this.arrived.get(row.conversation_id);
      return presence === undefined ? row : { ...row, presence };
    });
  }

  private nearest(pages: Map<number, ConversationRow[]>): Map<number, ConversationRow[]> {
    if (pages.size <= PAGES_KEPT) return pages;
    const distance = (page: number) => Math.abs(page - this.window[0]);
    const kept = [...pages].sort(([a], [b]) => distance(a) - distance(b)).slice(0, PAGES_KEPT);
    return new Map(kept);
  }
}
