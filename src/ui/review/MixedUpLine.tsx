import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { SessionView } from "../../session/session-view.ts";
import { useDeckLang } from "../parts/deck-language.ts";

type Props = NonNullable<(SessionView & { kind: "card" })["mixedUp"]>;

const PLACES = ["\u0001", "\u0002"] as const;

/** One line: which two were mixed up, and what comes of it. The names are the deck's, whatever language is around them. */
export function MixedUpLine({ thing, other }: Props): JSX.Element {
  const lang = useDeckLang();
  const names: Readonly<Record<string, string>> = { [PLACES[0]]: thing, [PLACES[1]]: other };
  return (
    <p class="mixed-up">
      {t("mixedUp", ...PLACES)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they stand where the names do.
        .split(/([\u0001\u0002])/u)
        .map((piece) =>
          names[piece] === undefined ? (
            piece
          ) : (
            <span key={piece} lang={lang}>
              {names[piece]}
            </span>
          ),
        )}
    </p>
  );
}
