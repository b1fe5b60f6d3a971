import { mentions } from "../words/rich-text.ts";
import { frontText, perCard } from "./rule.ts";

/** "Which cells" has several as its answer and "which cell" one; else the number parts right from wrong. */
export const q23 = perCard("Q23", "Stem and options agree in number", (draft, say, { around, source }) => {
  const { asked, kind, body, wrong, asks } = draft;
  if (asks === "sign" || body.type === "number") return;
  const front = frontText(draft);
  const { one, many } = around.classes.get(kind);
  const nouns = [
    [one, false],
    [many, true],
  ] as const;
  for (const [noun, plural] of nouns) {
    if (one === many || !mentions(front, `which ${noun}`)) continue;
    const says = plural ? "one" : "several";
    if (plural !== asked.plural) say(`asks "which ${noun}", and "${asked.name}" is ${says}`);
  }
  for (const { is } of wrong) {
    const option = source.entities.get(is);
    if (option !== undefined && option.plural !== asked.plural && body.type === "choice")
      say(`the option "${option.name}" differs in number from "${asked.name}"`);
  }
});
