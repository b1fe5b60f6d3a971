import { useEffect, useState } from "preact/hooks";

/**
 * A module that is loaded once it is wanted; null until it is there.
 * @param load the same function at every call
 */
export function useLater<T>(load: () => Promise<T>): T | null {
  const [loaded, setLoaded] = useState<{ readonly value: T } | null>(null);
  useEffect(() => {
    let wanted = true;
    load().then(
      (value) => wanted && setLoaded({ value }),
      (error: unknown) => console.error("a part of the page could not be loaded:", error),
    );
    return () => {
      wanted = false;
    };
  }, [load]);
  return loaded?.value ?? null;
}
