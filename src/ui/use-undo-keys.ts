import { useKeyboard } from "./keyboard.ts";

/**
 * U and Ctrl+Z on a page that stands where a card was, as on the surface that studies.
 * @param undo null where there is nothing to take back, or that is being done
 */
export function useUndoKeys(undo: (() => void) | null): void {
  useKeyboard({ kind: "rest" }, ({ kind }) => {
    if (kind !== "undo") return false;
    undo?.();
    return true;
  });
}
