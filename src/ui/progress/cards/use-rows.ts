import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useLayoutEffect, useReducer, useState } from "preact/hooks";

/** Rows beyond the edges that are drawn as well, so that none is missing while the list is scrolled. */
const BEYOND = 8;

interface Row {
  readonly place: number;
  /** Its distance from the top of the list, in px. */
  readonly top: number;
}

export interface DrawnRows {
  readonly rows: readonly Row[];
  /** The height of all rows, drawn or not, in px. */
  readonly height: number;
  /** How many rows a page of the list has. */
  readonly onPage: () => number;
  /** Scrolls as little as it must until the row is in sight. */
  readonly reveal: (place: number) => void;
}

/**
 * Which rows of a long list are drawn: those in sight, some beyond, and one that stays. All rows are of one height, so that
 * twenty thousand are scrolled as easily as twenty.
 * @param list the element that scrolls
 * @param heightRem of a row
 * @param stays the row that has the focus, which would be lost with it
 */
export function useRows(
  list: RefObject<HTMLElement | null>,
  count: number,
  heightRem: number,
  stays: number,
): DrawnRows {
  const [, draw] = useReducer((times: number) => times + 1, 0);
  const height = rowHeight(heightRem);
  const options = {
    count,
    getScrollElement: () => list.current,
    estimateSize: () => height,
    overscan: BEYOND,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const places = defaultRangeExtractor(range);
      return places.includes(stays) || stays >= range.count ? places : [...places, stays];
    },
    // Before the list is laid out: as many as a window shows.
    initialRect: { width: 0, height: 20 * height },
    onChange: () => draw(undefined),
  };
  const [virtual] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtual.setOptions({ ...virtual.options, ...options });
  useLayoutEffect(() => virtual._didMount(), [virtual]);
  useLayoutEffect(() => virtual._willUpdate());
  // The size of the letters follows the window, and with it the height of the rows.
  useLayoutEffect(() => virtual.measure(), [virtual, height]);
  return {
    rows: virtual.getVirtualItems().map(({ index, start }) => ({ place: index, top: start })),
    height: virtual.getTotalSize(),
    onPage: () => Math.max(1, Math.floor((virtual.scrollRect?.height ?? 0) / height) - 1),
    reveal: (place) => virtual.scrollToIndex(place, { align: "auto" }),
  };
}

const rowHeight = (heightRem: number): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * heightRem;
