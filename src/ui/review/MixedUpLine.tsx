import type { JSX } from "preact";
import type { SessionView } from "../../session/study/session-view.ts";
import { useDeckLang } from "../parts/deck-language.ts";
import { Sentence } from "../parts/Sentence.tsx";

type Props = NonNullable<(SessionView & { kind: "card" })["mixedUp"]>;

/** One line: which two were mixed up, and what comes of it. The names are the deck's, whatever language is around them. */
export function MixedUpLine({ thing, other }: Props): JSX.Element {
  const lang = useDeckLang();
  return (
    <p class="mixed-up">
      <Sentence message="mixedUp" pieces={[<span lang={lang}>{thing}</span>, <span lang={lang}>{other}</span>]} />
    </p>
  );
}
