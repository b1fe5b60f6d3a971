import { useLayoutEffect, useRef } from "preact/hooks";
import { mayGoOn, NOT_TURNED, type Turn } from "./turn-guard.ts";

export interface TurnGuard {
  /** To be called where a key turns the card, before it does. */
  readonly turning: () => void;
  /** Whether the key that turns cards may grade this one now. */
  readonly mayGrade: () => boolean;
}

/** Watches the turn of one card; see {@link mayGoOn}. */
export function useTurnGuard(revealed: boolean): TurnGuard {
  const turn = useRef<Turn>(NOT_TURNED);
  useLayoutEffect(() => {
    const release = (): void => {
      turn.current = { ...turn.current, held: false };
    };
    document.addEventListener("keyup", release);
    return () => document.removeEventListener("keyup", release);
  }, []);
  useLayoutEffect(() => {
    if (!revealed) return;
    // The callback comes with the frame that draws the answer: a page in the background draws none.
    const frame = requestAnimationFrame(() => {
      turn.current = { ...turn.current, drawnAtMs: performance.now() };
    });
    return () => cancelAnimationFrame(frame);
  }, [revealed]);
  return {
    turning: () => {
      turn.current = { drawnAtMs: null, held: true };
    },
    mayGrade: () => mayGoOn(turn.current, performance.now()),
  };
}
