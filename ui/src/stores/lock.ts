/** Locking: the warning before it, signs that somebody is there, and keeping what is typed first. */

import type { Backend } from "../api/backend";
import type { CommandError } from "../api/generated";
import type { Drafts } from "./drafts";
import { createStore, type Store } from "./store";

/** How often at most the engine is told that somebody is there, in milliseconds. */
const ACTIVITY_EVERY = 10_000;
/** Pause before text that could not be saved is tried again, in milliseconds. */
const SAVE_AGAIN_AFTER = 200;
/** How long the window waits for a lock that was announced, in milliseconds; the engine waits for one second. */
const LOCK_WITHIN = 4_000;
/** How long a warning outlives its moment if no lock follows, in milliseconds. */
const WARNING_OUTLIVES = 3_000;

/** The program locks soon. */
export interface LockWarning {
  /** When, by this window's clock, in milliseconds. */
  locksAt: number;
}

/** What the window does before, while and after it is locked. */
export class Lock {
  readonly warning: Store<LockWarning | null> = createStore<LockWarning | null>(null);
  /** Whether the lock is being closed: nothing can be typed any more. */
  readonly locking: Store<boolean> = createStore(false);
  /** How many texts could not be saved before the last lock. */
  readonly lostTexts: Store<number> = createStore(0);
  /** Why the last wish to lock failed, or null. */
  readonly failure: Store<CommandError | null> = createStore<CommandError | null>(null);
  private notedAt = Number.NEGATIVE_INFINITY;
  private noting = false;
  private warningTimer: ReturnType<typeof setTimeout> | null = null;
  private lockingTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly backend: Backend,
    private readonly drafts: Drafts,
  ) {}

  /** The engine says that it locks in so many seconds. */
  warn(seconds: number): void {
    this.warning.set({ locksAt: Date.now() + seconds * 1000 });
    if (this.warningTimer !== null) clearTimeout(this.warningTimer);
    this.warningTimer = setTimeout(() => this.warning.set(null), seconds * 1000 + WARNING_OUTLIVES);
  }

  /** Somebody pressed a key or moved the pointer. While the warning is shown the engine is told at once. */
  async noteActivity(): Promise<void> {
    const now = performance.now();
    const warned = this.warning.get() !== null;
    if (this.noting || (!warned && now - this.notedAt < ACTIVITY_EVERY)) return;
    this.noting = true;
    this.notedAt = now;
    try {
      await this.backend.noteActivity();
      if (warned) this.dropWarning();
    } catch {
      // The next key tries again; until then the warning stays.
      this.notedAt = Number.NEGATIVE_INFINITY;
    } finally {
      this.noting = false;
    }
  }

  /** The engine is about to lock: everything that is typed is saved, and the engine is told when that is done. */
  async keepDrafts(): Promise<void> {
    this.dropWarning();
    this.locking.set(true);
    if (this.lockingTimer !== null) clearTimeout(this.lockingTimer);
    this.lockingTimer = setTimeout(() => this.locking.set(false), LOCK_WITHIN);
    await this.drafts.flushAll();
    while (this.drafts.unsavedBecause() !== null && this.locking.get()) {
      await new Promise((resolve) => setTimeout(resolve, SAVE_AGAIN_AFTER));
      await this.drafts.flushAll();
    }
    if (this.locking.get() && this.drafts.unsavedBecause() === null)
      await this.backend.draftsKept().catch(() => {});
  }

  /** The program is locked; so many texts did not make it. */
  locked(lostTexts: number): void {
    this.settle();
    this.lostTexts.set(lostTexts);
  }

  /** The program is open again, or nobody is signed in. */
  opened(): void {
    this.settle();
    this.lostTexts.set(0);
  }

  private settle(): void {
    this.failure.set(null);
    this.dropWarning();
    if (this.lockingTimer !== null) clearTimeout(this.lockingTimer);
    this.lockingTimer = null;
    this.locking.set(false);
  }

  private dropWarning(): void {
    if (this.warningTimer !== null) clearTimeout(this.warningTimer);
    this.warningTimer = null;
    this.warning.set(null);
  }
}
