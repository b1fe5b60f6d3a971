import { expect, test } from "vitest";
import { useBrowsers } from "../support/browsers.ts";
import { KINDS, poll, textOf, until } from "../support/driver.ts";
import { answer, eventsIn, reachCard } from "../support/study.ts";

const launch = useBrowsers();

test.each(KINDS)(
  "the background completes the second record and checks the log when %s starts, and the options say so",
  async (kind) => {
    const first = await launch(kind);
    const study = await first.open("popup");
    await answer(study, 3);
    await reachCard(study);
    const events = (await eventsIn(study)).length;
    await first.close({ keepProfile: true });

    const second = await launch(kind, { profile: first.profile });
    const year = String(new Date().getFullYear());
    const page = await poll(async () => {
      const options = await second.open("options");
      await until(options, () => document.querySelector(".health-list") !== null);
      const text = await textOf(options, ".health-list");
      // Two dates: that of the second record and that of the check.
      if (text.split(year).length === 3) return options;
      await options.close();
      return null;
    }, "the options to name the second record and the check");
    expect(await textOf(page, ".health-list")).toContain(`Entries in your log${events}`);
    expect(await textOf(page, ".health-list")).toContain("no differences");
  },
);
