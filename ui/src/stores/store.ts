/** The smallest store: a value, a way to change it, and whoever wants to know. */

import { useRef, useSyncExternalStore } from "react";

/** A value that can be watched. */
export interface Store<State> {
  get(): State;
  set(next: State): void;
  /** Calls `listener` after each change; gives back how to stop. */
  subscribe(listener: () => void): () => void;
}

/** Makes a store; setting the value it already has tells nobody. */
export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(next) {
      if (Object.is(next, state)) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's value in a component. */
export function useStore<State>(store: Store<State>): State {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** A part of the store's value; the component is drawn again only when that part changes by `Object.is`. */
export function useSelected<State, Part>(store: Store<State>, select: (state: State) => Part): Part {
  const last = useRef<{ state: State; part: Part } | null>(null);
  return useSyncExternalStore(store.subscribe, () => {
    const state = store.get();
    if (last.current === null || !Object.is(last.current.state, state)) {
      last.current = { state, part: select(state) };
    }
    return last.current.part;
  });
}
