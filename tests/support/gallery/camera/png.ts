import { convertIndexedToRgb, decode, encode } from "fast-png";
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

/** A PNG with a palette: of a picture with more than 32 colours some come out as their neighbours. */
export function toPng(picture: Picture): Uint8Array {
  const { palette, indices } = withFewColours(picture, COLOURS);
  const { width, height } = picture;
  return encode({ width, height, data: indices, depth: 8, channels: 1, palette }, { zlib: { level: 9 } });
}

/** The picture as its PNG has it. */
export function asInPng(picture: Picture): Picture {
  const { palette, indices } = withFewColours(picture, COLOURS);
  const data = new Uint8Array(picture.data.length);
  for (const [pixel, index] of indices.entries()) data.set([...(palette[index] ?? []), 255], pixel * 4);
  return { ...picture, data };
}
