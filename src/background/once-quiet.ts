/** Longer than many take from one grade to the next, and nobody looks at the badge sooner. */
const QUIET_MS = 2000;

/** Work that reads much, and is asked for again and again, begins once nobody has asked for a moment. @returns what asks for it */
export function onceQuiet(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, QUIET_MS);
  };
}
