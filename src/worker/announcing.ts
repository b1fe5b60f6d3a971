/** Tells every open page, the one that asked among them, to look again at what work has written by steps. */
import type { OnProgress } from "../core/progress.ts";
import { announceToAll, nowAndThen } from "../store/database/changes.ts";

/**
 * At the end, whatever that is, and now and then before.
 * @param work what has to be told of is there when it says that it has come further
 */
export async function announcing<R>(onProgress: OnProgress, work: (onProgress: OnProgress) => Promise<R>): Promise<R> {
  const onWritten = nowAndThen(announceToAll);
  return work((progress) => {
    onProgress(progress);
    if (progress.done > 0) onWritten();
  }).finally(announceToAll);
}
