/** How far long work has come. */
export interface Progress {
  readonly done: number;
  /** In what `done` is counted in; 0 where nobody knows. */
  readonly total: number;
}

/** Told now and then during long work. */
export type OnProgress = (progress: Progress) => void;

/** A sign that work goes on, of which nobody knows how far it has come. */
export const UNKNOWN_PROGRESS: Progress = { done: 0, total: 0 };
