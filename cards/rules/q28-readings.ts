import { standingOf, worst } from "./readings.ts";
import type { Context, Finding, Rule } from "./rule.ts";

/** How many of the texts may be called weak. */
const MOST_WEAK = 0.1;

/** Every text was read as it stands. Judged once the deck has a readings.yaml. */
function check({ source, texts }: Context): Finding[] {
  if (source.readings === null) return [];
  const findings: Finding[] = [];
  const fail = (at: string, message: string) => findings.push({ rule: "Q28", at, message, level: "fail" });
  const { unread, stale, read } = standingOf(texts, source.readings);
  for (const { at, text } of unread) fail(at, `nobody has read it as it stands: "${text}"`);
  for (const { at, hash } of stale) fail(at, `has a verdict (${hash}) on a text that is no longer there`);
  const strictest = read.map(({ text, reading }) => ({ at: text.at, ...worst(reading) }));
  for (const { at, verdict, checked } of strictest) if (verdict === "bad") fail(at, `was called bad: ${checked}`);
  const weak = strictest.filter(({ verdict }) => verdict === "weak");
  for (const { at, checked } of weak)
    findings.push({ rule: "Q28", at, message: `was called weak: ${checked}`, level: "read" });
  const works = new Set(source.references.keys());
  for (const { text, reading } of read) {
    const work = reading.specialist.work ?? reading.teacher.work;
    if (work !== undefined && !works.has(work)) fail(text.at, `was held against a work that is not there: "${work}"`);
  }
  if (weak.length > MOST_WEAK * texts.length) fail(source.id, `${weak.length} of ${texts.length} texts are weak`);
  return findings;
}

export const q28: Rule = { id: "Q28", title: "Read by a specialist and by a teacher", check };
