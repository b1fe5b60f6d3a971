import { expect, test } from "vitest";
import { nameBefore, withoutRenaming } from "../../../../src/copies/shared/renamed.ts";
import { sharedFolder } from "../../../support/places/devices.ts";

const SEGMENT = `segment-0123456789abcdef-000001-1000-${"0f".repeat(32)}`;
const DECK = "deck-mine@2%401@0123456789abcdef";
const JOURNAL = "journal-0123456789abcdef-12-0mwtvz07p-evhssqh87q81g1la";

test.each([
  [`${SEGMENT} (conflicted copy 2026-11-26).gz`, `${SEGMENT}.gz`],
  [`${SEGMENT}.sync-conflict-20261126-101112-ABCDEFG.gz`, `${SEGMENT}.gz`],
  [`${JOURNAL} (1).gz`, `${JOURNAL}.gz`],
  [`${JOURNAL}(2).gz`, `${JOURNAL}.gz`],
  [`${JOURNAL}.gz (1).enc`, `${JOURNAL}.gz.enc`],
  [`${JOURNAL} (1).gz.enc`, `${JOURNAL}.gz.enc`],
  [`${DECK} (1).gz`, `${DECK}.gz`],
  [`${DECK} (conflicted copy 2026-11-26).gz.enc`, `${DECK}.gz.enc`],
  [`${DECK}.gz`, null],
  [`${SEGMENT}.gz`, null],
  [`${JOURNAL}.gz.enc`, null],
  [`${SEGMENT}.osteon2`, null],
  [`${SEGMENT}.osteon2.enc`, null],
  ["device-0123456789abcdef (1).json", null],
  ["letters to my aunt (1).gz", null],
])("%s was %s", (name, before) => {
  expect(nameBefore(name)).toBe(before);
});

test("a renamed file is read as what it was, and removed with it", async () => {
  const folder = sharedFolder();
  const place = withoutRenaming(folder);
  await folder.write(`${JOURNAL} (1).gz`, new Uint8Array([1]));
  await folder.write("holiday.jpg", new Uint8Array([2]));
  expect((await place.list()).sort()).toEqual(["holiday.jpg", `${JOURNAL}.gz`]);
  expect(await place.read(`${JOURNAL}.gz`)).toEqual(new Uint8Array([1]));
  await place.remove(`${JOURNAL}.gz`);
  expect([...folder.content.keys()]).toEqual(["holiday.jpg"]);
});
