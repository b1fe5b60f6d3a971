import { type DeviceId, ID_BYTES } from "../../core/ids.ts";
import type { Maker } from "../../core/log/make-event.ts";
import type { Settings } from "../../core/settings.ts";
import { nowAt } from "../../core/time/now.ts";
import type { Clock } from "../../platform/clock.ts";
import { readDevice } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";

/** Who makes an event, and when: for one event, since each has random bytes of its own. */
export const makerAt = (clock: Clock, device: DeviceId, { rolloverHour }: Pick<Settings, "rolloverHour">): Maker => ({
  device,
  now: nowAt(clock.nowMs(), clock.offsetAt, rolloverHour),
  random: clock.randomBytes(ID_BYTES),
});

/** What one write of a page goes by: the settings in force, and who makes the events, with new random bytes at each call. */
export async function readMaker(
  db: Database,
  clock: Clock,
): Promise<{ readonly settings: Settings; readonly maker: () => Maker }> {
  const settings = await readSettings(db);
  const device = await readDevice(db.transaction("local").store);
  return { settings, maker: () => makerAt(clock, device, settings) };
}
