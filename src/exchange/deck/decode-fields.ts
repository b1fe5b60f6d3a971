import * as v from "valibot";

/** Longer lists, texts and ids are made by nobody. */
const MOST = 100_000;
const LONGEST_LINE = 2_000;
const LONGEST_ID = 300;

export const list = <const S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.maxLength(MOST));
/** A text that says something. */
export const line = v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_LINE));
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_ID));
export const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const finite = v.pipe(v.number(), v.finite());
export const day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/));

const text = v.pipe(v.string(), v.maxLength(20_000));
export const rich = list(
  v.variant("kind", [
    v.strictObject({ kind: v.literal("text"), text }),
    v.strictObject({ kind: v.literal("emphasis"), text }),
    v.strictObject({ kind: v.literal("blank") }),
  ]),
);

export const noteSchema = v.strictObject({
  text: rich,
  confidence: v.strictObject({
    level: v.picklist(["wellEstablished", "likely", "debated"]),
    sinceYear: v.nullable(v.pipe(v.number(), v.integer())),
  }),
  references: list(id),
});

/** The ids of a list. */
export const known = (things: readonly { readonly id: string }[]): ReadonlySet<string> =>
  new Set(things.map((one) => one.id));
