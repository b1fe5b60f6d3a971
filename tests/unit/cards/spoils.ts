/** Ways to spoil a deck beyond its facts and cards: notes, terms, works, drawings, readings, lures. */
import type { Reading, Verdict } from "../../../cards/files/reading-file.ts";
import type { DeckSource } from "../../../cards/files/source.ts";
import { judge } from "../../../cards/judging/judge.ts";
import { hashOf } from "../../../cards/rules/readings.ts";
import type { Spoil } from "./support.ts";

export const note =
  (id: string, patch: Partial<DeckSource["notes"][string]>): Spoil =>
  (source) => {
    const found = source.notes[id];
    if (found === undefined) throw new Error(`no note "${id}" to spoil`);
    return { ...source, notes: { ...source.notes, [id]: { ...found, ...patch } } };
  };

export const term =
  (id: string, definition: string): Spoil =>
  (source) => ({ ...source, terms: source.terms.map((each) => (each.id === id ? { ...each, definition } : each)) });

export const work =
  (id: string, patch: Partial<ReturnType<DeckSource["references"]["get"]> & object>): Spoil =>
  (source) => {
    const found = source.references.get(id);
    if (found === undefined) throw new Error(`no work "${id}" to spoil`);
    return { ...source, references: new Map(source.references).set(id, { ...found, ...patch }) };
  };

export const drawing =
  (change: (parts: DeckSource["drawings"] extends ReadonlyMap<string, infer D> ? D : never) => object): Spoil =>
  (source) => {
    const found = source.drawings.get("pull-and-brake");
    if (found === undefined) throw new Error("no drawing to spoil");
    return { ...source, drawings: new Map(source.drawings).set(found.id, { ...found, ...change(found) }) };
  };

/** Good verdicts on every text of the deck as it stands now; what is spoilt afterwards is unread. */
export const readAs =
  (verdict: Verdict["verdict"], at?: string): Spoil =>
  (source) => ({
    ...source,
    readings: judge(source).texts.map(
      (text): Reading => ({
        at: text.at,
        hash: hashOf(text),
        on: "2026-11-26",
        specialist: { verdict: at === undefined || at === text.at ? verdict : "good", checked: "one answer, true" },
        teacher: { verdict: "good", checked: "read aloud" },
      }),
    ),
  });

/** The specialist says by which work a text was judged. */
export const heldAgainst =
  (at: string, work: string): Spoil =>
  (source) => ({
    ...source,
    readings: (source.readings ?? []).map((reading) =>
      reading.at === at ? { ...reading, specialist: { ...reading.specialist, work } } : reading,
    ),
  });

export const lure = (is: string, why: string) => (wrong: readonly { is: string; why: string }[]) =>
  wrong.map((option, place) => (place === 0 ? { is, why } : option));
