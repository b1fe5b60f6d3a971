import { useRead } from "./use-read.ts";

/**
 * A module that is loaded once it is wanted; null until it is there.
 * @param load the same function at every call
 */
export function useLater<T>(load: () => Promise<T>): T | null {
  const loaded = useRead("a part of the page", load, [load]);
  return loaded.kind === "read" ? loaded.value : null;
}
