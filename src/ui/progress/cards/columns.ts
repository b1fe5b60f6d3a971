import type { CardColumn } from "../../../core/stats/card-list.ts";
import type { MessageKey } from "../../../platform/i18n.ts";

/** The columns of the list of cards, beside that of the boxes; each is what it can be sorted by. */
export const COLUMNS = [
  { sort: "question", name: "columnCard" },
  { sort: "chapter", name: "columnChapter" },
  { sort: "due", name: "columnDue" },
  { sort: "recall", name: "columnRecall" },
  { sort: "stability", name: "columnStability" },
  { sort: "reviews", name: "columnReviews" },
] as const satisfies readonly { readonly sort: CardColumn; readonly name: MessageKey }[];
