/** Under which name a profile keeps what it notes of a place, one note for each place. */
import type { Place } from "../../core/log/place.ts";

/** The places that there were before notes told places apart. Theirs are found under the bare name. */
const FIRST: Readonly<Record<Place["kind"], string>> = { own: "second-record", shared: "folder" };

export const noteOf = ({ kind, name }: Place, note: string): string =>
  name === FIRST[kind] ? note : `${note}@${name}`;
