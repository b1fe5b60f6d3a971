/** Every row of the table. To add one: an entry here, and what measures it in a file of its own. */
import { KINDS } from "../support/extension/driver.ts";
import type { Bench } from "./bench.ts";
import { type Before, firstCard, firstCardCold } from "./first-card.ts";
import { foldOfMillion } from "./fold.ts";
import { gradeToNext, undoToCard } from "./grade.ts";
import { installTimes } from "./install.ts";
import type { Missing, Samples, Series } from "./measure.ts";
import { peerRows } from "./peer-rows.ts";
import { weighFirstLoad, weighLibraries, weighPackage, weighUntilCard } from "./weight.ts";

/** What is measured, against what, and the ratio that we aim at. */
export interface Row extends Pick<Series, "id" | "what" | "bar" | "unit"> {
  readonly measure: (bench: Bench) => Promise<Samples | Missing>;
  /** With how many, where that can be chosen; the id then ends in it. */
  readonly cards?: number;
  /** Takes too long for the short form, unless it is asked for by its id. */
  readonly isLong?: boolean;
}

/** How large the rows are whose size can be chosen. */
export interface Sizes {
  /** Numbers of cards, ten reviews each; null: those of the table. */
  readonly sizes: readonly number[] | null;
  readonly isShort: boolean;
}

const PAGES = ["popup", "newtab"] as const;
const KIB = 1024;

/** One value each: what is weighed is the same every time. */
const once = (ours: number, floor: number): Samples => ({ ours: [ours], floor: [floor] });

export const rowsOf = ({ sizes, isShort }: Sizes): readonly Row[] => [
  ...FIXED,
  ...peerRows(sizes ?? (isShort ? [1000] : [10_000]), sizes ?? (isShort ? [1000] : [20_000])),
];

const BEFORE: Readonly<Record<Before, string>> = {
  closed: "store closed",
  open: "store open",
  unkept: "store closed and no card kept",
};

const FIXED: readonly Row[] = [
  ...KINDS.flatMap((kind): readonly Row[] => [
    ...PAGES.flatMap((page): readonly Row[] => {
      const what = "navigation start to first card painted, against a static page with that card";
      return [
        ...(Object.keys(BEFORE) as Before[]).map(
          (before): Row => ({
            id: `first-card-${page}-${before}-${kind}`,
            what: `${kind}, ${page}, ${BEFORE[before]}: ${what}`,
            bar: 1.15,
            unit: "ms",
            measure: async (bench) => firstCard(await bench.studied(kind), page, before, bench.rounds),
            // Each round waits twice until the browser has closed the database.
            isLong: before !== "open",
          }),
        ),
        {
          id: `first-card-${page}-cold-${kind}`,
          what: `${kind}, ${page}, the browser just started: ${what}`,
          bar: 1.15,
          unit: "ms",
          measure: (bench) => firstCardCold((work) => bench.justStarted(kind, work), page, bench.rounds),
          isLong: true,
        },
      ];
    }),
    {
      id: `undo-${kind}`,
      what: `${kind}: undo key to the card painted, against a strict transaction with two puts and a frame`,
      bar: 1.5,
      unit: "ms",
      measure: async (bench) => undoToCard(await bench.studied(kind), bench.rounds(30)),
    },
    {
      id: `grade-${kind}`,
      what: `${kind}: grade key to the next card painted, against a strict transaction with two puts and a frame`,
      bar: 1.2,
      unit: "ms",
      measure: async (bench) => gradeToNext(await bench.studied(kind), bench.rounds(30)),
    },
  ]),
  {
    id: "fold",
    what: "a log of 1,000,000 reviews folded, against next_state of ts-fsrs alone",
    bar: 1.2,
    unit: "ms",
    measure: async () => foldOfMillion(),
  },
  {
    id: "install",
    what: "chromium: the bundled decks installed, against one bare bulk transaction of the same rows",
    bar: 1.3,
    unit: "ms",
    measure: (bench) => {
      bench.built();
      return installTimes(bench.rounds(9));
    },
  },
  ...PAGES.flatMap((page): readonly Row[] => [
    {
      id: `weight-${page}`,
      what: `${page}: the scripts of its HTML gzipped, against preact + idb alone`,
      bar: 2,
      unit: "bytes",
      measure: async (bench) => {
        bench.built();
        return once(weighFirstLoad(page), await weighLibraries());
      },
    },
    {
      id: `weight-${page}-later`,
      what: `${page}: all scripts fetched until the first card is drawn where none was kept, gzipped, against the same`,
      bar: null,
      unit: "bytes",
      measure: async (bench) =>
        once(await weighUntilCard(await bench.studied("chromium"), page), await weighLibraries()),
    },
    {
      id: `weight-${page}-22-kib`,
      what: `${page}: the scripts of its HTML, against 22 KiB`,
      bar: 1,
      unit: "bytes",
      measure: async (bench) => {
        bench.built();
        return once(weighFirstLoad(page), 22 * KIB);
      },
    },
  ]),
  {
    id: "package",
    what: "the heavier of the two packages, against 1 MiB",
    bar: 1,
    unit: "bytes",
    measure: async (bench) => {
      bench.built();
      return once(weighPackage(), KIB * KIB);
    },
  },
];
