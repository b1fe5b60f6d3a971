import messages from "../../../src/_locales/en/messages.json";

/** Stands in for the browser's own `chrome`: only what `src/platform/i18n.ts` asks of it. Import it for its effect. */
const catalogue: Record<string, { readonly message: string }> = messages;

function getMessage(key: string, substitutions: readonly string[] = []): string {
  const message = catalogue[key]?.message ?? "";
  return message.replace(/\$(\d)/g, (_, place: string) => substitutions[Number(place) - 1] ?? "");
}

Object.assign(globalThis, { chrome: { i18n: { getMessage } } });
