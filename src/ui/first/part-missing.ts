import { t } from "../../platform/i18n.ts";

/** Says in place of a page that what draws it could not be loaded. */
export function sayPartMissing(error: unknown): void {
  console.error("what draws the page could not be loaded:", error);
  const said = document.createElement("p");
  said.className = "fine";
  said.role = "alert";
  said.textContent = t("partMissing");
  const again = document.createElement("button");
  again.type = "button";
  again.className = "small-button";
  again.textContent = t("troubleLoadAgain");
  again.addEventListener("click", () => location.reload());
  document.body.replaceChildren(said, again);
}
