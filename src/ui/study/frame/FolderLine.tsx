import type { JSX } from "preact";
import { t } from "../../../platform/i18n.ts";

interface Props {
  readonly onAllow: () => void;
  /**
   * Where the options stand that can ask, if this page cannot: in the popup of an extension Chromium shows no question for a
   * folder, https://github.com/WICG/file-system-access/issues/289
   */
  readonly settingsHref: string | undefined;
}

/** One quiet line, last on the sheet, so that nothing moves when it comes. */
export function FolderLine({ onAllow, settingsHref }: Props): JSX.Element {
  return (
    <p class="fine folder-line">
      {t("folderAsks")}{" "}
      {settingsHref === undefined ? (
        <button type="button" class="small-button" data-action="allow-folder" onClick={onAllow}>
          {t("machinesAllow")}
        </button>
      ) : (
        <a class="small-button" href={settingsHref} target="_blank" rel="noopener" data-action="allow-folder">
          {t("machinesAllow")}
        </a>
      )}
    </p>
  );
}
