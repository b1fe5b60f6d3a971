import type { DeckId } from "../ids.ts";
import type { RegisterEvent } from "./kinds.ts";

/** Where a register's value is kept beside the log: its kind and key in one. */
export const registerName = ({ kind, key }: Pick<RegisterEvent, "kind" | "key">): string => `${kind}/${key}`;

/** The key in a register's name. */
export const keyOfRegister = (name: string): string => name.slice(name.indexOf("/") + 1);

/** The key of a switch. @param chapter null for the whole deck */
export const switchKey = (deck: DeckId, chapter: string | null): string =>
  chapter === null ? deck : `${deck}/${chapter}`;
