/** What a pass over one card leaves behind, so that the way back need not work it out again. Entry k is review k. */
export class ForwardPass {
  /** Recall that was predicted at the review; without meaning for same-day reviews and the first. */
  recalls = new Float64Array(0);
  /** Stability after the review. */
  stabilities = new Float64Array(0);
  /** Difficulty after the review. */
  difficulties = new Float64Array(0);
  /** ln S before the review. */
  logs = new Float64Array(0);
  /** After a success the increase of stability as a part of it, without the factor for Hard or Easy; else stability. */
  products = new Float64Array(0);
  /** The factor that e^(w·(1−R)) brings into the stability after it. */
  byRecall = new Float64Array(0);
  /** dR/dS and dR/dw20. */
  slopesS = new Float64Array(0);
  slopesDecay = new Float64Array(0);
  /** Which formula the review took. */
  branches = new Uint8Array(0);
  /** 1 where a bound cut the value off, and the gradient with it. */
  stabilityHeld = new Uint8Array(0);
  difficultyHeld = new Uint8Array(0);

  /** Makes room for a card. */
  reserve(reviews: number): void {
    if (reviews <= this.recalls.length) return;
    const size = Math.max(256, 2 * reviews);
    this.recalls = new Float64Array(size);
    this.stabilities = new Float64Array(size);
    this.difficulties = new Float64Array(size);
    this.logs = new Float64Array(size);
    this.products = new Float64Array(size);
    this.byRecall = new Float64Array(size);
    this.slopesS = new Float64Array(size);
    this.slopesDecay = new Float64Array(size);
    this.branches = new Uint8Array(size);
    this.stabilityHeld = new Uint8Array(size);
    this.difficultyHeld = new Uint8Array(size);
  }
}

export const SUCCESS = 0;
export const LAPSE = 1;
export const LAPSE_CEILING = 2;
export const SAME_DAY = 3;
export const SAME_DAY_FLOOR = 4;
