/** Rows whose size is chosen: against real Anki, and against the same bytes as blobs; see `grown-rows.ts` for the others. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExportFormat } from "../../src/jobs/messages.ts";
import { LABELS } from "../anki/labels.ts";
import { type AnkiJob, timeInAnki } from "../anki/time-in-anki.ts";
import { pythonWithAnki } from "../anki/virtual-environment.ts";
import type { Driver } from "../support/extension/driver.ts";
import { type Bench, once } from "./bench.ts";
import { eventsOf, type Filling, named, usual } from "./filling.ts";
import { grownRows } from "./grown-rows.ts";
import { askPeers, openPeers } from "./lab-page.ts";
import { tasksInOptions, tasksWhileStudying } from "./long-tasks.ts";
import type { Missing } from "./measure.ts";
import type { Row } from "./rows.ts";

const PACKED_REVIEWS = 11;

/**
 * @param sizes numbers of cards, ten reviews each
 * @param packages the same for packages for Anki, eleven each
 */
export const peerRows = (sizes: readonly number[], packages: readonly number[]): readonly Row[] => [
  ...sizes.flatMap((cards) => [studyRows, fileRows, grownRows, taskRows].flatMap((of) => sized(of, cards))),
  ...packages.flatMap((cards) => sized(packageRows, cards)),
];

const sized = (of: (cards: number) => readonly Row[], cards: number): Row[] =>
  of(cards).map((row) => ({ ...row, cards }));

/** Choosing and answering, beside Anki with the same cards. A round takes some milliseconds, so all are taken always. */
function studyRows(cards: number): Row[] {
  // Twice as many and those for the compiler, one for each durability, are fewer than the reviews of a day.
  const rounds = 25;
  const peer = inAnki(usual(cards), rounds, ["next", "answer"]);
  const answered = once((bench) =>
    bench.grown(usual(cards), async (driver) => askPeers(await openPeers(driver), "answers", rounds)),
  );
  return [
    {
      id: `next-card-${cards}`,
      what: `${named(cards)}: queue made and first card with its outcomes, against get_queued_cards of Anki`,
      bar: 1,
      unit: "ms",
      measure: async (bench) => {
        const anki = await peer(bench);
        if ("missing" in anki) return anki;
        const chosen = async (driver: Driver) => askPeers(await openPeers(driver), "nextCards", rounds);
        return { ours: await bench.grown(usual(cards), chosen), floor: anki.times.next };
      },
    },
    ...(["relaxed", "strict"] as const).map(
      (durability): Row => ({
        id: `answer-${durability}-${cards}`,
        what: `${named(cards)}: a grade written (${durability}) and the next card known, against answer_card of Anki`,
        bar: 1,
        unit: "ms",
        measure: async (bench) => {
          const anki = await peer(bench);
          if ("missing" in anki) return anki;
          return { ours: (await answered(bench))[durability], floor: anki.times.answer };
        },
      }),
    ),
  ];
}

interface InAnki<Job extends AnkiJob> {
  readonly times: Record<Job, number[]>;
  /** What Osteon took for the package that Anki was given, in ms. */
  readonly packagesOut: number[];
}

/** What Anki takes with the cards of a database, measured when it is first asked for; or why there is no Anki. */
function inAnki<Job extends AnkiJob>(
  filling: Filling,
  rounds: number,
  jobs: readonly Job[],
  packages = 1,
): (bench: Bench) => Promise<InAnki<Job> | Missing> {
  return once(async (bench) => {
    const python = pythonWithAnki();
    if ("missing" in python) return python;
    const { ours, file } = await bench.grown(filling, async (driver) =>
      askPeers(await openPeers(driver), "packagesOut", { ...LABELS }, bench.rounds(packages)),
    );
    const content = Buffer.from(file, "base64");
    writeFileSync(join(await bench.grownExtension(), "pages", "peers", packageOf(filling)), content);
    return { times: timeInAnki(python.path, content, rounds, jobs), packagesOut: ours };
  });
}

const packageOf = ({ cards }: Filling): string => `${cards}.apkg`;

/** Whole packages, beside Anki doing the same. */
function packageRows(cards: number): Row[] {
  const filling = { cards, reviewsEach: PACKED_REVIEWS };
  const rounds = 5;
  const peer = inAnki(filling, rounds, ["in", "out"], rounds);
  const size = `${cards.toLocaleString("en")} cards, ${eventsOf(filling)} reviews`;
  return [
    {
      id: `anki-out-${cards}`,
      what: `${size}: the package for Anki, against Anki exporting the same`,
      bar: 1,
      unit: "ms",
      measure: async (bench) => {
        const anki = await peer(bench);
        return "missing" in anki ? anki : { ours: anki.packagesOut, floor: anki.times.out };
      },
    },
    {
      id: `anki-in-${cards}`,
      isLong: true,
      what: `${size}: such a package previewed and taken in, the deck being there, against Anki importing it`,
      bar: 1,
      unit: "ms",
      measure: async (bench) => {
        const anki = await peer(bench);
        if ("missing" in anki) return anki;
        const ours: number[] = [];
        for (let round = 0; round < bench.rounds(3); round++)
          ours.push(
            await bench.grown({ cards, reviewsEach: 0 }, async (driver) =>
              askPeers(await openPeers(driver), "packageIn", `/pages/peers/${packageOf(filling)}`),
            ),
          );
        return { ours, floor: anki.times.in };
      },
    },
  ];
}

const FILES = {
  json: { what: "JSON export", format: { format: "json", appVersion: "0.1.0" } },
  reviews: { what: "CSV of the reviews", format: { format: "reviews", separator: ",", times: true } },
  cards: { what: "CSV of the cards", format: { format: "cards", separator: "," } },
} as const satisfies Record<string, { what: string; format: ExportFormat }>;

/** Files and the self-check, against the same bytes as blobs. */
function fileRows(cards: number): Row[] {
  const bringing = once((bench) =>
    bench.grown(usual(cards), async (driver) => askPeers(await openPeers(driver), "restores", bench.rounds(5))),
  );
  return [
    ...Object.entries(FILES).map(
      ([id, { what, format }]): Row => ({
        id: `export-${id}-${cards}`,
        isLong: id === "cards",
        what: `${named(cards)}: ${what}, against writing its bytes as 1,000 blobs`,
        bar: 3,
        unit: "ms",
        measure: (bench) =>
          bench.grown(usual(cards), async (driver) => ({
            ...(await askPeers(await openPeers(driver), "exports", format, bench.rounds(7))),
            byTurns: true,
          })),
      }),
    ),
    {
      id: `preview-${cards}`,
      what: `${named(cards)}: preview of that backup in an empty profile, against reading its bytes as 1,000 blobs`,
      bar: 3,
      unit: "ms",
      measure: async (bench) => {
        const { preview, floor } = await bringing(bench);
        return { ours: preview, floor: floor.map(({ read }) => read), byTurns: true };
      },
    },
    {
      id: `restore-${cards}`,
      what: `${named(cards)}: restoring it after the preview, against writing its bytes as 1,000 blobs, strictly`,
      bar: 3,
      unit: "ms",
      measure: async (bench) => {
        const { restore, floor } = await bringing(bench);
        return { ours: restore, floor: floor.map(({ write }) => write), byTurns: true };
      },
    },
    {
      id: `check-${cards}`,
      what: `${named(cards)}: the whole self-check, against reading as many bytes as 1,000 blobs`,
      bar: 2,
      unit: "ms",
      measure: (bench) =>
        bench.grown(usual(cards), async (driver) => ({
          ...(await askPeers(await openPeers(driver), "checks", bench.rounds(3))),
          byTurns: true,
        })),
    },
  ];
}

/** Cards that are graded while long tasks are looked for. */
const GRADED = 200;

/** The longest task of a page while much goes on, against the 50 ms from which on the browser calls it long. */
function taskRows(cards: number): Row[] {
  const studying = `${named(cards)}: ${GRADED} cards graded in the popup while all is copied and checked`;
  const inOptions = `${named(cards)}: the options until all is shown, a check and the preview of a backup there`;
  return [
    {
      ...{ id: `long-tasks-study-${cards}`, what: `${studying}, the longest task`, bar: 1, unit: "ms", isLong: true },
      measure: (bench) => bench.grown(usual(cards), (driver) => tasksWhileStudying(driver, studying, GRADED)),
    },
    {
      ...{
        id: `long-tasks-options-${cards}`,
        what: `${inOptions}, the longest task`,
        bar: 1,
        unit: "ms",
        isLong: true,
      },
      measure: (bench) => bench.grown(usual(cards), (driver) => tasksInOptions(driver, inOptions)),
    },
  ];
}
