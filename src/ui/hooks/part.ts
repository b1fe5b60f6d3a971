import { useEffect, useState } from "preact/hooks";

/** A part of a page that is loaded apart from its first script. */
export interface Part<T> {
  /** Null until it was loaded. */
  readonly now: () => T | null;
  /** Loads it, once; where that failed, anew. */
  readonly load: () => Promise<T>;
}

/** @param importIt imports the module, as the build wants it written: with its path in place */
export function part<T>(importIt: () => Promise<T>): Part<T> {
  let loaded: T | null = null;
  let loading: Promise<T> | null = null;
  const begin = async (): Promise<T> => {
    try {
      loaded = await importIt();
      return loaded;
    } catch (error) {
      loading = null;
      throw error;
    }
  };
  return {
    now: () => loaded,
    async load() {
      loading ??= begin();
      return loading;
    },
  };
}

/** The part, in the very drawing that asks for it where it is there already; null until then. */
export function usePart<T>(wanted: Part<T>): T | "failed" | null {
  const [outcome, setOutcome] = useState<{ readonly of: Part<T>; readonly result: T | "failed" } | null>(null);
  // Of another part that was asked for in the same place nothing is drawn.
  const drawn = wanted.now() ?? (outcome?.of === wanted ? outcome.result : null);
  useEffect(() => {
    // What was drawn counts: the part may have come since then, and nothing else would draw it.
    if (drawn !== null) return;
    let isWanted = true;
    const end = (result: T | "failed"): void => {
      if (isWanted) setOutcome({ of: wanted, result });
    };
    wanted.load().then(end, (error: unknown) => {
      console.error("a part of the page could not be loaded:", error);
      end("failed");
    });
    return () => {
      isWanted = false;
    };
  }, [wanted]);
  return drawn;
}
