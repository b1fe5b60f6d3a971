import { WEIGHT_COUNT } from "../weights.ts";

const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const EPSILON = 1e-8;

/** Adam: Kingma and Ba, https://arxiv.org/abs/1412.6980, algorithm 1, with its authors' constants. */
export class Adam {
  private readonly means = new Float64Array(WEIGHT_COUNT);
  private readonly squares = new Float64Array(WEIGHT_COUNT);
  private steps = 0;

  /** Moves the weights against the gradient, in place. */
  step(weights: Float64Array, gradient: Float64Array, rate: number): void {
    this.steps += 1;
    const meanBias = 1 - MEAN_DECAY ** this.steps;
    const squareBias = 1 - SQUARE_DECAY ** this.steps;
    for (let i = 0; i < WEIGHT_COUNT; i++) {
      const slope = gradient[i] ?? 0;
      const mean = MEAN_DECAY * (this.means[i] ?? 0) + (1 - MEAN_DECAY) * slope;
      const square = SQUARE_DECAY * (this.squares[i] ?? 0) + (1 - SQUARE_DECAY) * slope * slope;
      this.means[i] = mean;
      this.squares[i] = square;
      weights[i] = (weights[i] ?? 0) - (rate * (mean / meanBias)) / (Math.sqrt(square / squareBias) + EPSILON);
    }
  }
}

/** The rate falls from its start to nothing as half a cosine wave. Source: https://arxiv.org/abs/1608.03983, eq. 5. */
export const cosineRate = (start: number, step: number, steps: number): number =>
  (start / 2) * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps));
