/** Which screen is shown, which chat is open, and where the keyboard should go. */

import { createStore, type Store } from "./store";

/** The entries of the left navigation. */
export type Section = "messages" | "not_sent" | "settings" | "help" | "doctor";

/** What can be opened from everywhere. */
export type FrameDialog = "palette" | "keys" | "sign_out";

/** What the screens show. */
export interface Place {
  section: Section;
  /** The open chat; it stays open while another section is shown. */
  conversationId: string | null;
  /** The message to show in it, until the chat has taken it over; null for where one left off. */
  position: number | null;
  /** The dialog over everything, or null. */
  dialog: FrameDialog | null;
}

const START: Place = { section: "messages", conversationId: null, position: null, dialog: null };

/** Moving between screens. It survives the end of a session, so that one comes back to the same chat. */
export class Navigation {
  readonly place: Store<Place> = createStore<Place>(START);

  go(section: Section): void {
    this.place.set({ ...this.place.get(), section });
  }

  openConversation(conversationId: string, position: number | null = null): void {
    this.place.set({ ...this.place.get(), section: "messages", conversationId, position });
  }

  /** The chat goes to the message that was asked for. */
  positionTaken(): void {
    if (this.place.get().position !== null) this.place.set({ ...this.place.get(), position: null });
  }

  closeConversation(): void {
    this.place.set({ ...this.place.get(), conversationId: null, position: null });
  }

  showDialog(dialog: FrameDialog): void {
    this.place.set({ ...this.place.get(), dialog });
  }

  closeDialog(): void {
    this.place.set({ ...this.place.get(), dialog: null });
  }

  /** Back to the beginning, for another account. */
  reset(): void {
    this.place.set(START);
  }
}
