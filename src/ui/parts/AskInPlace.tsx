import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { ActionButton } from "./ActionButton.tsx";

interface Way {
  readonly action: string;
  readonly words: string;
}

interface Props {
  /** Whether it is asked just now. */
  readonly asks: boolean;
  readonly question: string;
  /** What it comes to, read out with the question. */
  readonly what?: ComponentChildren;
  readonly yes: Way;
  readonly no: Way;
  readonly busy?: boolean;
  readonly onAnswer: (yes: boolean) => void;
  /** The action of the button that asks. */
  readonly opener: string;
  /** What stands there while nothing is asked: that button, and what stands beside it. */
  readonly children: ComponentChildren;
}

/**
 * A question in place of the button that asks it. The focus goes to the question, so that no second press falls on the answer,
 * and once it is answered back to the button. Escape answers with no, as it does where a question is a dialog of its own.
 */
export function AskInPlace({ asks, opener, children, ...question }: Props): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (!asks && hadFocus.current) box.current?.querySelector<HTMLElement>(`[data-action="${opener}"]`)?.focus();
    hadFocus.current = false;
  }, [asks]);
  return (
    <div ref={box} class="ask-in-place">
      {asks ? (
        <Question
          {...question}
          onGone={(held) => {
            hadFocus.current = held;
          }}
        />
      ) : (
        children
      )}
    </div>
  );
}

interface QuestionProps extends Omit<Props, "asks" | "opener" | "children"> {
  /** @param held whether the focus was in it */
  readonly onGone: (held: boolean) => void;
}

function Question({ question, what, yes, no, busy = false, onAnswer, onGone }: QuestionProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const answer = useRef(onAnswer);
  answer.current = onAnswer;
  const id = useId();
  useLayoutEffect(() => {
    const here = box.current;
    here?.focus();
    const onKeyDown = (event: KeyboardEvent): void => {
      // Somewhere else on the page it means something else; where nothing has the focus, it can only mean this.
      const isHere = event.target === document.body || (event.target instanceof Node && here?.contains(event.target));
      if (event.key !== "Escape" || event.isComposing || event.repeat || event.defaultPrevented || !isHere) return;
      event.preventDefault();
      answer.current(false);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      const { activeElement } = document;
      onGone(activeElement === document.body || here?.contains(activeElement) === true);
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and has none.
    <div
      ref={box}
      class="asked"
      role="group"
      tabIndex={-1}
      aria-labelledby={id}
      aria-describedby={what ? `${id}-what` : undefined}
    >
      <p id={id}>{question}</p>
      {what && <div id={`${id}-what`}>{what}</div>}
      <p class="settings-actions">
        <ActionButton action={yes.action} busy={busy} onPress={() => onAnswer(true)}>
          {yes.words}
        </ActionButton>
        <ActionButton action={no.action} busy={busy} look="quiet-button" onPress={() => onAnswer(false)}>
          {no.words}
        </ActionButton>
      </p>
    </div>
  );
}
