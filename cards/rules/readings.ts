/**
 * Who has read what: a verdict of a specialist and one of a teacher for every text as it stands. A text that was
 * changed has another hash, and so no verdict until somebody has read it again.
 */
import type { Reading, Verdict } from "../files/reading-file.ts";
import { sha256 } from "../making/sha256.ts";
import type { Text } from "./texts.ts";

export const hashOf = ({ at, text }: Pick<Text, "at" | "text">): string => sha256(`${at}\n${text}`).slice(0, 12);

export interface Standing {
  /** Texts that nobody has read as they stand. */
  readonly unread: readonly Text[];
  /** Verdicts on texts that are no longer there, or no longer so. */
  readonly stale: readonly Reading[];
  /** Each text that was read, with its reading. */
  readonly read: readonly { readonly text: Text; readonly reading: Reading }[];
}

export function standingOf(texts: readonly Text[], readings: readonly Reading[]): Standing {
  const byHash = new Map(readings.map((reading) => [`${reading.at} ${reading.hash}`, reading]));
  const keyOf = (text: Text): string => `${text.at} ${hashOf(text)}`;
  const keys = new Set(texts.map(keyOf));
  return {
    unread: texts.filter((text) => !byHash.has(keyOf(text))),
    stale: readings.filter(({ at, hash }) => !keys.has(`${at} ${hash}`)),
    read: texts.flatMap((text) => {
      const reading = byHash.get(keyOf(text));
      return reading === undefined ? [] : [{ text, reading }];
    }),
  };
}

const SEVERITY: readonly Verdict["verdict"][] = ["good", "weak", "bad"];

/** What the stricter of the two readers says. */
export const worst = ({ specialist, teacher }: Reading): Verdict =>
  SEVERITY.indexOf(specialist.verdict) > SEVERITY.indexOf(teacher.verdict) ? specialist : teacher;
