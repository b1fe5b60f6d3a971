import { expect, test } from "vitest";
import { useBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { answer, eventsIn, reachCard } from "../../support/extension/study.ts";

const launch = useBrowsers();

test.each(KINDS)(
  "the background completes the second record and checks the log when %s starts; the options say so, and check it again",
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

    const whole = await page.evaluate(check, false);
    expect(whole).toMatchObject({ name: "Checking everything", kind: "clean", shares: expect.arrayContaining([1]) });
    expect(whole.shares).toEqual(whole.shares.toSorted((a, b) => a - b));
    expect(new Set(whole.shares).size).toBeGreaterThan(3);
    const stopped = await page.evaluate(check, true);
    expect(stopped).toMatchObject({ kind: "stopped", said: "The check was stopped before its end." });
    expect(stopped.shares).not.toContain(1);
    // The button that was pressed is gone.
    expect(stopped.focus).toBe("check");
    expect(await page.evaluate(check, false)).toMatchObject({ kind: "clean", said: whole.said });
  },
);

/** Runs in the page: has everything checked. @returns what the bar said meanwhile, what was said in the end, and which button has the focus */
function check(
  stops: boolean,
): Promise<{ name: string; shares: number[]; kind: string; said: string; focus: string | undefined }> {
  return new Promise((resolve) => {
    let name = "";
    const shares: number[] = [];
    const press = (action: string) => {
      const button = document.querySelector<HTMLElement>(`[data-action="${action}"]`);
      button?.focus();
      button?.click();
    };
    const look = () => {
      const bar = document.querySelector<HTMLProgressElement>(".health progress");
      name = bar?.ariaLabel ?? name;
      if (bar?.hasAttribute("value")) shares.push(bar.position);
      if (stops) press("stop-check");
      const line = document.querySelector<HTMLElement>(".health [role=status][data-health-result]");
      if (!line || bar) return;
      watcher.disconnect();
      const focus = (document.activeElement as HTMLElement | null)?.dataset.action;
      resolve({ name, shares, kind: line.dataset.healthResult ?? "", said: line.textContent ?? "", focus });
    };
    const watcher = new MutationObserver(look);
    const panel = document.querySelector(".health");
    if (panel) watcher.observe(panel, { subtree: true, childList: true, attributes: true, characterData: true });
    press("check");
  });
}
