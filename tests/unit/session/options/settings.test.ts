import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DEFAULT_SETTINGS } from "../../../../src/core/settings.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type SettingsControl, settingsControl } from "../../../../src/session/options/settings.ts";
import { DATABASE_NAME } from "../../../../src/store/opening/open.ts";
import { readSettings } from "../../../../src/store/settings/settings.ts";
import { deleteDatabase } from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { endLongWaits } from "../../../support/session/long-waits.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../../support/session/options-base.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

let under: BaseUnderTest;
let control: SettingsControl;

beforeEach(async () => {
  stubPage();
  vi.spyOn(console, "error").mockImplementation(() => {});
  under = await optionsUnderTest();
  control = settingsControl(under.base, DEFAULT_SETTINGS);
});

afterEach(async () => {
  under.db.close();
  await deleteDatabase();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const changed = (): Promise<void> => new Promise((resolve) => control.subscribe(() => resolve()));

describe("a setting", () => {
  test("is saved at once and announced, as an event of this device", async () => {
    control.change("newPerDay", 3);
    await changed();
    expect(control.current()).toEqual({ settings: { ...DEFAULT_SETTINGS, newPerDay: 3 }, errors: {} });
    expect(await readSettings(under.db)).toMatchObject({ newPerDay: 3 });
    expect(await wholeLog(under.db)).toMatchObject([{ kind: "setting", device: under.base.device }]);
    expect(under.announce).toHaveBeenCalledTimes(1);
  });

  test("that cannot be saved says so beside it, is not announced, and stays as it was", async () => {
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
      throw new DOMException("no room", "QuotaExceededError");
    });
    control.change("newPerDay", 3);
    await changed();
    expect(control.current()).toEqual({ settings: DEFAULT_SETTINGS, errors: { newPerDay: t("trouble_diskFull") } });
    expect(under.announce).not.toHaveBeenCalled();
  });

  test("asks for the page to be loaded again after an upgrade in another tab", async () => {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(DATABASE_NAME, 99);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    endLongWaits();
    control.change("newPerDay", 3);
    await changed();
    expect(control.current().errors).toEqual({ newPerDay: t("trouble_databaseClosed") });
  });

  test("goes back to its default with all the others", async () => {
    for (const value of [3, 4]) {
      control.change("newPerDay", value);
      await changed();
    }
    control.restore();
    await changed();
    expect(control.current().settings).toEqual(DEFAULT_SETTINGS);
  });
});
