/** Tables of a history that was worked out by hand; see tests/support/samples/small-study.ts. */
import { describe, expect, it } from "vitest";
import { makeClockCorrection } from "../../../../src/core/log/clock-correction.ts";
import { foldCard } from "../../../../src/core/log/fold.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { isoWithOffset } from "../../../../src/exchange/tables/iso-time.ts";
import { cardRows } from "../../../../src/exchange/tables/table-cards.ts";
import { reviewRows, reviewRowsByDay } from "../../../../src/exchange/tables/table-reviews.ts";
import { EVENTS, SMALL_STUDY } from "../../../support/samples/small-study.ts";

const { lapsedEasy, gone, forgottenEasy, keptGood, keptAgain, lapsedAgain, begunGood } = EVENTS;

describe("tables of reviews and cards", () => {
  it("write times as they stood on the user's clock", () => {
    expect(isoWithOffset(Date.UTC(2026, 10, 23, 20, 7, 0, 5), 60)).toBe("2026-11-23T21:07:00.005+01:00");
    expect(isoWithOffset(Date.UTC(2026, 0, 1, 0, 30), -210)).toBe("2025-12-31T21:00:00.000-03:30");
  });

  it("have a row for each review that counts, in the order of time", () => {
    const [head, ...rows] = [...reviewRows(SMALL_STUDY)];
    expect(head?.join(" ")).toBe(
      "time study_day card fact chapter subject rating state_before state_after duration_seconds stability_days_after difficulty_after next_due surface event",
    );
    const steps = (date: string, hour: string) => [
      `${date}T${hour}:00:00.000+01:00`,
      `${date}T${hour}:10:00.000+01:00`,
    ];
    const [keptAt, keptDue] = steps("2026-11-19", "10");
    const [lapsedAt, lapsedDue] = steps("2026-11-22", "10");
    const [begunAt, begunDue] = steps("2026-11-23", "12");
    const of = (name: string, subject: string | null) => [
      `bones/${name}/forward`,
      `bones/${name}`,
      "basics",
      subject && `bones/${subject}`,
    ];
    const easy = [4, "new", "review", 4.5, 8.2956, 1];
    const good = [3, "new", "learning", 4.5, 2.3065, 2.1181];
    expect(rows).toEqual([
      [
        "2026-10-13T10:00:00.000+01:00",
        "2026-10-13",
        ...of("lapsed", "FGF23"),
        ...easy,
        "2026-10-21",
        "newtab",
        lapsedEasy.id,
      ],
      ["2026-10-24T10:00:00.000+01:00", "2026-10-24", ...of("gone", null), ...easy, "2026-11-01", "newtab", gone.id],
      [
        "2026-11-14T10:00:00.000+01:00",
        "2026-11-14",
        ...of("forgotten", "sclerostin"),
        ...easy,
        "2026-11-22",
        "newtab",
        forgottenEasy.id,
      ],
      [keptAt, "2026-11-19", ...of("kept", "FGF23"), ...good, keptDue, "newtab", keptGood.id],
      [
        lapsedAt,
        "2026-11-22",
        ...of("kept", "FGF23"),
        3,
        "learning",
        "review",
        4.5,
        13.8269,
        2.1112,
        "2026-12-06",
        "newtab",
        keptAgain.id,
      ],
      [
        lapsedAt,
        "2026-11-22",
        ...of("lapsed", "FGF23"),
        1,
        "review",
        "relearning",
        4.5,
        1.7445,
        7.027,
        lapsedDue,
        "newtab",
        lapsedAgain.id,
      ],
      [begunAt, "2026-11-23", ...of("begun", "sclerostin"), ...good, begunDue, "newtab", begunGood.id],
    ]);
  });

  it("have a row for each card in deck order, also of those that left the deck", () => {
    const [head, ...rows] = [...cardRows(SMALL_STUDY)];
    expect(head?.join(" ")).toBe(
      "card deck fact chapter subject type question answer state stability_days difficulty retrievability_now due last_study_day reviews lapses",
    );
    const of = (name: string, subject: string) => [
      `bones/${name}/forward`,
      "bones",
      `bones/${name}`,
      "basics",
      `bones/${subject}`,
      "forward",
    ];
    const unseen = ["new", null, null, null, null, null, 0, 0];
    expect(rows).toEqual([
      [...of("kept", "FGF23"), "=1+1", "Two", "review", 13.8269, 2.1112, 0.9895, "2026-12-06", "2026-11-22", 2, 0],
      [
        ...[...of("lapsed", "FGF23"), "What is lapsed?", "It is lapsed.", "relearning"],
        ...[1.7445, 7.027, 0.9335, "2026-11-22T10:10:00.000+01:00", "2026-11-22", 2, 1],
      ],
      [
        ...[...of("begun", "sclerostin"), "It lowers ____.", "phosphate", "learning"],
        ...[2.3065, 2.1181, 1, "2026-11-23T12:10:00.000+01:00", "2026-11-23", 1, 0],
      ],
      // It was reset: what was answered before does not count for it.
      [...of("forgotten", "sclerostin"), "What is forgotten?", "It is forgotten.", ...unseen],
      [...of("untouched", "sclerostin"), "What is untouched?", "It is untouched.", ...unseen],
      [
        ...["bones/gone/forward", "bones", "bones/gone", "basics", null, null, null, null, "retired"],
        ...[8.2956, 1, 0.7918, "2026-11-01", "2026-10-24", 1, 0],
      ],
    ]);
  });

  it("are in the order of the times that they print, also where a clock that ran ahead was put right", () => {
    // Seen from a day two months before, every review was made by a clock that ran ahead.
    const now = nowAt(Date.UTC(2026, 8, 20, 12), () => 60, 4);
    const scheduler = schedulerFor(SMALL_STUDY.settings);
    const own = [keptGood, keptAgain];
    const [card] = SMALL_STUDY.cards;
    if (!card) throw new Error("there are no cards");
    const stranded = { ...card, state: foldCard(own, scheduler) };
    const maker = { device: keptGood.device, now, random: new Uint8Array(10) };
    const correction = makeClockCorrection(stranded, own, scheduler, maker);
    if (!correction) throw new Error("the card is not stranded");
    const rows = [...reviewRows({ ...SMALL_STUDY, events: [...SMALL_STUDY.events, correction] })].slice(1);
    expect(rows.map(([time, , cardId]) => [time, cardId]).slice(0, 3)).toEqual([
      ["2026-09-17T10:00:00.000+01:00", "bones/kept/forward"],
      ["2026-09-20T10:00:00.000+01:00", "bones/kept/forward"],
      ["2026-10-13T10:00:00.000+01:00", "bones/lapsed/forward"],
    ]);
  });
});

it("a table without times of day tells no instant, no offset and no order within a day", () => {
  const [head = [], ...rows] = [...reviewRowsByDay(SMALL_STUDY)];
  expect(head).toEqual([...reviewRows(SMALL_STUDY)][0]?.filter((name) => name !== "time" && name !== "event"));
  expect(rows).toHaveLength([...reviewRows(SMALL_STUDY)].length - 1);
  for (const row of rows) {
    expect(row).toHaveLength(head.length);
    for (const cell of row) expect(String(cell)).not.toMatch(/T\d\d:|^[0-9a-z]{9}-[0-9a-v]{16}$/);
  }
  const days = rows.map((row) => `${row[head.indexOf("study_day")]} ${row[head.indexOf("card")]}`);
  expect(days).toEqual([...days].sort());
});
