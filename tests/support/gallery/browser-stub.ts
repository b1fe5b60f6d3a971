import messages from "../../../src/_locales/en/messages.json";

/** Stands in for webextension-polyfill: only what `src/platform/i18n.ts` asks of it. */
const catalogue: Record<string, { readonly message: string }> = messages;

function getMessage(key: string, substitutions: readonly string[] = []): string {
  const message = catalogue[key]?.message ?? "";
  return message.replace(/\$(\d)/g, (_, place: string) => substitutions[Number(place) - 1] ?? "");
}

export default { i18n: { getMessage } };
