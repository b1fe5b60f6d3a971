import { type ChangeChannel, listenForChanges } from "../../store/database/changes.ts";

export interface EarlyChanges extends ChangeChannel {
  /** From now on whoever shows something is told, and at once if something was heard before. */
  readonly tell: (onChange: () => void) => void;
}

/** For a page that reads before it can read again: what changes meanwhile may not be in what it has read. */
export function listenEarly(): EarlyChanges {
  let isMissed = false;
  let heard = (): void => {
    isMissed = true;
  };
  const changes = listenForChanges(() => heard());
  return {
    ...changes,
    tell(onChange) {
      heard = onChange;
      if (isMissed) onChange();
    },
  };
}
