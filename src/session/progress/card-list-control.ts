/** The list of cards while it is open: read when it is opened, and again whenever something of it has changed. */
import type { Progress } from "../../core/progress.ts";
import { type Live, liveValue } from "../common/live.ts";
import type { CardList } from "./card-list.ts";

export type CardListView =
  | { readonly kind: "reading"; readonly progress: Progress }
  | { readonly kind: "read"; readonly list: CardList }
  | { readonly kind: "failed" };

export interface CardListControl extends Live<CardListView> {
  /**
   * Reads the list, in place of any reading that is under way. A list that is shown stays until the next one is there.
   * @returns ends the reading: nothing more is told of it
   */
  readonly read: (readList: (onProgress: (progress: Progress) => void) => Promise<CardList>) => () => void;
}

export function cardListControl(): CardListControl {
  const view = liveValue<CardListView>({ kind: "reading", progress: { done: 0, total: 0 } });
  let latest = 0;
  return {
    current: view.current,
    subscribe: view.subscribe,
    read(readList) {
      latest += 1;
      const own = latest;
      const tell = (next: CardListView): void => {
        if (own === latest) view.set(next);
      };
      readList((progress) => {
        if (view.current().kind !== "read") tell({ kind: "reading", progress });
      }).then(
        (list) => tell({ kind: "read", list }),
        (error: unknown) => {
          console.error("the cards could not be read:", error);
          tell({ kind: "failed" });
        },
      );
      return () => {
        if (own === latest) latest += 1;
      };
    },
  };
}
