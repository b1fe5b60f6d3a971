import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { chromiumEnvironment } from "../../../support/extension/driver/chromium-switches.ts";

it.runIf(existsSync("/bin/true")).each(["xdg-icon-resource", "xdg-desktop-menu"])(
  "spares a Chromium of the tests %s, which refuses what it does not know",
  (name) => {
    expect(spawnSync(name, ["no such command"], { env: chromiumEnvironment() }).status).toBe(0);
  },
);
