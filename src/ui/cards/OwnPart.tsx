import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Wording } from "../../core/deck/wording.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import type { CardInfo } from "../../session/cards/card-info.ts";
import type { OwnControl } from "../../session/progress/own.ts";
import { EditLater } from "../edit/EditLater.tsx";
import { SaidRegion } from "../parts/SaidRegion.tsx";

interface Props {
  readonly info: CardInfo;
  /** Changes it; null where that is done elsewhere. */
  readonly own: OwnControl | null;
}

/** What is the learner's own of a card, and that it is a hard one; with the ways to change it. */
export function OwnPart({ info, own: control }: Props): JSX.Element {
  const { id, deckContent, own } = info;
  const [isEditing, setEditing] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const mark = async (): Promise<void> => {
    const isMarked = !own.isMarked;
    const isKept = await control?.setMark(id, isMarked);
    setDone(t(isKept ? (isMarked ? "saidMarked" : "saidUnmarked") : "trouble_notSaved"));
  };
  const save = async (wording: Wording | null): Promise<boolean> => {
    const isKept = (await control?.saveWording(id, wording)) ?? false;
    if (isKept) setDone(t(wording === null ? "saidDeckWording" : "saidWorded"));
    return isKept;
  };
  const said = [
    ...(info.isLeech ? [t("cardLeech")] : []),
    ...(own.wording !== null ? [t("ownWording")] : []),
    ...(own.isMarked ? [`★ ${t("ownMarked")}`] : []),
  ];
  return (
    <section class="card-own">
      {said.length > 0 && <p data-own>{said.join(" · ")}</p>}
      {control && <SaidRegion text={done} />}
      {control && (
        <p class="edit-ways">
          <button type="button" class="small-button" data-action="edit" onClick={() => setEditing(true)}>
            {t("cardEdit")}
          </button>
          <button
            type="button"
            class="small-button"
            data-action="mark"
            onClick={() => logFailure("marking a card", mark())}
          >
            {t(own.isMarked ? "cardUnmark" : "cardMark")}
          </button>
        </p>
      )}
      {control && isEditing && (
        <EditLater content={deckContent} wording={own.wording} onSave={save} onClose={() => setEditing(false)} />
      )}
    </section>
  );
}
