import { useEffect, useState } from "preact/hooks";

const HALF_A_MINUTE_MS = 30_000;

/**
 * The present, renewed every half minute while the component is shown.
 * @param fixedMs a time that stands still, for fixtures
 */
export function useNow(fixedMs?: number): number {
  const [nowMs, setNowMs] = useState(fixedMs ?? Date.now());
  useEffect(() => {
    if (fixedMs !== undefined) return;
    const timer = setInterval(() => setNowMs(Date.now()), HALF_A_MINUTE_MS);
    return () => clearInterval(timer);
  }, [fixedMs]);
  return nowMs;
}
