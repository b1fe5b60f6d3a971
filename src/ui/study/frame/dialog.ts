/** What opens over the card in front: its wording, all that is known of it, or one of two things that are done with it. */
export type Dialog = "edit" | Info;

/** All that is known of the card; or at once that it gets another day, or becomes new again. */
export type Info = "info" | "due" | "reset";
