/** The segments of the log, until neither the database nor the place lacks one of the other. */
import { packOrLook, SEGMENT_EVENTS, type SegmentedLog } from "../../store/segments/segments.ts";
import type { Copying } from "./copying.ts";
import { type SegmentFile, segmentFile } from "./file-names.ts";
import { compareSegments, takeInSegments, writeSegment } from "./segment-files.ts";

/** Of others' segments: so many are read in the seconds that a study page or the background has, with time left for their events. */
const FILES_AT_ONCE = 20;

/** Packs, writes and takes in until neither lacks a segment of the other. */
export async function agreeOnSegments(copying: Copying): Promise<boolean> {
  const { db, place, device, read } = copying;
  for (;;) {
    const log = await packAll(copying);
    if (!log) return false;
    const { missing, foreign } = compareSegments(log.heads, await place.list(), device, read.damaged);
    const news = foreign.filter(({ name }) => !read.seen.has(name) && !read.newer.has(name));
    if ((copying.gives ? missing.length : 0) + news.length === 0) return true;
    // That takes a while, in which others write as well.
    place.lookAgain();
    for (const head of copying.gives ? missing : []) {
      await copying.alone(() => writeSegment(db, place, device, head));
      read.damaged.delete(segmentFile(device, head).name);
      if (!copying.goOn()) return false;
    }
    const step = place.kind === "shared" ? (copying.options.filesAtOnce ?? FILES_AT_ONCE) : 1;
    for (let start = 0; start < news.length; start += step) {
      if (!(await takeInFiles(copying, news.slice(start, start + step)))) return false;
      await copying.rememberTaken();
      if (!copying.goOn()) return false;
    }
  }
}

/** @returns what is left to be copied as the journal; null where there was no time to pack all */
async function packAll(copying: Copying): Promise<SegmentedLog | null> {
  for (;;) {
    const found = await packOrLook(copying.db, copying.options.segmentEvents ?? SEGMENT_EVENTS);
    if ("heads" in found) {
      copying.log = found;
      copying.read.unpacked = new Set(found.unpacked.map(({ id }) => id));
      return found;
    }
    if (!copying.goOn()) return null;
  }
}

/** @returns false where there was no time for all of it */
async function takeInFiles(copying: Copying, files: readonly SegmentFile[]): Promise<boolean> {
  const { done, complete } = await takeInSegments(copying.db, copying.place, files, {
    goOn: () => copying.goOn(),
    onTaken: (events) => copying.given(events),
  });
  copying.read.noteSegments(done);
  return complete;
}
