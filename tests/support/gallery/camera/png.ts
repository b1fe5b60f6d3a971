import { crc32, deflateSync } from "node:zlib";
import { decode } from "fast-png";
import { withFewColours } from "./palette.ts";
import type { Picture } from "./picture.ts";

/** Enough for two themes and the shades at the edges of letters. */
const COLOURS = 32;

/** @param bytes a PNG of 8 bits a channel, with a palette or without */
export function fromPng(bytes: Uint8Array): Picture {
  const { width, height, depth, channels, palette, data: stored } = decode(bytes);
  if (depth !== 8) throw new Error(`a PNG with ${depth} bits a channel`);
  const colours = palette && Uint8Array.from(palette.flatMap(([red = 0, green = 0, blue = 0]) => [red, green, blue]));
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let to = 0, pixel = 0; to < data.length; to += 4, pixel += 1) {
    const from = colours ? (stored[pixel] ?? 0) * 3 : pixel * channels;
    const flat = colours ?? stored;
    data[to] = flat[from] ?? 0;
    data[to + 1] = flat[from + 1] ?? 0;
    data[to + 2] = flat[from + 2] ?? 0;
  }
  return { width, height, data };
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
  const colours = Uint8Array.from(palette.flat());
  const data = new Uint8Array(picture.data.length);
  for (let pixel = 0, to = 0; pixel < indices.length; pixel += 1, to += 4) {
    const from = (indices[pixel] ?? 0) * 3;
    data[to] = colours[from] ?? 0;
    data[to + 1] = colours[from + 1] ?? 0;
    data[to + 2] = colours[from + 2] ?? 0;
    data[to + 3] = 255;
  }
  return { ...picture, data };
}
