import type { Confidence } from "../../core/deck/deck.ts";
import type { MessageKey } from "../../platform/i18n.ts";

const SURE: Readonly<Record<Confidence["level"], MessageKey>> = {
  wellEstablished: "confidenceWellEstablished",
  likely: "confidenceLikely",
  debated: "confidenceDebated",
};
const SINCE: Readonly<Record<Confidence["level"], MessageKey>> = {
  wellEstablished: "confidenceWellEstablishedSince",
  likely: "confidenceLikelySince",
  debated: "confidenceDebatedSince",
};

/** How sure one can be of a remark, in words; those with a year want it as their first value. */
export const confidenceKey = ({ level, sinceYear }: Confidence): MessageKey =>
  (sinceYear === null ? SURE : SINCE)[level];
