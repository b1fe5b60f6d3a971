import type { JSX } from "preact";
import type { Progress } from "../../core/progress.ts";

interface Props {
  readonly label: string;
  /** Its end is open as long as the total is 0. */
  readonly progress: Progress;
}

/** How far the reading of what a view shows has come, in place of the view. */
export const ReadingBar = ({ label, progress: { done, total } }: Props): JSX.Element => (
  <p class="numbers-reading">
    <label>
      {label}
      <progress max={total > 0 ? total : undefined} value={total > 0 ? done : undefined} />
    </label>
  </p>
);
