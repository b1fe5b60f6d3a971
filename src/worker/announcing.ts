/** Tells every open page, the one that asked among them, to look again at what work has written by steps. */
import type { OnJobProgress } from "../exchange/backup/backup-format.ts";
import { listenForChanges } from "../store/database/changes.ts";

/** Between two times that they are told on the way, in ms. Each of them reads all of today then. */
const EVERY_MS = 2000;

/**
 * At the end, whatever that is, and now and then before: work that is lost with its page tells nobody that it has ended.
 * @param work what has to be told of is there when it says that it has come further
 */
export async function announcing<R>(
  onProgress: OnJobProgress,
  work: (onProgress: OnJobProgress) => Promise<R>,
): Promise<R> {
  let lastMs = performance.now();
  return work((done, total) => {
    onProgress(done, total);
    const nowMs = performance.now();
    if (done === 0 || nowMs - lastMs < EVERY_MS) return;
    lastMs = nowMs;
    announce();
  }).finally(announce);
}

export function announce(): void {
  const changes = listenForChanges(() => {});
  changes.announce();
  changes.close();
}
