/**
 * Takes a picture of every state of the interface and runs axe-core on each.
 *   npx tsx tests/support/gallery/shoot.ts [folder] [part of a state's name]
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openGallery, POPUP_SIZE } from "./drive.ts";

const SIZES = [
  { name: "popup", layout: "popup", ...POPUP_SIZE },
  { name: "320", layout: "page", width: 320, height: 200 },
  { name: "640", layout: "page", width: 640, height: 800 },
  { name: "1100", layout: "page", width: 1100, height: 700 },
  { name: "1440", layout: "page", width: 1440, height: 900 },
  { name: "2560", layout: "page", width: 2560, height: 1440 },
] as const;

const folder = process.argv[2] ?? "/tmp/osteon-gallery";
const only = process.argv[3] ?? "";
await mkdir(folder, { recursive: true });
const gallery = await openGallery();

let pictures = 0;
let failures = 0;
try {
  for (const { name, layout, width, height } of SIZES) {
    await gallery.page.setViewport({ width, height });
    for (const state of gallery.states(layout).filter((state) => state.includes(only))) {
      for (const theme of ["light", "dark"] as const) {
        await gallery.show(state, layout, theme);
        await gallery.page.screenshot({ path: join(folder, `${state}.${name}.${theme}.png`) });
        pictures += 1;
        for (const violation of await gallery.violations()) {
          failures += 1;
          console.error(`${state}, ${name}, ${theme}: ${violation}`);
        }
      }
    }
  }
} finally {
  await gallery.close();
}
console.log(`${pictures} pictures in ${folder}, ${failures} axe violations`);
process.exitCode = failures === 0 ? 0 : 1;
