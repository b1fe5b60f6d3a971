import type { EventId } from "../core/ids.ts";
import type { Preview } from "../jobs/messages.ts";

/** The entries here that replacing would take back, where the file's settings come along and where they do not. */
export interface TakesBack {
  readonly withSettings: ReadonlySet<EventId>;
  readonly withoutSettings: ReadonlySet<EventId>;
}

/** What was said of a replacement before it was asked for. */
interface Told {
  readonly preview: Pick<Preview, "replace">;
  readonly takesBack: TakesBack;
}

/**
 * Whether replacing would take back now what it was not said to. Entries, and not only how many: one may have been taken back since,
 * and another been made. What the file itself ends here, as by an undo of its own, is told by its number alone.
 */
export function takesMore(told: Told, now: Told, withSettings: boolean): boolean {
  const way = withSettings ? "withSettings" : "withoutSettings";
  const wasTold = told.takesBack[way];
  const [before, after] = [lossesOf(told), lossesOf(now)];
  return [...now.takesBack[way]].some((id) => !wasTold.has(id)) || after.some((count, i) => count > (before[i] ?? 0));
}

function lossesOf({ preview: { replace } }: Told): readonly number[] {
  if (!replace) return [];
  const { stopCounting, beforeReset, moveDay, ending, returning } = replace;
  const ofCards = [ending, returning].flatMap((set) => [set.suspended, set.putOff, set.stars, set.wordings]);
  return [stopCounting, beforeReset, moveDay, ...ofCards];
}
