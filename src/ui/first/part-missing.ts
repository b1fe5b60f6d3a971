import { t } from "../../platform/i18n.ts";
import { grown } from "./markup.ts";

/** Says in place of a page that what draws it could not be loaded. */
export function sayPartMissing(error: unknown): void {
  console.error("what draws the page could not be loaded:", error);
  const said = grown(["p", { class: "fine", role: "alert" }, [t("partMissing")]]);
  const again = document.createElement("button");
  again.type = "button";
  again.className = "small-button";
  again.textContent = t("troubleLoadAgain");
  again.addEventListener("click", () => location.reload());
  document.body.replaceChildren(...(said ? [said] : []), again);
}
