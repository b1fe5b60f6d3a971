import { type ComponentChildren, type JSX, toChildArray } from "preact";
import { useEffect, useState } from "preact/hooks";

interface Props {
  /** Drawing all at once would hold up the page. */
  readonly isLong: boolean;
  /** Each is worked out when it is drawn. */
  readonly children: ComponentChildren;
}

/** Its children at once, or one after the other, each in a task of its own. */
export function InTurn({ isLong, children }: Props): JSX.Element {
  const all = toChildArray(children);
  const [drawn, setDrawn] = useState(isLong ? 1 : all.length);
  useEffect(() => {
    if (drawn >= all.length) return;
    const timer = setTimeout(() => setDrawn(drawn + 1));
    return () => clearTimeout(timer);
  }, [drawn, all.length]);
  return <>{all.slice(0, drawn)}</>;
}
