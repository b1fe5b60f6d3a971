import type { JSX } from "preact";
import { RebuildPanel } from "../../ui/health/RebuildPanel.tsx";
import { useRebuildDatabase } from "../../ui/hooks/use-rebuild-database.ts";
import { SettingsFrame } from "../../ui/options/SettingsFrame.tsx";

export const RebuildPage = ({ message }: { readonly message: string }): JSX.Element => (
  <SettingsFrame>
    <RebuildPanel message={message} {...useRebuildDatabase()} />
  </SettingsFrame>
);
