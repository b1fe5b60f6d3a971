import { type CountedState, makeColumns, putState, type StateColumns } from "../../../src/core/stats/state-columns.ts";

/** Some states in columns, and the places of all of them. */
export function columnsOf(states: readonly CountedState[]): [StateColumns, number[]] {
  const columns = makeColumns(states.length);
  for (const [place, state] of states.entries()) putState(columns, place, state);
  return [columns, [...states.keys()]];
}
