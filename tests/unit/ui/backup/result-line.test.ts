import { expect, test } from "vitest";
import { t } from "../../../../src/platform/i18n.ts";
import { lastText, partText } from "../../../../src/ui/backup/LastFile.tsx";
import { ResultLine } from "../../../../src/ui/backup/ResultLine.tsx";
import { textOf } from "../drawn-text.ts";
import "../../../support/gallery/browser-stub.ts";
import { lastFile } from "../../../support/files/last-file.ts";

const [ADDED, WHOLE] = ["Done: 3 entries were added.", "1 entry that could not be read here is whole again."];
/** What replacing took back is kept: nobody shall think that it is lost. */
const reviewsGone = (count: number) => `Reviews that were here before and no longer count: ${count} (kept in the log).`;
const othersGone = (count: number) =>
  `Other entries that were here before and no longer count: ${count} (kept in the log).`;
test.each([
  [0, 0, 0, "Done: there was nothing in it to add, so nothing changed."],
  [3, 0, 0, ADDED],
  [3, 0, 1, `${ADDED} ${WHOLE}`],
  [0, 0, 1, WHOLE],
  [0, 2, 1, `Done. Entries added: 0. ${reviewsGone(2)} ${WHOLE}`],
])("%i entries added, %i reviews taken back and %i entries mended are told apart", (added, takenBack, mended, said) => {
  const result = {
    kind: "restored",
    added,
    takenBack,
    othersTakenBack: 0,
    mended,
    known: 0,
    decks: 0,
    canTakeBack: false,
  } as const;
  expect(textOf(ResultLine({ result }))).toBe(said);
});

test.each([
  [0, 0, 8, `Done. Entries added: 0. ${othersGone(8)}`],
  [0, 1, 1, `Done. Entries added: 0. ${reviewsGone(1)} ${othersGone(1)}`],
  [3, 0, 2, `Done. Entries added: 3. ${othersGone(2)}`],
])("%i entries added, %i reviews and %i other entries taken back are told apart", (added, takenBack, others, said) => {
  const gone = { takenBack, othersTakenBack: others };
  const result = { kind: "restored", added, ...gone, mended: 0, known: 0, decks: 0, canTakeBack: true } as const;
  expect(textOf(ResultLine({ result }))).toBe(said);
});

test.each([
  [0, "2 decks of the file are here now."],
  [3, `${ADDED} 2 decks of the file are here now.`],
])("decks are told of by themselves, beside %i entries", (added, said) => {
  const result = {
    kind: "restored",
    added,
    takenBack: 0,
    othersTakenBack: 0,
    mended: 0,
    known: 0,
    decks: 2,
    canTakeBack: true,
  } as const;
  expect(textOf(ResultLine({ result }))).toBe(said);
});

test.each([
  [{ kind: "takenBack", takenBack: 0, unreadable: 0, idle: 0 }, "Done: the file is taken back."],
  [
    { kind: "overtaken" },
    "Nothing more was done here: another page has taken this file back, has kept the rest of it, or has brought in another file.",
  ],
  [{ kind: "restKept" }, "Done: the rest of the file stays here."],
  [
    { kind: "takenBack", takenBack: 3, unreadable: 0, idle: 0 },
    "Done: the file is taken back. 3 entries count as they did before the file came; nothing is removed from the log.",
  ],
  [{ kind: "takenBack", takenBack: null, unreadable: 0, idle: 0 }, "Done: the file is taken back."],
  [
    { kind: "takenBack", takenBack: 3, unreadable: 1, idle: 0 },
    "3 entries that came with the file no longer count; they are kept in the log. 1 entry could not be taken back, because the browser cannot read it. “Check everything now” may mend it.",
  ],
  [
    { kind: "takenBack", takenBack: 0, unreadable: 2, idle: 0 },
    "2 entries could not be taken back, because the browser cannot read them. “Check everything now” may mend them.",
  ],
  [
    { kind: "takenBack", takenBack: 3, unreadable: 0, idle: 2 },
    "Done: the file is taken back. 3 entries count as they did before the file came; nothing is removed from the log. 2 other entries of the file need no taking back: they are undos, or were taken back before.",
  ],
  [{ kind: "stopped" }, "Stopped. Nothing was changed."],
  [{ kind: "stopped", inPart: true }, "Stopped. What was taken back by then stays so."],
  [
    { kind: "stopped", isUnknown: true },
    "Stopped. Osteon could not find out whether the file was added. Choose it again to see how much of it is here.",
  ],
] as const)("%j is told as far as it is known", (result, said) => {
  expect(textOf(ResultLine({ result }))).toBe(said);
});

test.each(["backup_together", "backup_replaceTogether", "anki_beyond"] as const)(
  "%s says once that nothing was changed",
  (key) => {
    const said = textOf(ResultLine({ result: { kind: "failed", sentence: t(key, "24 events") } }));
    expect(said.split("Nothing was changed.")).toHaveLength(2);
  },
);

test.each([
  [{ added: 3 }, /^It brought 3 entries on .+\.$/u],
  [
    { takenBack: 2 },
    /^On .+\. Entries added: 0\. Reviews that were here before and no longer count: 2 \(kept in the log\)\.$/u,
  ],
  [
    { othersTakenBack: 8 },
    /^On .+\. Entries added: 0\. Other entries that were here before and no longer count: 8 \(kept in the log\)\.$/u,
  ],
  [{}, /^It brought only decks, on .+\.$/u],
])("the last file is told of by what it brought: %j", (brought, said) => {
  expect(lastText(lastFile({ added: 0, ...brought }))).toMatch(said);
});

const IN_PART = "The last file is taken back only in part.";
const counts = (undone: number, left: number): string =>
  `${IN_PART} Its entries that no longer count (kept in the log): ${undone}. Its entries that are left: ${left}.`;
test.each([
  [{ added: 16, undone: 5, left: 11 }, counts(5, 11)],
  [{ added: 4, undone: 0, left: 4 }, counts(0, 4)],
  [
    { added: 17, undone: 5, left: 11 },
    `${counts(5, 11)} 1 other entry of the file needs no taking back: it is an undo, or was taken back before.`,
  ],
  // What replacing added is taken back with the file.
  [
    { added: 4, takenBack: 2, othersTakenBack: 1, undone: 5, left: 2 },
    `${counts(5, 2)} What the file had taken back here is among them.`,
  ],
  // Of a file of decks alone; and where an earlier version did not say.
  [{ added: 0, undone: 0, left: 0 }, IN_PART],
  [{ added: 7, undone: 5, left: null }, IN_PART],
])("of a file in part it is said how many entries are taken back and left, as many as it brought: %j", (last, said) => {
  expect(partText(lastFile({ isBegun: true, ...last }))).toBe(said);
});
