import type { RecordFiles } from "../place.ts";

/** What a page must tell the user once: the browser lost events, and they were brought back from the second record. */
export interface Restored {
  readonly events: number;
}

const NAME = "restored.txt";

/** Kept until the user has seen it: the background, which shows nothing, may have been the one that restored. */
export async function keepNotice(files: RecordFiles, { events }: Restored): Promise<void> {
  const before = await readNotice(files);
  await files.write(NAME, new TextEncoder().encode(String(events + (before?.events ?? 0))));
}

export async function readNotice(files: RecordFiles): Promise<Restored | null> {
  const content = await files.read(NAME);
  const events = content ? Number(new TextDecoder().decode(content)) : 0;
  return Number.isSafeInteger(events) && events > 0 ? { events } : null;
}

export const dropNotice = (files: RecordFiles): Promise<void> => files.remove(NAME);
