/** Is every file of the second record whole? One that is not is made anew from the database. */
import type { Place } from "../../core/log/place.ts";
import { slicesOf } from "../../core/slices.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import { readDevice } from "../../store/database/local.ts";
import type { Database, SegmentRow } from "../../store/database/schema.ts";
import { sha256 } from "../../store/segments/pack.ts";
import { segmentHeads } from "../../store/segments/segment-heads.ts";
import { readDeckFile, writeDeck } from "../place/deck-file.ts";
import { readWholeDeck } from "../place/deck-hash.ts";
import { isDamaged, type ReadFile, readEvents } from "../place/events-file.ts";
import { type DeckFile, decksIn, journalsIn, type SegmentFile, segmentFile, segmentsIn } from "../place/file-names.ts";
import { replicate } from "../place/replicate.ts";
import { writeSegment } from "../place/segment-files.ts";
import { writeRemnant } from "../place/write-own-decks.ts";
import { bothChecked, type Checked, finding, NOTHING_CHECKED } from "./findings.ts";
import type { CheckPart, CheckTools, Position, Step } from "./part.ts";

/** Files that are read side by side. */
const AT_ONCE = 8;
/**
 * For so long files are read before anybody is told how far that came, in ms: to list the names of a thousand files takes
 * longer than to read some of them.
 */
const STEP_MS = 100;

/** File by file, in the order of their names; then all is copied that came since. */
async function step(tools: CheckTools, after: Position): Promise<Step> {
  const { place } = tools;
  // Files that others write are for them to look after.
  if (place?.kind !== "own") return { next: null, checked: NOTHING_CHECKED, looked: 0 };
  const end = performance.now() + STEP_MS;
  const left = (await filesIn(place)).filter(({ name }) => after === null || name > String(after));
  if (left.length === 0) return { next: null, checked: await copyAll(tools), looked: 0 };
  const own = await ownSegments(tools.db);
  let [checked, looked] = [NOTHING_CHECKED, 0];
  do {
    checked = bothChecked(checked, await checkFiles(tools, place, left.slice(looked, looked + AT_ONCE), own));
    looked = Math.min(looked + AT_ONCE, left.length);
  } while (looked < left.length && performance.now() < end);
  return { next: left[looked - 1]?.name ?? null, checked, looked };
}

/** The segments of the database by the names of their files. */
async function ownSegments(db: Database): Promise<ReadonlyMap<string, SegmentRow>> {
  const device = await readDevice(db.transaction("local").store);
  return new Map((await segmentHeads(db)).map((head) => [segmentFile(device, head).name, head]));
}

/** Reads them side by side; what must be mended is mended one after the other. @param own segments by the names of their files */
async function checkFiles(
  tools: CheckTools,
  place: Place,
  files: readonly (SegmentFile | DeckFile)[],
  own: ReadonlyMap<string, SegmentRow>,
): Promise<Checked> {
  const whole = await Promise.all(
    files.map((file) =>
      "number" in file ? isWholeSegment(place, file, own.get(file.name)) : isWholeDeck(place, file),
    ),
  );
  let checked = NOTHING_CHECKED;
  for (const file of files.filter((_, i) => !whole[i])) {
    const one = await place.lock("exclusive", () =>
      "number" in file ? checkSegmentFile(tools, place, file) : checkDeckFile(tools, place, file),
    );
    tools.onFound?.(one);
    checked = bothChecked(checked, one);
  }
  return checked;
}

async function filesIn(place: Place): Promise<readonly (SegmentFile | DeckFile)[]> {
  const names = await place.list();
  return [...segmentsIn(names), ...decksIn(names)].sort((a, b) => byCodeUnits(a.name, b.name));
}

export const checkCopies: CheckPart = {
  // One more for the copying of what came since.
  count: async ({ place }) => (place?.kind === "own" ? (await filesIn(place)).length + 1 : 0),
  costUs: 750,
  step,
};

/**
 * Whether a file holds all that its name says. The bytes of a segment that the database has were found to do so there, and
 * their hash tells that these are the same. One that it does not have is for the copying at the end, which takes in what it holds.
 */
async function isWholeSegment(place: Place, file: SegmentFile, head: SegmentRow | undefined) {
  if (!head) return true;
  const bytes = await place.read(file.name);
  return bytes === null || (await sha256(bytes)) === head.hash;
}

const isWholeDeck = async (place: Place, file: DeckFile): Promise<boolean> =>
  (await readDeckFile(place, file)) !== null;

/** To be called alone: who waited finds a file whole that somebody else has mended and told of. */
async function checkSegmentFile({ db }: CheckTools, place: Place, file: SegmentFile): Promise<Checked> {
  if (!isDamaged(await readEvents(place, file))) return NOTHING_CHECKED;
  const head = (await ownSegments(db)).get(file.name);
  if (!head) return NOTHING_CHECKED;
  const device = await readDevice(db.transaction("local").store);
  return finding("copy", 1, (await writeSegment(db, place, device, head)) ? 1 : 0);
}

/** As above. */
async function checkDeckFile({ db }: CheckTools, place: Place, file: DeckFile): Promise<Checked> {
  if (await readDeckFile(place, file)) return NOTHING_CHECKED;
  // Another version of the deck may have taken its place since the names were listed.
  if (!(await place.list()).includes(file.name)) return NOTHING_CHECKED;
  const row = await db.get("decks", file.id);
  if (row?.version !== file.version) return finding("copy", 1, 0);
  const read = await readWholeDeck(db, row);
  if (read === "damaged") await writeRemnant(db, place, row);
  else if (read !== "other") await writeDeck(place, read.deck);
  return finding("copy", 1, typeof read === "string" ? 0 : 1);
}

async function copyAll({ db, place, goOn }: CheckTools): Promise<Checked> {
  if (!place) return NOTHING_CHECKED;
  const [names, own] = [await place.list(), await ownSegments(db)];
  const files = [...segmentsIn(names).filter(({ name }) => !own.has(name)), ...journalsIn(names)];
  const damaged = new Map<string, ReadFile>();
  for (const some of slicesOf(files, AT_ONCE)) {
    const read = await Promise.all(some.map((file) => readEvents(place, file)));
    for (const [i, one] of read.entries()) if (some[i] && isDamaged(one)) damaged.set(some[i].name, one);
  }
  let mended = 0;
  const copied: Place = {
    ...place,
    async remove(name) {
      // Files are removed under the lock, and who was faster tells of those that are gone.
      if (damaged.has(name) && (await place.list()).includes(name)) mended++;
      await place.remove(name);
    },
  };
  await replicate(db, copied, goOn ? { goOn } : {});
  // Where it was stopped, the rest is not what could not be mended.
  if (goOn?.() === false) return finding("copy", mended, mended);
  // What cannot be read just now is waited for, see `unreadable-files.ts`: nothing is wrong with it that could be told.
  const left = (await place.list()).filter((name) => damaged.get(name) === "torn").length;
  return finding("copy", mended + left, mended);
}
