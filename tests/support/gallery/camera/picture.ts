/** Pictures as rows of RGBA bytes, without a browser. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel: red, green, blue, alpha. */
  readonly data: Uint8Array;
}

/** Half as wide and half as high: each pixel is the mean of four. */
export function halved({ width, height, data }: Picture): Picture {
  const half = { width: width >> 1, height: height >> 1 };
  const out = new Uint8Array(half.width * half.height * 4);
  for (let y = 0; y < half.height; y += 1) {
    let to = y * half.width * 4;
    for (let from = 2 * y * width * 4, x = 0; x < half.width; x += 1, from += 8, to += 4) {
      for (let at = from, channel = 0; channel < 4; channel += 1, at += 1) {
        const below = at + width * 4;
        const sum = (data[at] ?? 0) + (data[at + 4] ?? 0) + (data[below] ?? 0) + (data[below + 4] ?? 0);
        out[to + channel] = (sum + 2) >> 2;
      }
    }
  }
  return { ...half, data: out };
}

const GAP = 8;
const GREY = 0x80;

/** Pictures side by side on grey, the tops in line. */
export function besideEachOther(pictures: readonly Picture[]): Picture {
  const width = pictures.reduce((sum, picture) => sum + picture.width + GAP, GAP);
  const height = Math.max(0, ...pictures.map((picture) => picture.height)) + 2 * GAP;
  const data = new Uint8Array(width * height * 4).fill(GREY);
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255;
  let left = GAP;
  for (const picture of pictures) {
    for (let y = 0; y < picture.height; y += 1) {
      const row = picture.data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4);
      data.set(row, ((y + GAP) * width + left) * 4);
    }
    left += picture.width + GAP;
  }
  return { width, height, data };
}
