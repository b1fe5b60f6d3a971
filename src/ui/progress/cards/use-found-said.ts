import { useEffect, useRef, useState } from "preact/hooks";

/** So long nobody has typed before what was found is said, in ms: a region that follows each letter is never heard out. */
const AT_REST_MS = 700;

interface Said {
  readonly text: string | null;
  readonly turn: number;
}

/**
 * What is said of a search: once somebody has looked for something else and pauses, also where as much was found as before.
 * @param found what was found, in words
 * @param looked what was looked for
 */
export function useFoundSaid(found: string, looked: string): Said {
  const [said, setSaid] = useState<Said>({ text: null, turn: 0 });
  const last = useRef({ found, looked });
  last.current.found = found;
  useEffect(() => {
    if (last.current.looked === looked) return;
    const timer = setTimeout(() => {
      last.current.looked = looked;
      setSaid(({ turn }) => ({ text: last.current.found, turn: turn + 1 }));
    }, AT_REST_MS);
    return () => clearTimeout(timer);
  }, [looked]);
  return said;
}
