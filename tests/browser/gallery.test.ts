import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changes, report } from "../support/gallery/camera/album.ts";
import { difference } from "../support/gallery/camera/compare.ts";
import { type Camera, openCamera } from "../support/gallery/camera/open-camera.ts";
import type { Picture } from "../support/gallery/camera/picture.ts";
import { FOR_EVERY_SIZE, SIZES, type Size } from "../support/gallery/camera/sizes.ts";

/**
 * Every state of the interface beside its stored picture. In Chromium alone: two engines never draw a letter alike, and
 * would need two sets of pictures; what Firefox does with a page is asked by the end-to-end tests.
 */

let camera: Camera;
beforeAll(async () => {
  camera = await openCamera();
});
afterAll(() => camera.close());

it("draws every state as it is stored, in faces that are the same on every machine", async () => {
  const pictures = await camera.shootAll();
  expect(pictures.size).toBeGreaterThan(100);
  expect(FOR_EVERY_SIZE.filter((state) => !pictures.has(state))).toEqual([]);
  expect([...camera.strange]).toEqual([]);
  expect(report(changes(pictures))).toBe("");
  // Some five hundred pictures: on a machine with much else to do they take a while.
}, 300_000);

describe.each(SIZES.filter(({ states }) => states === "all"))("what changes in the $layout", (size: Size) => {
  const STATE = "choice-right";
  let before: Picture;
  beforeAll(async () => {
    before = await camera.shoot(STATE, size);
  });

  it.each([
    ["a colour", ":root:root:root { --right: #2e5a6a }"],
    ["the ground", ":root:root:root { --paper: #f3f3e9 }"],
    ["a margin", ".option { margin-block-end: 3px }"],
    ["a size of letters", ".question { font-size: 26px }"],
    ["a frame", ".option { border-width: 3px }"],
  ])("is seen: %s", async (_, css) => {
    const style = await camera.page.addStyleTag({ content: css });
    const after = await camera.shoot(STATE, size);
    await style.evaluate((element) => element.remove());
    expect(difference(before, after)).not.toBeNull();
    expect(difference(before, await camera.shoot(STATE, size))).toBeNull();
  });
});
