/** What the published schema says of an event of each kind, held against what is taken of it: field by field, value by value. */
import Ajv2020 from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { DeviceId, EventId } from "../../../../src/core/ids.ts";
import { decodeEvent } from "../../../../src/core/log/decode.ts";
import { LATEST_DAY, LATEST_MS, LONGEST_ID } from "../../../../src/core/log/envelope-fields.ts";
import { MAX_DURATION_MS } from "../../../../src/core/log/kinds/review.ts";
import { KINDS } from "../../../../src/core/log/kinds.ts";
import schema from "../../../../src/exchange/backup/backup.schema.json" with { type: "json" };
import { forward } from "../../../support/database/db-steps.ts";
import { cardOf, fieldsOfEachKind, KINDS_OF_EXAMPLES } from "../../../support/samples/every-kind.ts";

const { $defs } = schema;
const fits = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile({
  $defs,
  $ref: "#/$defs/event",
});
const named = "0mwppaxs0-000000000000000a" as EventId;
const EXAMPLES = fieldsOfEachKind({ card: forward("a"), named, day: 20_777 });

/** On either side of every bound, of every type, and what only a later version may write. */
const NUMBERS = [
  ...[-2, -1, 0, 1, 1.5, 4, 5, 1000, 1001, MAX_DURATION_MS, MAX_DURATION_MS + 1, 1_000_000, 1_000_001],
  ...[-LATEST_DAY, LATEST_DAY, LATEST_DAY + 1, LATEST_MS, LATEST_MS + 1],
];
const TEXTS = [
  ...["", "new", "a name", "a-name", "A", "a".repeat(40), "a".repeat(41), "a".repeat(LONGEST_ID)],
  ...["a".repeat(LONGEST_ID + 1), "a".repeat(20_000), named, named.toUpperCase(), "import", "pause", "exam"],
];
const OTHERS = [true, false, null, [], [named], [1], {}, { afterExam: true }, { dueDay: "soon", dueAtMs: null }];
const TEXTS_OF_A_CARD = { question: null, answer: "It.", note: "" };
const WORDINGS = [
  ...[TEXTS_OF_A_CARD, { ...TEXTS_OF_A_CARD, answer: "" }, { ...TEXTS_OF_A_CARD, question: 1 }, { question: "Which?" }],
  ...[{ front: "Which?" }, { front: "Which?", note: 3 }, { ...TEXTS_OF_A_CARD, note: "a".repeat(2001) }],
];
const VALUES: readonly unknown[] = [...NUMBERS, ...TEXTS, ...OTHERS, ...WORDINGS];

test.each(KINDS_OF_EXAMPLES)("the schema takes of the kind %s what is taken, and nothing else", (kind) => {
  const event: Readonly<Record<string, unknown>> = {
    ...{ kind, id: "0mwppaxs1-000000000000000b", device: "0123456789abcdef" as DeviceId },
    ...{ atMs: 1795222800001, offsetMinutes: 60, studyDay: 20_777, ...cardOf(kind, forward("a")), ...EXAMPLES[kind] },
  };
  expect(decodeEvent(event)).toHaveProperty("event");
  const known = KINDS.get(kind);
  const differing: string[] = [];
  const compare = (what: string, changed: object): void => {
    const { problem } = decodeEvent(changed) as { problem?: string };
    // What does not fit together although each field is right no schema says.
    const isMisfit = problem !== undefined && known !== undefined && known.problemIn(changed) === null;
    if (!isMisfit && fits(changed) !== (problem === undefined))
      differing.push(`${what} ${problem ?? "is taken, and not by the schema"}`);
  };
  for (const field of Object.keys(known?.fields ?? {})) {
    for (const value of VALUES)
      compare(`${field} = ${JSON.stringify(value).slice(0, 60)}:`, { ...event, [field]: value });
    const { [field]: _, ...without } = event;
    compare(`without ${field}:`, without);
  }
  expect(differing).toEqual([]);
});
