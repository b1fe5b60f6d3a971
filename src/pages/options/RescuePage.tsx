import type { JSX } from "preact";
import { RescuePanel } from "../../ui/health/RescuePanel.tsx";
import { useRescue } from "../../ui/hooks/use-rescue.ts";
import { SettingsFrame } from "../../ui/options/SettingsFrame.tsx";

export const RescuePage = ({ message }: { readonly message: string }): JSX.Element => (
  <SettingsFrame>
    <RescuePanel message={message} {...useRescue()} />
  </SettingsFrame>
);
