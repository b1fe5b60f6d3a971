/**
 * Which card of a note of ours is ours. Whoever adds a template to our note type in Anki can drag it before ours, so its
 * place says nothing; its id does, or its name.
 */
import { grouped } from "../../core/grouped.ts";
import { isObject } from "../../core/log/fields.ts";
import { readTable } from "../sqlite/read-table.ts";
import { type CollectionRows, textIn } from "./collection-rows.ts";
import { TEMPLATE_ID, TEMPLATE_NAME } from "./identity.ts";
import { numberField } from "./protobuf.ts";

interface Template {
  readonly noteType: number;
  readonly place: number;
  readonly name: string;
  readonly id: number | null;
}

/** Of all note types together, as JSON. */
const MAX_JSON_BYTES = 20_000_000;
/** In Anki's message `Notetype.Template.Config`, see proto/anki/notetypes.proto in https://github.com/ankitects/anki. */
const ID_FIELD = 8;

/**
 * The place of our template in each note type; null where there are several and none of them is known to be ours.
 * @throws Refusal for a damaged table
 */
export function ourPlaces(collection: Uint8Array, rows: CollectionRows): ReadonlyMap<number, number | null> {
  const inTable = templatesInTable(collection);
  const templates = inTable.length > 0 ? inTable : templatesInJson(rows);
  const byType = grouped(templates, ({ noteType }) => noteType);
  return new Map([...byType].map(([noteType, all]) => [noteType, ourPlace(all)]));
}

function ourPlace(templates: readonly Template[]): number | null {
  const byId = templates.filter(({ id }) => id === TEMPLATE_ID);
  const byName = templates.filter(({ name }) => name === TEMPLATE_NAME);
  for (const found of [byId, byName, templates]) if (found.length === 1) return found[0]?.place ?? null;
  return null;
}

/** Since 2020 in a table of their own, with the id in a message of bytes. */
function templatesInTable(collection: Uint8Array): Template[] {
  return (readTable(collection, "templates") ?? []).map(([noteType, place, name, , , config]) => ({
    noteType: Number(noteType),
    place: Number(place),
    name: String(name),
    id: config instanceof Uint8Array ? numberField(config, ID_FIELD) : null,
  }));
}

/** Before that, and in packages for it, as JSON in the one row of `col`. */
function templatesInJson(rows: CollectionRows): Template[] {
  const [models] = [...rows.of("col", [textIn("models", MAX_JSON_BYTES)])].map(([json]) => parsed(json));
  if (!isObject(models)) return [];
  return Object.entries(models).flatMap(([noteType, model]) => {
    const list: unknown = isObject(model) ? model.tmpls : null;
    if (!Array.isArray(list)) return [];
    return list.filter(isObject).map(({ ord, name, id }) => ({
      noteType: Number(noteType),
      place: Number(ord),
      name: String(name),
      id: typeof id === "number" ? id : null,
    }));
  });
}

function parsed(json: unknown): unknown {
  try {
    return JSON.parse(String(json));
  } catch {
    // What it is not, it does not say.
    return null;
  }
}
