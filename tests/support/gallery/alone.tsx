/** One panel of the settings by itself, and what is done there. */
import type { JSX } from "preact";
import { SettingsFrame } from "../../../src/ui/options/SettingsFrame.tsx";
import type { State } from "./state.ts";

export const alone = (draw: () => JSX.Element): State => ({
  layouts: ["page"],
  draw: () => <SettingsFrame>{draw()}</SettingsFrame>,
});

export const press = (action: string) => () =>
  document.querySelector<HTMLElement>(`[data-action="${action}"]`)?.click();
