import type { CardType } from "../../core/deck/deck.ts";
import type { AnkiLabels } from "../../exchange/anki/labels.ts";
import type { ExportFormat } from "../../jobs/messages.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";
import { extensionVersion } from "../../platform/own-manifest.ts";

/** Files that can be saved. */
export type ExportKind = "json" | "anki" | "reviews" | "days" | "cards";
export type TableKind = "csv" | "tsv";

/** What stands before the date in a file's name, and its ending; tables end as their kind. */
export const FILE_NAMES: Readonly<Record<ExportKind, { readonly what: string; readonly ending: string | null }>> = {
  json: { what: "osteon", ending: "json" },
  anki: { what: "osteon", ending: "apkg" },
  reviews: { what: "osteon-reviews", ending: null },
  days: { what: "osteon-review-days", ending: null },
  cards: { what: "osteon-cards", ending: null },
};

/** What the worker is asked for, with the words that it cannot look up itself. */
export function exportFormatOf(kind: ExportKind, table: TableKind): ExportFormat {
  switch (kind) {
    case "json":
      return { format: "json", appVersion: extensionVersion() };
    case "reviews":
    case "days":
      return { format: "reviews", separator: separatorOf(table), times: kind === "reviews" };
    case "cards":
      return { format: "cards", separator: separatorOf(table) };
    case "anki":
      return { format: "anki", labels: ankiLabels() };
  }
}

const separatorOf = (table: TableKind) => (table === "tsv" ? "\t" : ",");

/** What each type of card is called in Anki. */
const CARD_TYPE_NAMES: Readonly<Record<CardType, MessageKey>> = {
  forward: "cardForward",
  reverse: "cardReverse",
  cloze: "cardCloze",
  contrast: "cardContrast",
  vignette: "cardVignette",
  choice: "cardChoice",
  pathway: "cardPathway",
  number: "cardNumber",
  diagram: "cardDiagram",
};

/** The words of the interface that go into the cards of a package. */
export const ankiLabels = (): AnkiLabels => ({
  note: t("noteLabel"),
  source: t("sourceSummary"),
  gap: t("pathwayGap"),
  signs: { raises: t("signRaises"), lowers: t("signLowers"), regulates: t("signRegulates") },
  covered: { label: t("pictureLabelCovered"), sign: t("pictureSignCovered") },
  confidence: {
    wellEstablished: [t("confidenceWellEstablished"), t("confidenceWellEstablishedSince", "{year}")],
    likely: [t("confidenceLikely"), t("confidenceLikelySince", "{year}")],
    debated: [t("confidenceDebated"), t("confidenceDebatedSince", "{year}")],
  },
  cardTypes: Object.fromEntries(Object.entries(CARD_TYPE_NAMES).map(([type, name]) => [type, t(name)])),
});
