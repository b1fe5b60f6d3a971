import { crc32, deflateSync } from "node:zlib";
import { convertIndexedToRgb, decode } from "fast-png";
import { withFewColours } from "./palette.ts";
import type { Picture } from "./picture.ts";

/** Enough for two themes and the shades at the edges of letters. */
const COLOURS = 32;

/** @param bytes a PNG of 8 bits a channel, with a palette or without */
export function fromPng(bytes: Uint8Array): Picture {
  const png = decode(bytes);
  const channels = png.palette ? 3 : png.channels;
  const flat = png.palette ? convertIndexedToRgb(png) : png.data;
  const data = new Uint8Array(png.width * png.height * 4).fill(255);
  for (let pixel = 0; pixel < png.width * png.height; pixel += 1) {
    for (let place = 0; place < 3; place += 1) data[pixel * 4 + place] = flat[pixel * channels + place] ?? 0;
  }
  return { width: png.width, height: png.height, data };
}

/** One part of a PNG: how long it is, what it is, what it holds, its sum (PNG specification, 5.3). */
function chunk(type: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(content.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}

/**
 * A PNG with a palette: of a picture with more than 32 colours some come out as their neighbours. Written here, since
 * Node's own deflate makes it a twelfth smaller than a package that brings its own.
 */
export function toPng(picture: Picture): Uint8Array {
  const { palette, indices } = withFewColours(picture, COLOURS);
  const { width, height } = picture;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, which name a colour of the palette.
  header.set([8, 3], 8);
  // Each row begins with its filter: none.
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", Uint8Array.from(palette.flat())),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** The picture as its PNG has it. */
export function asInPng(picture: Picture): Picture {
  const { palette, indices } = withFewColours(picture, COLOURS);
  const data = new Uint8Array(picture.data.length);
  for (let pixel = 0; pixel < indices.length; pixel += 1) {
    const [red = 0, green = 0, blue = 0] = palette[indices[pixel] ?? 0] ?? [];
    data[pixel * 4] = red;
    data[pixel * 4 + 1] = green;
    data[pixel * 4 + 2] = blue;
    data[pixel * 4 + 3] = 255;
  }
  return { ...picture, data };
}
