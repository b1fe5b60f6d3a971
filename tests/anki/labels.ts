import type { AnkiLabels } from "../../src/exchange/anki/labels.ts";

export const LABELS: AnkiLabels = {
  note: "What medicine adds",
  source: "Source",
  gap: "the missing station",
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
