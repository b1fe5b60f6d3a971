import "../../ui/styles/left-out-page.css";
import { type JSX, render } from "preact";
import { isInContainer, openPlainTab } from "../../platform/container.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { leftOutHere } from "../../session/left-out.ts";
import { LeftOutSheet } from "../../ui/left-out/LeftOutSheet.tsx";
import { ContainerNote } from "../../ui/parts/ContainerNote.tsx";
import { TroubleView } from "../../ui/parts/TroubleView.tsx";

document.title = t("leftOutTitle");

async function sheet(): Promise<JSX.Element> {
  if (await isInContainer()) {
    return <ContainerNote onOpen={() => logFailure("opening a plain tab", openPlainTab())} />;
  }
  const read = await leftOutHere();
  if ("trouble" in read) return <TroubleView message={read.trouble} loadAgain={() => location.reload()} />;
  return <LeftOutSheet decks={read.decks} />;
}

logFailure(
  "showing what the decks leave out",
  sheet().then((made) => {
    render(made, document.body);
    // It was not there yet when the browser looked for it. The first deck stands under the title, which is to be seen.
    const named = document.getElementById(location.hash.slice(1));
    if (named?.matches("h1 ~ section:not(h1 + section)")) named.scrollIntoView();
  }),
);
