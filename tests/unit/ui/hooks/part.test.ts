import { type ContainerNode, h, options, render } from "preact";
import { afterEach, expect, test, vi } from "vitest";
import { part, usePart } from "../../../../src/ui/hooks/part.ts";

/** Where something is drawn that is made of no element. */
const host = () => ({ childNodes: [], firstChild: null }) as unknown as ContainerNode;

const { requestAnimationFrame } = options;
afterEach(() => {
  Object.assign(options, { requestAnimationFrame });
});

/** Draws with a part. @returns what was drawn, and what lets the work that waits for the frame be done */
function drawnWith(first: ReturnType<typeof part<string>>) {
  let wanted = first;

  let afterFrame = (): void => {};
  options.requestAnimationFrame = (work) => {
    afterFrame = work;
  };
  const drawn: (string | null)[] = [];
  const place = host();
  const Drawn = (): null => {
    drawn.push(usePart(wanted));
    return null;
  };
  const draw = (other: typeof wanted): void => {
    wanted = other;
    render(h(Drawn, null), place);
  };
  draw(first);
  return { drawn, afterFrame: () => afterFrame(), draw };
}

test("a part that comes between the drawing without it and the end of that frame is drawn", async () => {
  const wanted = part(async () => "the part");
  const { drawn, afterFrame } = drawnWith(wanted);
  expect(drawn).toEqual([null]);
  await wanted.load();
  afterFrame();
  await vi.waitFor(() => expect(drawn.at(-1)).toBe("the part"), { interval: 1 });
});

test("a part that was there is drawn at once, and once", async () => {
  const wanted = part(async () => "the part");
  await wanted.load();
  const { drawn, afterFrame } = drawnWith(wanted);
  afterFrame();
  // All that promises have in hand is done by then, a drawing among it.
  await new Promise((done) => setTimeout(done));
  expect(drawn).toEqual(["the part"]);
});

test("a part that is asked for in the place of another is loaded and drawn, and the other no more", async () => {
  const first = part(async () => "the first");
  const { drawn, afterFrame, draw } = drawnWith(first);
  afterFrame();
  await vi.waitFor(() => expect(drawn.at(-1)).toBe("the first"), { interval: 1 });
  draw(part(async () => "the second"));
  expect(drawn.at(-1)).toBeNull();
  afterFrame();
  await vi.waitFor(() => expect(drawn.at(-1)).toBe("the second"), { interval: 1 });
});
