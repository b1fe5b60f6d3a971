import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { root } from "./files.mjs";

const SIZES = [16, 32, 48, 96, 128];

/** @type {Promise<void> | undefined} */
let ready;

/**
 * The icon in the sizes that browsers ask for, drawn by WebAssembly so that the bytes are the same on every machine.
 * @returns {Promise<import("./files.mjs").Files>}
 */
export async function renderIcons() {
  ready ??= initWasm(readFileSync(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")));
  await ready;
  const svg = readFileSync(join(root, "src/icons/icon.svg"));
  /** @type {import("./files.mjs").Files} */
  const files = new Map([["icons/icon.svg", new Uint8Array(svg)]]);
  for (const size of SIZES) {
    const image = new Resvg(new Uint8Array(svg), { fitTo: { mode: "width", value: size } }).render();
    files.set(`icons/icon-${size}.png`, image.asPng());
    image.free();
  }
  return files;
}
