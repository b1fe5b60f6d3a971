/**
 * Between all pages of the extension and its background; a worker asks whoever has lent it the second record.
 * @param noWait from when it is aborted on, the work is done where that can begin at once, or not at all
 * @throws the reason of `noWait` where the work was not done
 */
export async function recordLock<R>(
  mode: "shared" | "exclusive",
  work: () => Promise<R>,
  noWait?: AbortSignal,
): Promise<R> {
  // A browser takes a signal, or the wish not to wait, but not both.
  const how = noWait?.aborted ? { ifAvailable: true } : noWait ? { signal: noWait } : {};
  const done = navigator.locks.request("second-record", { mode, ...how }, (lock) =>
    lock === null ? Promise.reject(noWait?.reason) : work(),
  );
  return (await done) as R;
}
