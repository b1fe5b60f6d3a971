import { expect, test } from "vitest";
import { t } from "../../../../src/platform/i18n.ts";
import { lastText } from "../../../../src/ui/backup/BackupPanel.tsx";
import { ResultLine } from "../../../../src/ui/backup/ResultLine.tsx";
import { textOf } from "../drawn-text.ts";
import "../../../support/gallery/browser-stub.ts";

const [ADDED, WHOLE] = ["Done: 3 entries were added.", "1 entry that could not be read here is whole again."];
test.each([
  [0, 0, 0, "Done: there was nothing in it to add, so nothing changed."],
  [3, 0, 0, ADDED],
  [3, 0, 1, `${ADDED} ${WHOLE}`],
  [0, 0, 1, WHOLE],
  [0, 2, 1, `Done. Entries added: 0. Reviews taken back: 2. ${WHOLE}`],
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
  [0, 0, 8, "Done. Entries added: 0. Other entries taken back: 8."],
  [0, 1, 1, "Done. Entries added: 0. Reviews taken back: 1. Other entries taken back: 1."],
  [3, 0, 2, "Done. Entries added: 3. Other entries taken back: 2."],
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
  [{ kind: "takenBack", takenBack: 0, unreadable: 0 }, "Done: all of it was taken back."],
  [
    { kind: "overtaken" },
    "Nothing was taken back: another page has taken that file back already, or has brought in another one since.",
  ],
  [{ kind: "takenBack", takenBack: 3, unreadable: 0 }, "Done: 3 entries were taken back."],
  [{ kind: "takenBack", takenBack: null, unreadable: 0 }, "Done: all of it was taken back."],
  [
    { kind: "takenBack", takenBack: 3, unreadable: 1 },
    "Done: 3 entries were taken back. 1 entry of the file stays, since the browser cannot read it. Once “Check everything now” has mended it, take the file back again.",
  ],
  [
    { kind: "takenBack", takenBack: 0, unreadable: 2 },
    "2 entries of the file stay, since the browser cannot read them. Once “Check everything now” has mended them, take the file back again.",
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
  [{ takenBack: 2 }, /^On .+\. Entries added: 0\. Reviews taken back: 2\.$/u],
  [{ othersTakenBack: 8 }, /^On .+\. Entries added: 0\. Other entries taken back: 8\.$/u],
  [{}, /^It brought only decks, on .+\.$/u],
  [{ added: 3, isBegun: true, undone: 1 }, /^Taken back of it by now: 1\./u],
])("the last file is told of by what it brought: %j", (brought, said) => {
  expect(
    lastText({ atMs: 5, added: 0, takenBack: 0, othersTakenBack: 0, isBegun: false, undone: 0, ...brought }),
  ).toMatch(said);
});
