import { onWake } from "../platform/alarm.ts";
import { systemClock } from "../platform/clock.ts";
import { logFailure } from "../platform/log-failure.ts";
import { leadFromReminders, reminders, showReminder } from "../platform/reminder.ts";
import { remind } from "./remind.ts";
import { withDatabase } from "./with-database.ts";

/** Opens nothing where there is no permission, which is most often. */
async function remindWherePermitted(): Promise<void> {
  if (await reminders.has()) await withDatabase(({ db }) => remind(db, systemClock, showReminder));
}

/** Looks at every wake-up whether to remind. Must be called synchronously when the background starts. */
export function keepReminding(): void {
  onWake(() => logFailure("reminding of what is due", remindWherePermitted()));
  leadFromReminders((opening) => logFailure("opening the study", opening));
}
