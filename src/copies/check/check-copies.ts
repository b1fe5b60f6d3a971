/** Is every file of the second record whole? One that is not is made anew from the database. */
import type { Place } from "../../core/log/place.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import { readDevice } from "../../store/database/local.ts";
import type { SegmentRow } from "../../store/database/schema.ts";
import { sha256 } from "../../store/segments/pack.ts";
import { segmentHeads } from "../../store/segments/segments.ts";
import { readWholeDeck } from "../place/deck-hash.ts";
import { readEvents } from "../place/events-file.ts";
import { type DeckFile, decksIn, journalsIn, type SegmentFile, segmentFile, segmentsIn } from "../place/file-names.ts";
import { readDeckFile, writeDeck, writeRemnant } from "../place/own-decks.ts";
import { replicate } from "../place/replicate.ts";
import { writeSegment } from "../place/segment-files.ts";
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
  if (left.length === 0) return { next: null, checked: await checkJournal(tools), looked: 0 };
  const heads = await segmentHeads(tools.db);
  const device = await readDevice(tools.db.transaction("local").store);
  const own = new Map(heads.map((head) => [segmentFile(device, head).name, head]));
  let [checked, looked] = [NOTHING_CHECKED, 0];
  do {
    checked = bothChecked(checked, await checkFiles(tools, left.slice(looked, looked + AT_ONCE), own));
    looked = Math.min(looked + AT_ONCE, left.length);
  } while (looked < left.length && performance.now() < end);
  return { next: left[looked - 1]?.name ?? null, checked, looked };
}

/** Reads them side by side; what must be mended is mended one after the other. @param own segments by the names of their files */
async function checkFiles(
  tools: CheckTools,
  files: readonly (SegmentFile | DeckFile)[],
  own: ReadonlyMap<string, SegmentRow>,
): Promise<Checked> {
  const whole = await Promise.all(
    files.map((file) =>
      "number" in file ? isWholeSegment(tools, file, own.get(file.name)) : isWholeDeck(tools, file),
    ),
  );
  let checked = NOTHING_CHECKED;
  for (const file of files.filter((_, i) => !whole[i])) {
    const one = "number" in file ? await checkSegmentFile(tools, file) : await checkDeckFile(tools, file);
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
 * their hash tells that these are the same.
 */
async function isWholeSegment({ place }: CheckTools, file: SegmentFile, head: SegmentRow | undefined) {
  if (!place) return true;
  if (!head) return (await readEvents(place, file)) !== "damaged";
  const bytes = await place.read(file.name);
  return bytes === null || (await sha256(bytes)) === head.hash;
}

const isWholeDeck = async ({ place }: CheckTools, file: DeckFile): Promise<boolean> =>
  !place || (await readDeckFile(place, file)) !== null;

async function checkSegmentFile({ db, place }: CheckTools, file: SegmentFile): Promise<Checked> {
  if (!place || (await readEvents(place, file)) !== "damaged") return NOTHING_CHECKED;
  const device = await readDevice(db.transaction("local").store);
  const head = (await segmentHeads(db)).find((one) => segmentFile(device, one).name === file.name);
  // What the database does not know is taken away when all is copied; there is nothing to make it from.
  if (!head) await place.remove(file.name);
  return finding("copy", 1, !head || (await writeSegment(db, place, device, head)) ? 1 : 0);
}

async function checkDeckFile({ db, place }: CheckTools, file: DeckFile): Promise<Checked> {
  if (!place || (await readDeckFile(place, file))) return NOTHING_CHECKED;
  // Another version of the deck may have taken its place since the names were listed.
  if (!(await place.list()).includes(file.name)) return NOTHING_CHECKED;
  const row = await db.get("decks", file.id);
  if (row?.version !== file.version) return finding("copy", 1, 0);
  const read = await readWholeDeck(db, row);
  if (read === "damaged") await writeRemnant(db, place, row);
  else if (read !== "other") await writeDeck(place, read.deck);
  return finding("copy", 1, typeof read === "string" ? 0 : 1);
}

async function checkJournal({ db, place, goOn }: CheckTools): Promise<Checked> {
  if (!place) return NOTHING_CHECKED;
  const files = journalsIn(await place.list());
  const read = await Promise.all(files.map((file) => readEvents(place, file)));
  const damaged = files.filter((_, i) => read[i] === "damaged");
  await replicate(db, place, goOn ? { goOn } : {});
  const left = new Set(await place.list());
  const mended = damaged.filter(({ name }) => !left.has(name)).length;
  // Where it was stopped, the rest is not what could not be mended.
  return finding("copy", (goOn?.() ?? true) ? damaged.length : mended, mended);
}
