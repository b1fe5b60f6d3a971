import { useEffect, useState } from "preact/hooks";

/** Something that is read while the page is shown already. */
export type Read<T> =
  | { readonly kind: "reading" }
  | { readonly kind: "read"; readonly value: T }
  | { readonly kind: "failed" };

/**
 * Reads something, and reads it anew whenever one of the values in `anewWith` is another. Until that is there, what was read
 * before stays; a reading that was overtaken, or whose component is gone, changes nothing.
 * @param what could not be read, as the console is told
 */
export function useRead<T>(what: string, read: () => Promise<T>, anewWith: readonly unknown[]): Read<T> {
  const [state, setState] = useState<Read<T>>({ kind: "reading" });
  useEffect(() => {
    let wanted = true;
    read().then(
      (value) => wanted && setState({ kind: "read", value }),
      (error: unknown) => {
        console.error(`${what} could not be read:`, error);
        if (wanted) setState({ kind: "failed" });
      },
    );
    return () => {
      wanted = false;
    };
  }, [...anewWith]);
  return state;
}
