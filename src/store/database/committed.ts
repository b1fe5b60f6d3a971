import type { Envelope } from "../../core/log/envelope.ts";

/** What a transaction has written to the log. */
export interface Commit {
  readonly events: readonly Envelope[];
  /** `copy`: they came from a copy of the log, which has them already. */
  readonly from: "here" | "copy";
}
type Listener = (commit: Commit) => void;

/** By database: a page may hold several, one after the other. */
const listeners = new WeakMap<object, Set<Listener>>();

/** Listens to what is committed through this connection. The store knows of no copies; they listen here. */
export function onCommitted(db: object, listener: Listener): void {
  const all = listeners.get(db) ?? new Set();
  listeners.set(db, all.add(listener));
}

/**
 * To be called when the transaction has completed, never before: what was taken back must not come to life again. What a
 * listener throws is left unhandled, for the console: it must not look like a write that failed.
 */
export function committed(db: object, commit: Commit): void {
  if (commit.events.length === 0) return;
  for (const listener of listeners.get(db) ?? []) {
    try {
      listener(commit);
    } catch (error) {
      void Promise.reject(error);
    }
  }
}
