/** Files out of the database and into it, by the worker of jobs of the built extension. */
import { deleteDB } from "idb";
import { type JobClient, jobClient, startWorker } from "../../../src/jobs/client.ts";
import type { ExportFormat } from "../../../src/jobs/messages.ts";
import { DATABASE_NAME, openDatabase } from "../../../src/store/opening/open.ts";
import { type BlobTimes, blobTimes, timed } from "./blobs.ts";

/** Longer than any of it takes: what is measured here is work, not whether a page loses patience. */
const PATIENT = { workMs: 3_600_000, savingMs: 3_600_000 };

/** Times in ms, and the floors of the same bytes. */
export interface FileTimes {
  readonly ours: number[];
  readonly floor: number[];
  readonly bytes: number;
}

/** A new worker, so that nothing of an earlier round is kept. */
async function withWorker<R>(work: (client: JobClient) => Promise<R>): Promise<R> {
  const client = jobClient(startWorker, PATIENT);
  try {
    return await work(client);
  } finally {
    client.cancel();
  }
}

const exported = (what: ExportFormat): Promise<Blob> => withWorker((client) => client.exportFile(what));

/** So many files of a format, against writing their bytes as blobs. The first of both is thrown away. */
export async function exports(what: ExportFormat, rounds: number): Promise<FileTimes> {
  const [ours, floor]: [number[], number[]] = [[], []];
  let bytes = 0;
  for (let round = -1; round < rounds; round++) {
    const whole = await timed(async () => {
      bytes = (await exported(what)).size;
    });
    const { write } = await blobTimes(bytes);
    if (round < 0) continue;
    ours.push(whole);
    floor.push(write);
  }
  return { ours, floor, bytes };
}

/** What bringing a backup in took, in ms by round: until its preview is there, and from then until it is in the database. */
export interface Bringing {
  readonly preview: number[];
  readonly restore: number[];
  readonly floor: BlobTimes[];
  readonly bytes: number;
}

/** The backup of this database, brought into an empty one. Nothing of this database is left. */
export async function restores(rounds: number): Promise<Bringing> {
  const file = await exported({ format: "json", appVersion: "0.1.0" });
  // Its parts are kept by the browser, but not beyond the worker that made them in each one.
  const backup = new Blob([await file.arrayBuffer()]);
  const [preview, restore]: [number[], number[]] = [[], []];
  const floor: BlobTimes[] = [];
  for (let round = 0; round < rounds; round++) {
    await deleteDB(DATABASE_NAME);
    (await openDatabase()).close();
    const [looked, brought] = await bringIn(backup);
    const blobs = await blobTimes(backup.size, "strict");
    preview.push(looked);
    restore.push(brought);
    floor.push(blobs);
  }
  return { preview, restore, floor, bytes: backup.size };
}

/** A file into the database as it is. */
async function bringIn(file: Blob): Promise<[preview: number, restore: number]> {
  return withWorker(async (client) => {
    const looked = await timed(() => client.inspect(file));
    let added = 0;
    const brought = await timed(async () => {
      ({ added } = await client.restore({ mode: "merge", withSettings: true }));
    });
    if (added === 0) throw new Error("the file brought nothing");
    return [looked, brought];
  });
}

/** A package that stands beside the extension's pages, into the database as it is. @returns ms, preview and all */
export async function packageIn(address: string): Promise<number> {
  const file = await (await fetch(address)).blob();
  const [looked, brought] = await bringIn(file);
  return looked + brought;
}

/** So many packages for Anki, with everything. @returns ms of each, and the last of them in base64 */
export async function packagesOut(
  labels: Record<string, unknown>,
  rounds: number,
): Promise<{ readonly ours: number[]; readonly file: string }> {
  const ours: number[] = [];
  let file = new Blob();
  for (let round = 0; round < rounds; round++) {
    ours.push(
      await timed(async () => {
        file = await exported({ format: "anki", labels });
      }),
    );
  }
  return { ours, file: await base64(file) };
}

const base64 = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
