/** Patients found for the palette, apart from what is searched for in the list. */

import type { Backend } from "../api/backend";
import type { ConversationRow } from "../api/generated";
import { coalesce } from "./coalesce";
import { createStore, type Store } from "./store";

/** Patients shown at most. */
const MOST_FOUND = 8;
/** Patients shown before anything is typed: the actions should be in sight, too. */
const MOST_RECENT = 4;

/** What was looked for and what was found. */
export interface FoundPatients {
  search: string;
  /** The search that the rows answer; while it differs from `search` an answer is under way. */
  answered: string | null;
  rows: ConversationRow[];
}

const EMPTY: FoundPatients = { search: "", answered: null, rows: [] };

/** Looks while the palette is open, and forgets when it is closed. */
export class PatientFinder {
  readonly state: Store<FoundPatients> = createStore<FoundPatients>(EMPTY);
  /** Grows with every reset and removal: an answer from before it may hold what was removed. */
  private generation = 0;
  private open = false;

  constructor(private readonly backend: Backend) {}

  /** Looks for these words of a name, or a birth date; empty for the conversations at the top of the list. */
  find(search: string): Promise<void> {
    this.open = true;
    this.state.set({ ...this.state.get(), search });
    return this.refresh();
  }

  /** Looks again, if somebody is looking. */
  readonly refresh = coalesce(async () => {
    if (!this.open) return;
    const { search } = this.state.get();
    const { generation } = this;
    const rows = await this.ask(search);
    if (this.generation === generation) this.state.set({ ...this.state.get(), answered: search, rows });
  });

  /** Drops at once a conversation that is gone. */
  forget(conversationId: string): void {
    this.generation += 1;
    const state = this.state.get();
    const rows = state.rows.filter((row) => row.conversation_id !== conversationId);
    if (rows.length < state.rows.length) this.state.set({ ...state, rows });
    void this.refresh();
  }

  /** Forgets everything. */
  reset(): void {
    this.generation += 1;
    this.open = false;
    this.state.set(EMPTY);
  }

  /** Without an answer the list itself says what is wrong. */
  private async ask(search: string): Promise<ConversationRow[]> {
    try {
      const limit = search.trim() === "" ? MOST_RECENT : MOST_FOUND;
      return (await this.backend.listConversations({ search, offset: 0, limit })).rows;
    } catch {
      return [];
    }
  }
}
