/**
 * Lets a promise run on without being waited for. If it fails, the developer's console says what could not be done;
 * nothing that the user must know of may go this way.
 */
export function logFailure(what: string, work: Promise<unknown> | undefined): void {
  work?.catch((error: unknown) => console.error(`${what} failed:`, error));
}
