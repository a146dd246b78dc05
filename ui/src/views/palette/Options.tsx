/** The lines of the palette. */

import { type ReactNode, useEffect, useRef } from "react";
import { birthDate } from "../../domain/dates";
import { presenceWords } from "../../domain/presence";
import { Avatar } from "../../widgets/Avatar";
import { KeyCaps } from "../../widgets/KeyCaps";
import { useNow } from "../../widgets/useNow";
import { useWords } from "../../words/useWords";
import { ACTIONS } from "../actions/actions";
import { KEYBOARD, shownKeys } from "../actions/chord";
import type { Option } from "./options";
import styles from "./Palette.module.css";
import type { PaletteState } from "./usePalette";

const GROUPS = [
  { kind: "patient", title: "patients" },
  { kind: "action", title: "actions" },
  { kind: "search", title: "more" },
] as const;

/** One list with a group for each kind. */
export function Options({ id, palette }: { id: string; palette: PaletteState }) {
  const words = useWords().palette;
  return (
    <div
      className={styles.options}
      id={id}
      role="listbox"
      aria-label={words.title}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      data-part="palette-options"
    >
      {GROUPS.map(({ kind, title }) => {
        const options = palette.options.filter((option) => option.kind === kind);
        if (options.length === 0) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of a list box.
          <div role="group" aria-labelledby={`${id}-${kind}`} key={kind}>
            <div className={styles.heading} id={`${id}-${kind}`} role="presentation">
              {words[title]}
            </div>
            {options.map((option) => (
              <Line key={option.key} id={`${id}-${option.key}`} option={option} palette={palette} />
            ))}
          </div>
        );
      })}
    </div>
  );
}

function Line({ id, option, palette }: { id: string; option: Option; palette: PaletteState }) {
  const line = useRef<HTMLDivElement>(null);
  const active = option.key === palette.active;
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active line.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys.
    <div
      ref={line}
      id={id}
      className={styles.option}
      role="option"
      aria-selected={active}
      onClick={() => palette.choose(option)}
      data-part={`palette-${option.kind}`}
      data-key={option.key}
    >
      <Content option={option} />
    </div>
  );
}

function Content({ option }: { option: Option }): ReactNode {
  const words = useWords();
  const now = useNow();
  if (option.kind === "search")
    return <span className={styles.label}>{words.palette.searchFor(option.text)}</span>;
  if (option.kind === "action") {
    const keys = ACTIONS[option.id].keys?.[0];
    return (
      <>
        <span className={styles.label}>{words.palette.names[option.id].label}</span>
        {keys !== undefined && (
          <span className={styles.keys} aria-hidden="true">
            <KeyCaps keys={shownKeys(keys, KEYBOARD)} />
          </span>
        )}
      </>
    );
  }
  const { patient, presence, unread_count } = option.row;
  const here = presenceWords(presence, now, words);
  return (
    <>
      <span title={here}>
        <Avatar userId={patient.user_id} name={patient.display_name} presence={presence.state} />
      </span>
      <span className={styles.words}>
        <bdi className={styles.name} dir="auto" title={patient.display_name}>
          {patient.display_name}
        </bdi>
        <span className={styles.birth}>
          {words.person.born(birthDate(patient.birth_date, words))}
          {patient.pronouns && <bdi className={styles.quiet}>{` · ${patient.pronouns}`}</bdi>}
          <span className="visually-hidden">{`, ${here}`}</span>
          {unread_count > 0 && (
            <span className={styles.unread}>{` · ${words.frame.unreadCount(unread_count)}`}</span>
          )}
        </span>
      </span>
    </>
  );
}
