/** What the palette offers. */

import type { ConversationRow } from "../../api/generated";
import type { Model } from "../../stores/model";
import type { FoundPatients } from "../../stores/patientFinder";
import type { ActionId } from "../actions/action";
import { ACTION_IDS, ACTIONS, isOffered } from "../actions/actions";
import { type ActionWords, findActions } from "../actions/findActions";

/** One line of the palette; its key stays with it while the lines move. */
export type Option =
  | { kind: "patient"; key: string; row: ConversationRow }
  | { kind: "action"; key: string; id: ActionId }
  | { kind: "search"; key: string; text: string };

/** Patients first, then actions; what was not found here may be in the list or in a message. */
export function optionsFor(
  model: Model,
  { search, rows }: FoundPatients,
  names: Readonly<Record<ActionId, ActionWords>>,
): Option[] {
  const offered = ACTION_IDS.filter((id) => ACTIONS[id].inPalette && isOffered(id, model));
  const actions = findActions(offered, names, search);
  const text = search.trim();
  return [
    ...rows.map((row): Option => ({ kind: "patient", key: `patient-${row.conversation_id}`, row })),
    ...actions.map((id): Option => ({ kind: "action", key: `action-${id}`, id })),
    ...(text === "" ? [] : [{ kind: "search", key: "search", text } as const]),
  ];
}
