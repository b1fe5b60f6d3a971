import type { JSX } from "preact";

/** The hatchings that charts paint with, once in a page. */
export function ChartTones(): JSX.Element {
  return (
    <svg class="chart-tones" aria-hidden="true">
      <defs>
        <pattern id="tone-hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="tone-ground" width="6" height="6" />
          <rect class="tone-mark" width="3" height="6" />
        </pattern>
        <pattern id="tone-dotted" width="5" height="5" patternUnits="userSpaceOnUse">
          <rect class="tone-ground" width="5" height="5" />
          <circle class="tone-mark" cx="2.5" cy="2.5" r="1.1" />
        </pattern>
        <pattern id="tone-open" width="4" height="4" patternUnits="userSpaceOnUse">
          <rect class="tone-ground" width="4" height="4" />
        </pattern>
      </defs>
    </svg>
  );
}
