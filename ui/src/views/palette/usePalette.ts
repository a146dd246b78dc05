/** What is typed into the palette, the line the keyboard stands on, and what Enter does. */

import { type KeyboardEvent, useEffect, useState } from "react";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { useWords } from "../../words/useWords";
import { run } from "../actions/actions";
import { goToSearch, openConversation } from "../actions/goTo";
import { type Option, optionsFor } from "./options";

/** The palette while it is open. */
export interface PaletteState {
  search: string;
  options: Option[];
  /** The key of the line that Enter chooses; null while it is looked for, or when that line is gone. */
  active: string | null;
  /** Whether the answer to what is typed is still under way. */
  looking: boolean;
  type: (text: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  choose: (option: Option) => void;
}

/** A line, once it was shown as the chosen one. */
interface Standing {
  search: string;
  key: string;
}

/**
 * Stands on a line, not on a place: when a message moves the patients, Enter still opens the one that was shown
 * as chosen, and when that one is gone it opens nobody.
 */
export function usePalette(onClose: () => void): PaletteState {
  const model = useModel();
  const { names } = useWords().palette;
  const found = useStore(model.patientFinder.state);
  const [standing, setStanding] = useState<Standing | null>(null);
  const { search } = found;
  const options = optionsFor(model, found, names);
  const looking = found.answered !== search;
  const stood = standing?.search === search ? standing.key : undefined;
  const key = stood ?? options[0]?.key ?? null;
  const active = !looking && options.some((option) => option.key === key) ? key : null;

  useEffect(() => {
    void model.patientFinder.find("");
    return () => model.patientFinder.reset();
  }, [model]);
  useEffect(() => {
    if (active !== null && stood === undefined) setStanding({ search, key: active });
  }, [active, stood, search]);

  function choose(option: Option) {
    onClose();
    // The dialog first gives the focus back to where it was.
    requestAnimationFrame(() => requestAnimationFrame(() => act(option)));
  }

  function act(option: Option) {
    if (option.kind === "patient") openConversation(model, option.row.conversation_id);
    else if (option.kind === "action") run(option.id, model);
    else {
      void model.list.setSearch(option.text);
      goToSearch(model);
    }
  }

  /** Waits for the answer to what is typed now: the first patient of an older answer may be another one. */
  async function enter() {
    if (looking) await model.patientFinder.refresh();
    const now = model.patientFinder.state.get();
    if (now.search !== search || now.answered !== search) return;
    const lines = optionsFor(model, now, names);
    const chosen = looking ? lines[0] : lines.find((option) => option.key === active);
    if (chosen) choose(chosen);
  }

  function move(step: 1 | -1) {
    if (looking || options.length === 0) return;
    const here = options.findIndex((option) => option.key === active);
    const from = here === -1 && step === -1 ? 0 : here;
    const next = options[(from + step + options.length) % options.length];
    if (next) setStanding({ search, key: next.key });
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      void enter();
    }
  }

  return {
    search,
    options,
    active,
    looking,
    type: (text) => void model.patientFinder.find(text),
    onKeyDown,
    choose,
  };
}
