// The background only wires: listeners are registered at once, since the browser wakes it for those alone.
import { schedulerFor } from "../core/scheduler.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { listenForChanges } from "../db/changes.ts";
import { installDecks } from "../db/decks.ts";
import { onWake } from "../platform/alarm.ts";
import { bundledDecks } from "../platform/bundled-decks.ts";
import { systemClock } from "../platform/clock.ts";
import { onInstalled, onStartup } from "../platform/lifecycle.ts";
import { report } from "../platform/report.ts";
import { refreshBadge } from "./badge.ts";
import { withDatabase } from "./with-database.ts";

const refresh = (): void => report("refreshing the badge", withDatabase(refreshBadge));

const bringUp = (): void =>
  report(
    "installing the decks",
    withDatabase(async (db) => {
      const installed = await installDecks(db, bundledDecks, schedulerFor(DEFAULT_SETTINGS), systemClock.nowMs());
      if (installed) changes.announce();
      await refreshBadge(db);
    }),
  );

onInstalled(bringUp);
onStartup(bringUp);
onWake(refresh);
// Pages show the badge themselves after a grade; this is for those that write without a queue, such as the options.
const changes = listenForChanges(refresh);
