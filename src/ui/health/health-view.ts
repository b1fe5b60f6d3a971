/** What the options show of the data's health. Times in ms. */
export interface HealthView {
  /** Whether the browser has promised not to delete the data when the disk runs full. */
  readonly persisted: boolean;
  readonly events: number;
  readonly snapshots: number;
  readonly snapshotAtMs: number | null;
  readonly fileAtMs: number | null;
  readonly selfTest: { readonly atMs: number; readonly differences: number } | null;
  /** Cards that a clock running ahead has sent into the future. */
  readonly stranded: number;
}

/** What came of a check or a repair. */
export type HealthResult =
  | { readonly kind: "clean"; readonly events: number; readonly cards: number }
  | { readonly kind: "mended"; readonly differences: number; readonly left: number }
  | { readonly kind: "clockCorrected"; readonly cards: number }
  | { readonly kind: "failed"; readonly sentence: string };
