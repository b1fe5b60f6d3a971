/**
 * Makes the copy from which an upgrade is verified: the log, and all else that could not be made anew, in files of some
 * thousand rows, and at last the seal, which says how many there are. Without a seal nothing is upgraded.
 *
 * Where it is stopped it goes on at the next call: the browser ends a background after half a minute. Rows are added to the
 * log and never changed, so what is copied stays right, and what came since comes behind it. At the end all rows are counted
 * in the same transaction in which the rest is read: so what is sealed is the database as it was at one moment.
 *
 * No file is written twice, so that a copy that is sealed stays whole until another one is.
 */
import type { Place } from "../../core/log/place.ts";
import { fnv1a } from "../../core/memory/fuzz.ts";
import { type RawDatabase, rawRows } from "../../store/opening/raw.ts";
import { rawMoment } from "../../store/opening/raw-moment.ts";
import { packJson } from "../../store/segments/pack.ts";
import { writeVerified } from "../place/write-verified.ts";
import { rowsIn } from "./upgrade-file.ts";
import { type Copied, partName, partsThere, readProgress, writeProgress, writeSeal } from "./upgrade-seal.ts";
import { isMadeAnew, type Source, smallStores, sourcesOf } from "./upgrade-sources.ts";

/** A row as it stands in a file. */
interface Row {
  readonly store: string;
  readonly key: unknown;
  readonly value: unknown;
}

/** Pages of the old version may write meanwhile; each round copies what they did. */
const MOST_ROUNDS = 20;

/**
 * To be called by one at a time. @returns how many rows the log has
 * @throws when rows cannot be found, the place does not take them, or the connection is closed; then nothing may be upgraded
 */
export async function writeUpgradeFile(old: RawDatabase, place: Place, version: number): Promise<number> {
  let copied = await begun(place, version);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const sources = await sourcesOf(old);
    copied = await stillTrue(old, sources, copied);
    // Files that it names no more stay until the copy is sealed: they may hold what the database has lost since.
    await writeProgress(place, version, copied);
    const copy = new Copy(old, place, version, copied, (await partsThere(place, version)).at(-1) ?? -1);
    for (const source of sources) await copy.goOn(source);
    copied = copy.copied;
    const rest = await restOf(old, sources, copied);
    // A deck that was installed anew may have as many rows as before.
    if (rest && areSame(sources, await sourcesOf(old))) {
      await copy.seal(rest);
      return rest.log;
    }
  }
  throw new Error("the database changes all the time");
}

const areSame = (a: readonly Source[], b: readonly Source[]): boolean =>
  a.length === b.length && a.every(({ name, mark }, i) => b[i]?.name === name && b[i]?.mark === mark);

const filesOf = (copied: readonly Copied[]): number[] => copied.flatMap(({ files }) => files);

/** What was copied before, as far as its files can be read and hold all its rows: a power cut may leave them empty. */
async function begun(place: Place, version: number): Promise<readonly Copied[]> {
  const whole: Copied[] = [];
  for (const one of await readProgress(place, version)) {
    let rows = 0;
    // One file in memory at a time; what cannot be read makes the sum no number.
    for (const file of one.files) rows += (await rowsIn(place, version, file)) ?? Number.NaN;
    if (rows === one.rows) whole.push(one);
  }
  return whole;
}

/** What was copied before and stands in the database as it did then: as many rows, and the same one at their end. */
async function stillTrue(
  old: RawDatabase,
  sources: readonly Source[],
  copied: readonly Copied[],
): Promise<readonly Copied[]> {
  const same: Copied[] = [];
  for (const source of sources) {
    const one = copied.find(({ name, mark }) => name === source.name && mark === source.mark);
    if (!one) continue;
    const { store, range } = source;
    const last = one.last as IDBValidKey;
    const { counts, read } = await rawMoment(old, {
      count: [{ store, range: upTo(range, last) }],
      read: [{ store, range: IDBKeyRange.only(last) }],
    });
    if (counts[0] === one.rows + one.failed && hashOf(read[0]?.rows[0]) === one.lastRow) same.push(one);
  }
  return same;
}

const upTo = (range: IDBKeyRange | null, last: IDBValidKey): IDBKeyRange =>
  range ? IDBKeyRange.bound(range.lower, last, range.lowerOpen) : IDBKeyRange.upperBound(last);

const hashOf = (row: unknown): number => (row === undefined ? 0 : fnv1a(JSON.stringify(row)));

interface Rest {
  /** Of the small stores. */
  readonly rows: readonly Row[];
  readonly failed: number;
  /** Rows of the log. */
  readonly log: number;
}

/** The small stores, in the transaction that says that all else is copied; null where something has come since. */
async function restOf(old: RawDatabase, sources: readonly Source[], copied: readonly Copied[]): Promise<Rest | null> {
  const small = smallStores(old);
  const { counts, read } = await rawMoment(old, {
    count: sources,
    read: small.map((store) => ({ store, range: null })),
  });
  const isWhole = sources.every(({ name }, i) => {
    const one = copied.find((candidate) => candidate.name === name);
    return counts[i] === (one ? one.rows + one.failed : 0);
  });
  if (!isWhole) return null;
  const all = read.flatMap(({ keys, rows }, i) =>
    keys
      .map((key, j): Row => ({ store: small[i] ?? "", key, value: rows[j] }))
      .filter(({ store, key }) => !isMadeAnew(store, key)),
  );
  const rows = all.filter(({ value }) => value !== undefined);
  return { rows, failed: all.length - rows.length, log: counts[0] ?? 0 };
}

class Copy {
  copied: readonly Copied[];
  #lastFile: number;

  /** @param lastFile the greatest number that a file has; -1 where there is none */
  constructor(
    readonly old: RawDatabase,
    readonly place: Place,
    readonly version: number,
    copied: readonly Copied[],
    lastFile: number,
  ) {
    this.copied = copied;
    this.#lastFile = lastFile;
  }

  /** Copies what is behind that which is copied. */
  async goOn({ name, mark, store, range, atOnce }: Source): Promise<void> {
    const none: Copied = { name, mark, files: [], rows: 0, failed: 0, last: undefined, lastRow: 0 };
    let one = this.copied.find((candidate) => candidate.name === name) ?? none;
    const after = one.last as IDBValidKey | undefined;
    for await (const { rows, failed, last, isGap } of rawRows(this.old, store, { range, after, atOnce })) {
      if (isGap) throw new Error(`some rows of ${store} cannot even be found`);
      const file = await this.#write(rows.map(([key, value]) => ({ store, key, value })));
      const end = rows.at(-1);
      one = {
        ...one,
        files: [...one.files, file],
        rows: one.rows + rows.length,
        failed: one.failed + failed.length,
        last,
        lastRow: hashOf(end?.[0] === last ? end?.[1] : undefined),
      };
      this.copied = [...this.copied.filter((candidate) => candidate.name !== name), one];
      await writeProgress(this.place, this.version, this.copied);
    }
  }

  async seal(rest: Rest): Promise<void> {
    const files = [...filesOf(this.copied), await this.#write(rest.rows)];
    await writeSeal(this.place, this.version, {
      files,
      rows: this.copied.reduce((sum, { rows }) => sum + rows, rest.rows.length),
      failed: this.copied.reduce((sum, { failed }) => sum + failed, rest.failed),
    });
  }

  async #write(rows: readonly Row[]): Promise<number> {
    const file = ++this.#lastFile;
    await writeVerified(this.place, partName(this.version, file), await packJson(rows));
    return file;
  }
}
