import { type ComponentChildren, type JSX, toChildArray } from "preact";
import { useEffect, useState } from "preact/hooks";

interface Props {
  readonly children: ComponentChildren;
}

/** The first of its children at once, and the others one after the other, each in a task of its own. */
export function InTurn({ children }: Props): JSX.Element {
  const all = toChildArray(children);
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn >= all.length) return;
    const timer = setTimeout(() => setDrawn(drawn + 1));
    return () => clearTimeout(timer);
  }, [drawn, all.length]);
  return <>{all.slice(0, drawn)}</>;
}
