import { addressOf } from "../../src/core/deck/reference.ts";
import type { ReferenceFile } from "../files/note-files.ts";
import { referenceOf } from "../making/head.ts";
import type { Context, Finding, Rule } from "./rule.ts";

/** Shops, aggregators, blogs, sharing sites, mirrors, places for examples. */
const UNFIT =
  /(^|\.)(example\.(com|net|org)|scribd|docslib|studylib|doczz|pdfslide|slideshare|academia|researchgate|wikipedia|wikiversity|encycloreader|medium|blogspot|wordpress|substack|quora|reddit|facebook|youtube|webmd|verywellhealth|healthline|livestrong|amazon|ebay|tomesphere|metajournal|prolekare|grokipedia|chegg|coursehero|quizlet|brainscape|pinterest)\.?[a-z.]*$/i;
const SHOP = /\b(shop|store|coupon|buy)\b/i;

/** Words of a remark whose matter is still open. */
const UNSETTLED = /\b(debated|disputed|unclear|uncertain|contested|conflict(s|ing)?|open question)\b/i;

function check({ source }: Context): Finding[] {
  const findings: Finding[] = [];
  const fail = (at: string, message: string) => findings.push({ rule: "Q25", at, message, level: "fail" });
  for (const work of source.references.values()) {
    for (const problem of problemsOf(work)) fail(work.id, problem);
  }
  for (const [id, { text, confidence, references, since }] of Object.entries(source.notes)) {
    const kinds = references.flatMap((each) => source.references.get(each)?.kind ?? []);
    const onlyMechanism = kinds.length > 0 && kinds.every((kind) => kind === "mechanism");
    if (confidence === "well established" && onlyMechanism)
      fail(id, "is called well established and rests on laboratory work alone");
    if (confidence === "well established" && UNSETTLED.test(text))
      fail(id, `is called well established and says "${UNSETTLED.exec(text)?.[0] ?? ""}"`);
    const years = references.flatMap((each) => source.references.get(each)?.year ?? []);
    if (since !== undefined && !years.some((year) => Math.abs(year - since) <= 2))
      fail(id, `says since ${since}, and no work of about that year is named`);
  }
  return findings;
}

function problemsOf(work: ReferenceFile): string[] {
  const problems: string[] = [];
  const address = addressOf(referenceOf(work));
  const host = address === null ? "" : new URL(address).hostname;
  if (UNFIT.test(host) || SHOP.test(host)) problems.push(`${host} is no place to cite`);
  if (address === null && work.volume === undefined && !["textbook", "guideline", "data"].includes(work.kind)) {
    const isFindable = work.pages !== undefined || work.title.split(" ").length > 3;
    if (!isFindable) problems.push("has neither an address nor a volume to be found by");
  }
  return problems;
}

/** What a nurse would trust, and could look up. */
export const q25: Rule = { id: "Q25", title: "Works that can be trusted and found", check };
