import { useLayoutEffect, useRef } from "preact/hooks";
import type { CardType } from "../core/deck/deck.ts";
import { RATINGS, type Rating } from "../core/memory/rating.ts";
import { hasSingleKeys } from "../platform/appearance.ts";
import { digitValue, startsNumber } from "./review/digits.ts";

/** The parts of a keydown that decide what it means. */
export interface Press {
  readonly key: string;
  /** The place of the key on the keyboard, for layouts whose digits need Shift. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
}

/**
 * What has the focus: a text field, the one for an answer with or without anything in it, a button (which answers to Space
 * and Enter by itself), a link (which answers to Enter), or none of these.
 */
export type Focus = "text" | "answer-field" | "empty-field" | "control" | "link" | "none";

/** What is on the page. */
export type Stage =
  | {
      readonly kind: "question";
      readonly type: CardType;
      readonly options: number;
      /** The answer is typed: whatever can be written begins it. */
      readonly isTyped?: boolean;
    }
  | { readonly kind: "answer"; readonly type: CardType; readonly options: number; readonly isTyped?: boolean }
  /** A term or a correction: one button, to go on. */
  | { readonly kind: "notice" }
  /** A card that was forgotten again and again: read like a notice, and something can be done with the card. */
  | { readonly kind: "leech" }
  | { readonly kind: "rest" };

export type Command =
  | { readonly kind: "reveal" }
  | { readonly kind: "grade"; readonly rating: Rating }
  /** Gives the grade that what was said speaks for. */
  | { readonly kind: "goOn" }
  | { readonly kind: "undo" }
  | { readonly kind: "acknowledge" }
  /** Chooses the option at this place, from 0. */
  | { readonly kind: "choose"; readonly place: number }
  | { readonly kind: "suspend" }
  | { readonly kind: "bury" }
  | { readonly kind: "edit" }
  /** Gives the card a star, or takes it away. */
  | { readonly kind: "mark" }
  /** Shows all that is known of the card. */
  | { readonly kind: "info" }
  /** Shows the keys, or hides them. */
  | { readonly kind: "keys" }
  /** Moves the focus among the options. */
  | { readonly kind: "move"; readonly by: 1 | -1 }
  /** Lets the digit or letter fall into the answer field. */
  | { readonly kind: "type" }
  /**
   * One of our keys where it has nothing to do: left to the browser, a held Enter or Space on a button would click again
   * and again, and a letter or digit would open Firefox's search in the page.
   */
  | { readonly kind: "swallow" };

/**
 * The letter that a key stands for. On a layout whose letters are not Latin (Cyrillic, Greek, Hebrew, Arabic, Korean) it is
 * the one that its place has on a Latin keyboard; Latin layouts such as AZERTY and Dvorak go by their letters, fullwidth
 * ones of Japanese and Chinese input included. A Thai or Hindi key may give a vowel sign without its letter, an Arabic one
 * two letters at once.
 */
function letterOf({ key, code }: Press): string {
  const isOther = /^[\p{L}\p{M}]+$/u.test(key) && !/^\p{Script=Latin}/u.test(key);
  return (isOther ? code.replace(/^Key/, "") : key.normalize("NFKC")).toLowerCase();
}

/** Space, also the wide one of Chinese and Japanese and the one that does not break; or Enter. */
const isGoOn = ({ key }: Press): boolean => key.normalize("NFKC") === " " || key === "Enter";

function isUndo(press: Press): boolean {
  if (press.altKey || press.shiftKey) return false;
  const letter = letterOf(press);
  return press.ctrlKey || press.metaKey ? letter === "z" : letter === "u";
}

function ratingOf(press: Press): Rating | null {
  const digit = digitValue(press.key) ?? digitValue(press.code.replace(/^Digit/, ""));
  return RATINGS.find((rating) => rating === digit) ?? null;
}

function onQuestion(press: Press, stage: Stage & { kind: "question" }): Command | null {
  if (isGoOn(press)) return { kind: "reveal" };
  if (stage.isTyped && startsText(press.key)) return { kind: "type" };
  if (stage.type === "number" && startsNumber(press.key)) return { kind: "type" };
  if (stage.type !== "choice") return null;
  if (press.key === "ArrowDown" || press.key === "ArrowRight") return { kind: "move", by: 1 };
  if (press.key === "ArrowUp" || press.key === "ArrowLeft") return { kind: "move", by: -1 };
  const place = placeOf(press, stage);
  return place === null ? null : { kind: "choose", place };
}

/** Whether a key writes something, by itself or, as a dead key or in an input method, with those that follow. */
const startsText = (key: string): boolean => [...key].length === 1 || key === "Dead" || key === "Process";

/** The place of the option whose letter was pressed. */
function placeOf(press: Press, { type, options }: Stage & { kind: "question" | "answer" }): number | null {
  const letter = letterOf(press);
  const place = type === "choice" && letter.length === 1 ? letter.charCodeAt(0) - "a".charCodeAt(0) : -1;
  return place >= 0 && place < options ? place : null;
}

/** Whether a key alone, or with Shift, writes something: speech that is taken down presses such keys, and so does a slip. */
const isSingle = (press: Press): boolean =>
  startsText(press.key) && !isGoOn(press) && !press.ctrlKey && !press.metaKey && !press.altKey;

/**
 * What a key means on this stage with this focus; null when it is none of ours.
 * @param singleKeys whether a key that writes something may mean anything by itself
 */
export function commandOf(press: Press, stage: Stage, focus: Focus, singleKeys: boolean): Command | null {
  if (!singleKeys && isSingle(press)) return null;
  if (press.repeat) return whileHeld(press, stage, focus, singleKeys);
  const isAnswer = focus === "answer-field" || focus === "empty-field";
  if (isAnswer && press.key === "Enter") return { kind: "reveal" };
  // With nothing typed there is nothing that the browser could take back itself.
  const isEmptied = focus === "empty-field" && (press.ctrlKey || press.metaKey);
  if ((focus === "text" || isAnswer) && !(isEmptied && isUndo(press))) return null;
  // Where an answer is typed, U is its first letter.
  const isLetter = stage.kind === "question" && stage.isTyped && !press.ctrlKey && !press.metaKey;
  if (isUndo(press) && !isLetter) return { kind: "undo" };
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (isOfFocus(press, focus)) return null;
  return onStage(press, stage) ?? onCard(press, stage) ?? (ratingOf(press) === null ? null : { kind: "swallow" });
}

/** Whether a button or link does something by itself with this key. Space does nothing on a link, and so goes on. */
const isOfFocus = (press: Press, focus: Focus): boolean =>
  focus === "control" ? isGoOn(press) : focus === "link" && press.key === "Enter";

/** Also those of Arabic and of wide writing. */
const QUESTION_MARK = /^[?؟？]$/u;

/** What can be done with any card, turned or not. The letters of a choice's options come first. */
function onCard(press: Press, { kind }: Stage): Command | null {
  const command = ofAnyCard(press);
  const isOfCard = kind === "question" || kind === "answer" || kind === "leech";
  return command === null || command.kind === "keys" || isOfCard ? command : { kind: "swallow" };
}

function ofAnyCard(press: Press): Command | null {
  if (QUESTION_MARK.test(press.key)) return { kind: "keys" };
  if (press.shiftKey) return null;
  switch (letterOf(press)) {
    case "s":
      return { kind: "suspend" };
    case "b":
      return { kind: "bury" };
    case "e":
      return { kind: "edit" };
    case "m":
      return { kind: "mark" };
    case "i":
      return { kind: "info" };
    default:
      return null;
  }
}

/** A key that is held does nothing a second time; what is ours is still kept from the browser. */
function whileHeld(press: Press, stage: Stage, focus: Focus, singleKeys: boolean): Command | null {
  if (isOfFocus(press, focus)) return { kind: "swallow" };
  const first = commandOf({ ...press, repeat: false }, stage, focus, singleKeys);
  // A digit is typed again, and an arrow scrolls.
  return first === null || first.kind === "type" || first.kind === "move" ? null : { kind: "swallow" };
}

function onStage(press: Press, stage: Stage): Command | null {
  switch (stage.kind) {
    case "question":
      return onQuestion(press, stage);
    case "answer": {
      if (isGoOn(press)) return { kind: "goOn" };
      const rating = ratingOf(press);
      if (rating !== null) return { kind: "grade", rating };
      // A letter twice, say, or once more after the answer.
      return placeOf(press, stage) === null ? null : { kind: "swallow" };
    }
    case "notice":
    case "leech":
      return isGoOn(press) ? { kind: "acknowledge" } : null;
    case "rest":
      // Nothing to go on to, but for who has just taken an answer back.
      return isGoOn(press) ? { kind: "acknowledge" } : null;
  }
}

function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return "none";
  if (target.matches("[data-answer-field]:not([readonly])")) {
    return target instanceof HTMLInputElement && target.value === "" ? "empty-field" : "answer-field";
  }
  // A number that was compared is only looked at: nothing is typed there any more.
  if (target.matches("textarea, select, input:not([data-answer-field]), [contenteditable]")) return "text";
  const control = target.closest("button, a[href], summary");
  return control === null ? "none" : control.matches("a") ? "link" : "control";
}

/**
 * Whether a key belongs to an input method, in which Enter takes a word and grades nothing. Some browsers send that key after
 * the composition has ended, with the code 229: https://www.w3.org/TR/uievents/#determine-keydown-keyup-keyCode
 */
const isOfInputMethod = ({ isComposing, keyCode }: KeyboardEvent): boolean => isComposing || keyCode === 229;

/**
 * Listens to the page's keys while the component is shown and hands on what they mean.
 * `onCommand` answers whether the key was used up; an unused one keeps its ordinary effect.
 */
export function useKeyboard(stage: Stage, onCommand: (command: Command) => boolean): void {
  const latest = useRef({ stage, onCommand });
  latest.current = { stage, onCommand };
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isOfInputMethod(event)) return;
      const command = commandOf(event, latest.current.stage, focusOf(event.target), hasSingleKeys());
      if (command === null) return;
      if (command.kind === "swallow" || latest.current.onCommand(command)) event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
