import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { plural, t } from "../../platform/i18n.ts";
import type { LiveVisit, Visit } from "../../session/visit/visit.ts";
import { VisitUndo } from "./VisitUndo.tsx";

interface Props extends Pick<LiveVisit, "practise" | "letCount"> {
  readonly choice: NonNullable<Visit["choice"]>;
  readonly session: Visit["session"];
}

/** Before the first card that is not due: whether its answer is to count. Enter takes what changes nothing. */
export function CountChoice({ choice, practise, letCount, session }: Props): JSX.Element {
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  return (
    <main class="visit-done" data-notice="count-choice">
      <h1 class="notice-title">{plural("visitChoice", choice.cards)}</h1>
      <p class="visit-ways">
        <button type="button" class="small-button" data-action="visit-practise" ref={first} onClick={practise}>
          {t("visitPractise")}
        </button>
        <button type="button" class="small-button" data-action="visit-count" onClick={letCount}>
          {t("visitCount")}
        </button>
        <VisitUndo session={session} />
      </p>
      <p class="fine">{t("visitCountHelp")}</p>
      {choice.others > 0 && <p class="fine">{plural("visitOthers", choice.others)}</p>}
    </main>
  );
}
