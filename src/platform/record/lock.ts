/** Between all pages of the extension and its background. */
export const recordLock = <R>(mode: "shared" | "exclusive", work: () => Promise<R>): Promise<R> =>
  navigator.locks.request("second-record", { mode }, work) as Promise<R>;
