/**
 * Cards carry the source's facts, not its sentences. The source itself is not in this repository; only hashes of its
 * runs of six words are, which is enough to recognise a copied run and too little to read.
 */
import { sha256 } from "../making/sha256.ts";
import { words } from "../words/rich-text.ts";

const RUN_LENGTH = 6;

const hash = (run: readonly string[]): string => sha256(run.join(" ")).slice(0, 10);

/** One hash for each run of six words, in order of hash. */
export function hashRuns(text: string): string[] {
  return [...new Set(runsOf(text).map(hash))].sort();
}

/** The runs of six words of `text` that the source holds too. */
export function copiedRuns(text: string, source: ReadonlySet<string>): readonly string[] {
  const known = copied.get(source) ?? new Map<string, readonly string[]>();
  copied.set(source, known);
  const before = known.get(text);
  if (before !== undefined) return before;
  const now = runsOf(text)
    .filter((run) => source.has(hash(run)))
    .map((run) => run.join(" "));
  known.set(text, now);
  return now;
}

/** A deck is often judged again with few of its texts changed. */
const copied = new WeakMap<ReadonlySet<string>, Map<string, readonly string[]>>();

function runsOf(text: string): string[][] {
  const all = words(text);
  return all.slice(RUN_LENGTH - 1).map((_, start) => all.slice(start, start + RUN_LENGTH));
}
