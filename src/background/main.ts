// The background only wires: listeners are registered at once, since the browser wakes it for those alone.
import { schedulerFor } from "../core/scheduler.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { listenForChanges } from "../db/changes.ts";
import { installDecks } from "../db/decks.ts";
import type { Guarded } from "../db/open-guarded.ts";
import { onWake } from "../platform/alarm.ts";
import { bundledDecks } from "../platform/bundled-decks.ts";
import { systemClock } from "../platform/clock.ts";
import { onInstalled, onStartup } from "../platform/lifecycle.ts";
import { report } from "../platform/report.ts";
import { refreshBadge } from "./badge.ts";
import { keepUp } from "./upkeep.ts";
import { withDatabase } from "./with-database.ts";

const refresh = (): void =>
  report(
    "refreshing the badge",
    withDatabase(({ db }) => refreshBadge(db)),
  );

const wake = (): void => {
  refresh();
  report("keeping the data safe", withDatabase(upkeep));
};

const upkeep = async (guarded: Guarded): Promise<void> => {
  if (!(await keepUp(guarded))) return;
  changes.announce();
  await refreshBadge(guarded.db);
};

const bringUp = (): void =>
  report(
    "installing the decks",
    withDatabase(async (guarded) => {
      const { db } = guarded;
      const installed = await installDecks(db, bundledDecks, schedulerFor(DEFAULT_SETTINGS), systemClock.nowMs());
      if (installed) changes.announce();
      await refreshBadge(db);
      await upkeep(guarded);
    }),
  );

onInstalled(bringUp);
onStartup(bringUp);
onWake(wake);
// Pages show the badge themselves after a grade; this is for those that write without a queue, such as the options.
const changes = listenForChanges(refresh);
