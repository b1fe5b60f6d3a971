import { describe, expect, test } from "vitest";
import { deriveManifest, TARGETS, type Target } from "../../../../scripts/build/manifest.mjs";

const derived = (target: Target, popupOnly: boolean): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(deriveManifest({ target, store: true, popupOnly })));

describe.each(TARGETS)("the manifest for %s", (target) => {
  test("takes new tabs, but for the package that leaves them alone and does not speak of them", () => {
    expect(derived(target, false).chrome_url_overrides).toEqual({ newtab: "pages/newtab/index.html" });
    const popupOnly = derived(target, true);
    expect(popupOnly).not.toHaveProperty("chrome_url_overrides");
    expect(popupOnly.name).toBe("__MSG_extensionNamePopup__");
    expect(popupOnly.description).toBe("__MSG_extensionDescriptionPopup__");
  });

  test("differs in nothing else between the two", () => {
    const names = ["name", "description", "chrome_url_overrides"];
    const rest = (popupOnly: boolean) =>
      Object.entries(derived(target, popupOnly)).filter(([name]) => !names.includes(name));
    expect(rest(true)).toEqual(rest(false));
    expect(rest(true).map(([name]) => name)).toContain("commands");
  });
});
