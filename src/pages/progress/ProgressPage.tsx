import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { Live } from "../../session/live.ts";
import type { ProgressView } from "../../session/progress/open.ts";
import { useLive } from "../../ui/hooks/use-live.ts";
import { KnowView } from "../../ui/progress/KnowView.tsx";
import { ContainerNote } from "../../ui/study/ContainerNote.tsx";
import { TroubleView } from "../../ui/study/TroubleView.tsx";

export function ProgressPage({ progress }: { readonly progress: Live<ProgressView> }): JSX.Element {
  const view = useLive(progress);
  return (
    <main class="progress">
      <header class="progress-head">
        <h1 class="progress-title">{t("progressTitle")}</h1>
      </header>
      {contentOf(view)}
    </main>
  );
}

function contentOf(view: ProgressView): JSX.Element | null {
  switch (view.kind) {
    case "opening":
      return null;
    case "open":
      return <KnowView parts={view.parts} />;
    case "container":
      return <ContainerNote onOpen={view.openPlainTab} />;
    case "trouble":
      return (
        <>
          <TroubleView message={view.message} />
          {view.loadAgain && (
            <button type="button" class="small-button" onClick={view.loadAgain}>
              {t("troubleLoadAgain")}
            </button>
          )}
        </>
      );
  }
}
