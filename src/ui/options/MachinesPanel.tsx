import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { outsideText } from "../../core/outside-text.ts";
import { plural, t } from "../../platform/i18n.ts";
import type { MachinesControl } from "../../session/options/machines.ts";
import type { MachinesState } from "../../session/options/machines-state.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { momentText } from "../parts/figures.ts";

type Props = MachinesState & Omit<MachinesControl, "current" | "subscribe" | "reload">;

/** What this machine and others give each other: by a folder, or by files that the user carries. */
export function MachinesPanel(props: Props): JSX.Element {
  const { canChoose, folder, working, said, onStop } = props;
  const busy = working !== null;
  return (
    <section class="machines" aria-labelledby="machines-title" aria-busy={busy}>
      <h2 id="machines-title">{t("machinesTitle")}</h2>
      <p>{t("machinesIntro")}</p>
      {canChoose && <Folder {...props} busy={busy} />}
      <Files {...props} busy={busy} />
      {busy && (
        <p class="settings-actions">
          <progress aria-label={t("machinesWorking")} />
          {working > 0 && <span>{plural("machinesTakingIn", working)}</span>}
          {(folder !== null || working > 0) && (
            <button type="button" class="quiet-button" data-action="stop-exchange" onClick={onStop}>
              {t("exchangeStop")}
            </button>
          )}
        </p>
      )}
      <p class={said?.kind === "failed" ? "setting-error" : "machines-said"} role="status" data-said={said?.kind}>
        {said?.text}
      </p>
      <Last {...props} />
      <Name {...props} />
      <Words {...props} busy={busy} />
    </section>
  );
}

interface Part extends Props {
  readonly busy: boolean;
}

function Folder({ folder, busy, stopped, onChoose, onAllow, onForget, onExchange }: Part): JSX.Element {
  if (folder === null)
    return (
      <p class="settings-actions">
        <ActionButton action="choose-folder" busy={busy} onPress={onChoose}>
          {t("machinesChoose")}
        </ActionButton>
        <span class="fine">{t("machinesChooseHelp")}</span>
      </p>
    );
  return (
    <>
      <p data-folder={folder.name}>
        {t(folder.allowed ? "machinesFolder" : "machinesFolderAsk", outsideText(folder.name))}
      </p>
      {stopped && !busy && <p data-held="folder">{t("machinesHeld")}</p>}
      <p class="settings-actions">
        {folder.allowed ? (
          <ActionButton action="exchange" busy={busy} onPress={onExchange}>
            {t("machinesExchange")}
          </ActionButton>
        ) : (
          <ActionButton action="allow-folder" busy={busy} onPress={onAllow}>
            {t("machinesAllow")}
          </ActionButton>
        )}
        <ActionButton action="forget-folder" busy={busy} look="quiet-button" onPress={onForget}>
          {t("machinesForget")}
        </ActionButton>
      </p>
    </>
  );
}

function Files({ canChoose, busy, offered, onSave, onArrived, onTakeIn }: Part): JSX.Element {
  const choose = (input: HTMLInputElement): void => {
    const files = [...(input.files ?? [])];
    if (files.length > 0 && !busy) onTakeIn(files);
    // The same files may be chosen again.
    input.value = "";
  };
  return (
    <details open={!canChoose}>
      <summary>{t("machinesFiles")}</summary>
      <p>{t("machinesFilesHelp")}</p>
      <p class="settings-actions">
        <ActionButton action="save-news" busy={busy} onPress={() => onSave(false)}>
          {t("machinesSave")}
        </ActionButton>
        <ActionButton action="save-everything" busy={busy} look="quiet-button" onPress={() => onSave(true)}>
          {t("machinesSaveAll")}
        </ActionButton>
        <label class="small-button file-button">
          <input
            type="file"
            class="visually-hidden"
            multiple
            accept=".gz,.enc"
            data-action="take-in"
            aria-disabled={busy}
            onClick={(event) => busy && event.preventDefault()}
            onChange={(event) => choose(event.currentTarget)}
          />
          {t("machinesTakeIn")}
        </label>
      </p>
      {offered && (
        <p class="settings-actions">
          <ActionButton action="files-arrived" busy={busy} look="quiet-button" onPress={onArrived}>
            {t("machinesArrived")}
          </ActionButton>
          <span class="fine">{t("machinesArrivedHelp")}</span>
        </p>
      )}
    </details>
  );
}

/** In one line: what was given and taken last, and who else takes part. */
function Last({ last }: Pick<Props, "last">): JSX.Element | null {
  if (last === null) return null;
  const { givenAtMs, takenAtMs, taken, others, passedOver, unreadable, newer } = last;
  return (
    <>
      <p class="fine" data-last="exchange">
        {givenAtMs === null ? t("machinesNeverGiven") : t("machinesGiven", momentText(givenAtMs))}{" "}
        {takenAtMs !== null && plural("machinesLastTaken", taken, momentText(takenAtMs))}
      </p>
      {others.length > 0 && (
        <ul class="fine">
          {others.map(({ name, atMs, events }) => (
            <li key={`${name} ${atMs}`}>
              {plural(
                "machinesOther",
                events,
                name === "" ? t("machinesUnnamed") : outsideText(name),
                momentText(atMs),
              )}
            </li>
          ))}
        </ul>
      )}
      {passedOver > 0 && <p class="setting-error">{plural("machinesPassedOver", passedOver)}</p>}
      {unreadable > 0 && <p class="setting-error">{plural("machinesUnreadable", unreadable)}</p>}
      {newer > 0 && <p class="setting-error">{plural("machinesNewer", newer)}</p>}
    </>
  );
}

function Name({ name, onName }: Pick<Props, "name" | "onName">): JSX.Element {
  return (
    <p class="machines-field">
      <label for="machine-name">{t("machinesName")}</label>
      <input
        id="machine-name"
        type="text"
        maxLength={60}
        autocomplete="off"
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
      />
    </p>
  );
}

function Words({ encrypted, busy, onPassphrase }: Pick<Part, "encrypted" | "busy" | "onPassphrase">): JSX.Element {
  const [words, setWords] = useState("");
  const set = (said: string): void => {
    onPassphrase(said);
    setWords("");
  };
  const canSet = !busy && words !== "";
  return (
    <>
      <p class="setting-help" id="machine-words-help">
        {t(encrypted ? "machinesHoldsEncrypted" : "machinesHoldsPlain")}
      </p>
      <p class="machines-field">
        <label for="machine-words">{t("machinesPassphrase")}</label>
        <input
          id="machine-words"
          type="password"
          autocomplete="new-password"
          value={words}
          aria-describedby="machine-words-help"
          onInput={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && !event.isComposing && canSet && set(words)}
        />
        <ActionButton action="set-passphrase" busy={!canSet} onPress={() => set(words)}>
          {t("machinesSetPassphrase")}
        </ActionButton>
        {encrypted && (
          <ActionButton action="drop-passphrase" busy={busy} look="quiet-button" onPress={() => set("")}>
            {t("machinesDropPassphrase")}
          </ActionButton>
        )}
      </p>
    </>
  );
}
