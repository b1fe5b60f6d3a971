import type { AnkiLabels } from "../../src/exchange/anki/labels.ts";

export const LABELS: AnkiLabels = {
  note: "What medicine adds",
  source: "Source",
  gap: "the missing station",
  signs: { raises: "raises", lowers: "lowers", regulates: "regulates" },
  covered: { label: "One label is covered.", sign: "The end of one arrow is covered." },
  confidence: {
    wellEstablished: ["Well established.", "Well established since {year}."],
    likely: ["Likely.", "Likely since {year}."],
    debated: ["Debated.", "Debated since {year}."],
  },
  cardTypes: {
    forward: "Recall",
    reverse: "Name it",
    cloze: "Fill the gap",
    contrast: "Tell them apart",
    vignette: "A short case",
    choice: "Choose one",
    pathway: "Find the missing station",
    number: "How much?",
    diagram: "What is covered?",
  },
};
