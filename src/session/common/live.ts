/** A value that changes, and those who want to know of it. Pages draw it, see `ui/hooks/use-live.ts`. */
export interface Live<T> {
  readonly current: () => T;
  /** @returns ends the subscription */
  readonly subscribe: (onChange: () => void) => () => void;
}

export interface LiveValue<T> extends Live<T> {
  readonly set: (next: T) => void;
}

export function liveValue<T>(first: T): LiveValue<T> {
  const listeners = new Set<() => void>();
  let value = first;
  return {
    current: () => value,
    set(next) {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
