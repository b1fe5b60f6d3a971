import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface Modal {
  /** For the dialog, which is open from its first frame on. */
  readonly ref: RefObject<HTMLDialogElement | null>;
  /** Closes it and says so, in the same moment. */
  readonly close: () => void;
  /** What the dialog does when the browser closes it, or wants to, as by Escape. */
  readonly events: { readonly onClose: () => void; readonly onCancel: (event: Event) => void };
}

/**
 * A dialog over the page, for as long as it is drawn. The browser tells of a closed dialog later, behind keys that were
 * pressed since: by then another one may be open, which that word must not close. So it is told of here, and once.
 */
export function useModal(onLeave: () => void): Modal {
  const ref = useRef<HTMLDialogElement>(null);
  const hasLeft = useRef(false);
  useLayoutEffect(() => ref.current?.showModal(), []);
  const leave = (): void => {
    if (hasLeft.current) return;
    hasLeft.current = true;
    onLeave();
  };
  const close = (): void => {
    ref.current?.close();
    leave();
  };
  const onCancel = (event: Event): void => {
    event.preventDefault();
    close();
  };
  return { ref, close, events: { onClose: leave, onCancel } };
}
