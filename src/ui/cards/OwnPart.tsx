import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../platform/i18n.ts";
import type { CardInfo } from "../../session/cards/card-info.ts";
import type { OwnControl } from "../../session/progress/own.ts";
import { EditLater } from "../edit/EditLater.tsx";

interface Props {
  readonly info: CardInfo;
  /** Changes it; null where that is done elsewhere. */
  readonly own: OwnControl | null;
}

/** What is the learner's own of a card, and that it is a hard one; with the ways to change it. */
export function OwnPart({ info, own: control }: Props): JSX.Element {
  const { id, deckContent, own } = info;
  const [isEditing, setEditing] = useState(false);
  const said = [
    ...(info.isLeech ? [t("cardLeech")] : []),
    ...(own.wording !== null ? [t("ownWording")] : []),
    ...(own.isMarked ? [`★ ${t("ownMarked")}`] : []),
  ];
  return (
    <section class="card-own">
      {said.length > 0 && <p data-own>{said.join(" · ")}</p>}
      {control && (
        <p class="edit-ways">
          <button type="button" class="small-button" data-action="edit" onClick={() => setEditing(true)}>
            {t("cardEdit")}
          </button>
          <button
            type="button"
            class="small-button"
            data-action="mark"
            onClick={() => void control.setMark(id, !own.isMarked)}
          >
            {t(own.isMarked ? "cardUnmark" : "cardMark")}
          </button>
        </p>
      )}
      {control && isEditing && (
        <EditLater
          content={deckContent}
          wording={own.wording}
          onSave={(wording) => control.saveWording(id, wording)}
          onClose={() => setEditing(false)}
        />
      )}
    </section>
  );
}
