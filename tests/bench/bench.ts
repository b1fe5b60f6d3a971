import { type Driver, type Kind, launch } from "../support/driver.ts";
import { chooseSetting } from "../support/settings.ts";
import { answer, reachCard } from "../support/study.ts";
import { buildExtension, copyOfExtension } from "./extension.ts";
import { addStaticPage } from "./static-page.ts";

/** What rows share: each is made when the first of them asks for it. */
export interface Bench {
  /** Builds the extension into `dist`. */
  readonly built: () => void;
  /** A browser in which somebody has begun to study, with enough new cards for every row. */
  readonly studied: (kind: Kind) => Promise<Driver>;
  readonly close: () => Promise<void>;
}

/** Nothing is built or launched before a row asks for it. */
export function makeBench(): Bench {
  let isBuilt = false;
  const drivers = new Map<Kind, Promise<Driver>>();
  const built = (): void => {
    if (!isBuilt) buildExtension();
    isBuilt = true;
  };
  return {
    built,
    studied(kind) {
      built();
      const driver = drivers.get(kind) ?? begin(kind);
      drivers.set(kind, driver);
      return driver;
    },
    async close() {
      for (const driver of drivers.values()) await (await driver).close();
    },
  };
}

async function begin(kind: Kind): Promise<Driver> {
  const extension = copyOfExtension(kind);
  const driver = await launch(kind, { extension });
  // One card answered, as on every opening but the first: an empty log is compared with the second record beforehand.
  const page = await driver.open("popup");
  await answer(page, 4);
  await reachCard(page);
  await page.close();
  const options = await driver.open("options");
  await chooseSetting(options, "newPerDay", 200);
  await options.close();
  for (const one of ["popup", "newtab"] as const) await addStaticPage(driver, extension, one);
  return driver;
}
