import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../../../src/core/settings.ts";
import { changedSettings } from "../../../../src/ui/options/DefaultsPart.tsx";

test("what would go back to a default is what the form has changed, and nothing that it does not show", () => {
  expect(changedSettings(DEFAULT_SETTINGS)).toEqual([]);
  const changed = { ...DEFAULT_SETTINGS, newPerDay: 20, theme: "dark", weights: "1,2" } as const;
  expect(changedSettings(changed)).toEqual(["newPerDay", "theme"]);
});
