/**
 * The script that popup, new tab and visit begin with. It is one file for the three, so that all that comes later can be one
 * set of files as well: a file knows what it stands on by its name.
 */
import "../ui/styles/study-surface.css";
import { logFailure } from "../platform/log-failure.ts";
import { openNewTab } from "./newtab/main.tsx";
import { openPopup } from "./popup/main.tsx";

const { page } = document.documentElement.dataset;

if (page === "popup") openPopup();
else if (page === "newtab") openNewTab();
else
  logFailure(
    "loading the visit",
    import("./visit/main.tsx").then(({ openVisit }) => openVisit()),
  );
