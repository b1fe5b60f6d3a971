import type { DeviceId } from "../core/ids.ts";
import type { Maker } from "../core/log/make-event.ts";
import { nowAt } from "../core/plan/now.ts";
import type { Settings } from "../core/settings.ts";
import type { Clock } from "../platform/clock.ts";

const EVENT_BYTES = 10;

/** Who makes an event, and when: for one event, since each has random bytes of its own. */
export const makerAt = (clock: Clock, device: DeviceId, { rolloverHour }: Pick<Settings, "rolloverHour">): Maker => ({
  device,
  now: nowAt(clock.nowMs(), clock.offsetAt, rolloverHour),
  random: clock.randomBytes(EVENT_BYTES),
});
