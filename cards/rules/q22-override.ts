import { perCard } from "./rule.ts";

/** A question in the author's own words says why the frame's would not do; one that is the frame's needs no reason. */
export const q22 = perCard("Q22", "Own words have a reason", (draft, say) => {
  const { front, override } = draft.spec;
  if (front !== undefined && override === undefined) say("has a front of its own and no override: to say why");
  if (front === undefined && override !== undefined) say(`says override: ${override}, and its front is the frame's`);
});
