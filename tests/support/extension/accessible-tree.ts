/**
 * A page as a screen reader has it: roles and names, and what can be done there. Read from the browser's own accessibility
 * tree, never from the document.
 */
import type { CDPSession, KeyInput, Page } from "puppeteer-core";
import { chromeScope } from "./driver/firefox-scope.ts";
import { type Driver, poll } from "./driver.ts";

/** One thing that is read out, in words that both engines share: "button", "status"; else as the engine has it. */
export interface Thing {
  readonly role: string;
  readonly name: string;
  /** The names of what it stands in, from outside to inside; what has none is left out. */
  readonly within: readonly string[];
}

export interface AccessibleTree {
  /** All things. @param isFresh whether it is the one waited for; what changes still is never given */
  read(isFresh?: (things: readonly Thing[]) => boolean): Promise<readonly Thing[]>;
  /**
   * Does what the thing is for. In Firefox by the tree's own action, as a screen reader does; in Chromium by a key: the one
   * that the tree names for the thing, or Enter with the focus on it.
   * @returns false where the thing was gone by then, and nothing was done
   */
  press(thing: Thing): Promise<boolean>;
}

/** What one engine gives. */
interface Engine {
  things(): Promise<readonly Thing[]>;
  press(thing: Thing): Promise<boolean>;
}

/** The tree of the page that is in front. */
export async function accessibleTree(driver: Driver, page: Page): Promise<AccessibleTree> {
  const engine = await (driver.kind === "chromium" ? chromiumTree(page) : firefoxTree(driver));
  return {
    async read(isFresh = () => true) {
      let before = "";
      return poll(async () => {
        const things = await engine.things();
        const now = JSON.stringify(things);
        const isSettled = now === before;
        before = now;
        return isSettled && things.length > 0 && isFresh(things) ? things : null;
      }, "the accessibility tree to be still, and another than before");
    },
    press: engine.press,
  };
}

async function chromiumTree(page: Page): Promise<Engine> {
  const session = await page.createCDPSession();
  return {
    things: async () => (await chromiumThings(session)).map(({ thing }) => thing),
    async press(thing) {
      const wanted = JSON.stringify(thing);
      const found = (await chromiumThings(session)).find((one) => JSON.stringify(one.thing) === wanted);
      if (!found) return false;
      const [key] = found.keys;
      if (key === undefined && found.node !== undefined) await session.send("DOM.focus", { backendNodeId: found.node });
      await page.keyboard.press(key === undefined ? "Enter" : keyOf(key));
      return true;
    },
  };
}

/** As aria-keyshortcuts names a key, and as it is pressed. */
const keyOf = (name: string): KeyInput => (name.length === 1 ? name.toLowerCase() : name) as KeyInput;

async function chromiumThings(session: CDPSession) {
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const nameOf = (node: (typeof nodes)[number]): string => String(node.name?.value ?? "");
  return nodes
    .filter(({ ignored, role }) => !ignored && role?.value !== "InlineTextBox")
    .map((node) => {
      const within: string[] = [];
      for (let at = byId.get(node.parentId ?? ""); at; at = byId.get(at.parentId ?? "")) {
        if (!at.ignored && nameOf(at) !== "") within.unshift(nameOf(at));
      }
      const keys = node.properties?.find(({ name }) => String(name) === "keyshortcuts")?.value.value;
      const thing: Thing = { role: String(node.role?.value), name: nameOf(node), within };
      return { thing, node: node.backendDOMNodeId, keys: keys === undefined ? [] : String(keys).split(" ") };
    });
}

const ROLES: Readonly<Record<string, string>> = { pushbutton: "button", statusbar: "status" };

async function firefoxTree({ browser }: Driver): Promise<Engine> {
  const scope = await chromeScope(browser);
  const things = async (): Promise<Thing[]> => {
    const found = JSON.parse(await scope.run(walkFirefox, null)) as Thing[];
    return found.map((thing) => ({ ...thing, role: ROLES[thing.role] ?? thing.role }));
  };
  return {
    things,
    async press(thing) {
      const wanted = JSON.stringify(thing);
      const at = (await things()).findIndex((one) => JSON.stringify(one) === wanted);
      return at >= 0 && JSON.parse(await scope.run(walkFirefox, JSON.stringify([at, thing.name]))) === true;
    },
  };
}

/**
 * Runs in Firefox's own scope. Gives all things as JSON; or does the action of the one at a place, as JSON of place and
 * name, and says whether that was possible.
 */
async function walkFirefox(press: string | null): Promise<string> {
  const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
  const { selectedBrowser } = Services.wm.getMostRecentWindow("navigator:browser").gBrowser;
  const things: { thing: FirefoxAccessible; within: string[] }[] = [];
  const walk = (thing: FirefoxAccessible, within: string[]): void => {
    things.push({ thing, within });
    const inside = thing.name ? [...within, thing.name] : within;
    for (let i = 0; i < thing.childCount; i++) walk(thing.getChildAt(i), inside);
  };
  const outer = service.getAccessibleFor(selectedBrowser);
  if (outer) walk(outer, []);
  if (press === null) {
    return JSON.stringify(
      things.map(({ thing, within }) => ({
        role: service.getStringRole(thing.role),
        name: thing.name ?? "",
        within,
      })),
    );
  }
  const [at, name] = JSON.parse(press) as [number, string];
  const wanted = things[at]?.thing;
  if (!wanted || wanted.name !== name || wanted.actionCount === 0) return "false";
  wanted.doAction(0);
  return "true";
}
