import { type Driver, poll } from "../support/extension/driver.ts";

/** Switches every chapter on: some are off until a learner wants them. */
export async function switchAllOn(driver: Driver): Promise<void> {
  const options = await driver.open("options");
  await poll(
    () =>
      options.evaluate(() => {
        const boxes = [...document.querySelectorAll<HTMLInputElement>(".chapters input")];
        boxes.find((box) => !box.checked && box.ariaDisabled !== "true")?.click();
        return boxes.length > 0 && boxes.every((box) => box.checked);
      }),
    "all chapters to be on",
    60_000,
  );
  await options.close();
}
