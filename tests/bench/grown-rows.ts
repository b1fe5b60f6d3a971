/** Rows that hold a page with many cards against the same page with few, in two browsers by turns. */
import { type Driver, until } from "../support/extension/driver.ts";
import { type Bench, once } from "./bench.ts";
import { named, usual } from "./filling.ts";
import { firstPaint, forgetCard, keepCard, rest } from "./first-card.ts";
import { ALL_NUMBERS, type DayCopied, keepTable, popupHeap, timeUntil } from "./growth-steps.ts";
import { quieted } from "./lab-page.ts";
import { alternated } from "./measure.ts";
import type { Row } from "./rows.ts";

declare const copyOfDays: (rounds: number, from: number) => Promise<DayCopied[]>;

/** What every page is held against: 990 events, and about as many as a first month leaves. */
const FEW = 110;

/** The same page with many cards and with few. */
export function grownRows(cards: number): Row[] {
  const against = (
    row: Pick<Row, "id" | "what" | "bar" | "unit" | "isLong">,
    of: (driver: Driver) => Promise<number>,
    all: number,
    prepare: (driver: Driver) => Promise<void> = async () => {},
  ): Row => ({
    ...row,
    id: `${row.id}-${cards}`,
    what: `${named(cards)}: ${row.what}, against the same at ${FEW} cards`,
    measure: async (bench) => ({
      ...(await inTwo(bench, cards, all, async (driver) => {
        await prepare(driver);
        return () => of(driver);
      })),
      byTurns: true,
    }),
  });
  const copied = once((bench: Bench) => inTwo(bench, cards, 9, dayByDay));
  const rested = (of: (driver: Driver) => Promise<number>) => async (driver: Driver) => {
    await rest();
    return of(driver);
  };
  const paints = (page: string, first: string | null) => rested((driver) => firstPaint(driver, page, first));
  const reached = (page: string, selector: string, view?: string) =>
    rested((driver) => timeUntil(driver, page, selector, view));
  return [
    against(
      { id: "grown-first-card", what: "navigation start to the first card painted, popup", bar: 1.1, unit: "ms" },
      rested((driver) => firstPaint(driver, "popup", "[data-card]", true)),
      9,
      (driver) => keepCard(driver, "popup"),
    ),
    against(
      {
        isLong: true,
        id: "grown-first-card-unkept",
        what: "navigation start to the first card painted, popup, none being kept",
        bar: 1.1,
        unit: "ms",
      },
      rested(async (driver) => {
        await forgetCard(driver, "lab");
        return firstPaint(driver, "popup", "[data-card]", false);
      }),
      9,
      (driver) => keepCard(driver, "popup"),
    ),
    against(
      { isLong: true, id: "grown-options", what: "options to first paint", bar: 1.1, unit: "ms" },
      paints("options", null),
      9,
    ),
    against(
      { id: "grown-options-numbers", what: "options to all numbers shown", bar: 2, unit: "ms" },
      reached("options", ".health-list"),
      9,
    ),
    against(
      { isLong: true, id: "grown-progress", what: "progress page to its kept ring painted", bar: 1.1, unit: "ms" },
      paints("progress", ".know-deck[inert]"),
      9,
      keepTable,
    ),
    against(
      { isLong: true, id: "grown-progress-numbers", what: "progress page to all numbers shown", bar: 2, unit: "ms" },
      reached("progress", ALL_NUMBERS, "numbers"),
      3,
      keepTable,
    ),
    against(
      { isLong: true, id: "heap", what: "heap of the popup with a card shown", bar: 1.15, unit: "bytes" },
      popupHeap,
      3,
    ),
    ...(["ms", "bytes"] as const).map(
      (unit): Row => ({
        id: `snapshot-${unit}-${cards}`,
        what: `${named(cards)}: a day of 100 reviews copied, ${unit === "ms" ? "time" : "what is written"}, against the same at ${FEW} cards`,
        bar: 2,
        unit,
        measure: async (bench) => {
          const { ours, floor } = await copied(bench);
          return { ours: ours.map((day) => day[unit]), floor: floor.map((day) => day[unit]), byTurns: true };
        },
      }),
    ),
  ];
}

/** @param prepared what takes a round, once a browser is ready for it */
async function inTwo<R>(
  bench: Bench,
  cards: number,
  rounds: number,
  prepared: (driver: Driver) => Promise<() => Promise<R>>,
): Promise<{ readonly ours: R[]; readonly floor: R[] }> {
  return bench.grown(usual(cards), async (many) => {
    await quieted(many);
    return bench.grown(usual(FEW), async (few) => {
      await quieted(few);
      return alternated(bench.rounds(rounds), await prepared(many), await prepared(few));
    });
  });
}

/** Copies one day more at each call. */
async function dayByDay(driver: Driver): Promise<() => Promise<DayCopied>> {
  const lab = await driver.open("lab");
  await until(lab, () => typeof copyOfDays === "function");
  let copied = 0;
  return async () => {
    const [day] = await lab.evaluate((from) => copyOfDays(1, from), copied++);
    if (!day) throw new Error("no day was copied");
    return day;
  };
}
