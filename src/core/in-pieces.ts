/** Long work that stops between two pieces of it, so that a page may answer meanwhile, or goes on where none waits. */
export type InPieces<Result> = Generator<void, Result>;

export function atOnce<Result>(work: InPieces<Result>): Result {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** @param breath awaited between two pieces */
export async function withBreaths<Result>(work: InPieces<Result>, breath: () => Promise<void>): Promise<Result> {
  let step = work.next();
  for (; !step.done; step = work.next()) await breath();
  return step.value;
}
