import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** Rows beyond the edges that are drawn as well, so that none is missing while the list is scrolled. */
const BEYOND = 8;

export interface ShownRows {
  readonly first: number;
  /** Not included. */
  readonly end: number;
  /** The height of a row, in px. */
  readonly height: number;
}

/**
 * Which rows of a long list can be seen. All rows are of one height, so that their places follow from their numbers, and
 * twenty thousand are scrolled as easily as twenty.
 * @param list the element that scrolls
 * @param heightRem of a row
 */
export function useRows(list: RefObject<HTMLElement | null>, count: number, heightRem: number): ShownRows {
  const [rows, setRows] = useState<ShownRows>({ first: 0, end: 40, height: 16 * heightRem });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const look = (): void => {
      const height = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * heightRem;
      const first = Math.max(0, Math.floor(element.scrollTop / height) - BEYOND);
      const end = Math.min(count, Math.ceil((element.scrollTop + element.clientHeight) / height) + BEYOND);
      setRows((before) =>
        before.first === first && before.end === end && before.height === height ? before : { first, end, height },
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [list, count, heightRem]);
  return rows;
}
