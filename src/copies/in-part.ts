/**
 * How far the events of several files have come in that are taken in together: whoever is stopped among them need not ask
 * for all of them again. It holds for just these files, each read whole, since names of segments say what is in them.
 */
import * as v from "valibot";
import { keepPosition, readPosition } from "../store/local.ts";
import type { Database } from "../store/open.ts";
import { sha256 } from "../store/pack.ts";
import type { SegmentFile } from "./file-names.ts";

const JOB = "taken-in-part";
const schema = v.object({ files: v.string(), looked: v.pipe(v.number(), v.integer(), v.minValue(0)) });
/** Events after which it is noted: so many are looked at again at most where the browser ends it. */
const NOTED_EVERY = 5000;

export interface InPart {
  /** Events that were looked at before. */
  readonly skip: number;
  readonly onLooked: (events: number) => Promise<void>;
  /** To be called when all were looked at, or it was stopped. */
  readonly end: (complete: boolean) => Promise<void>;
}

export async function inPart(db: Database, files: readonly SegmentFile[]): Promise<InPart> {
  const names = await sha256(new TextEncoder().encode(files.map(({ name }) => name).join()));
  const kept = v.safeParse(schema, await readPosition(db, JOB));
  const skip = kept.success && kept.output.files === names ? kept.output.looked : 0;
  let [noted, looked] = [skip, skip];
  const note = async (): Promise<void> => {
    if (looked > noted) await keepPosition(db, JOB, { files: names, looked });
    noted = looked;
  };
  return {
    skip,
    async onLooked(events) {
      looked = events;
      if (looked - noted >= NOTED_EVERY) await note();
    },
    async end(complete) {
      if (!complete) await note();
      else if (noted > 0) await keepPosition(db, JOB, null);
    },
  };
}
