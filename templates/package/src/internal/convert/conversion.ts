/** From what JSON can say to what a type promises: dates and 64-bit integers. Part of a package only where an option asks for them. */
import { entriesIn, own } from "../own.js";

/** What a value becomes; the value itself where it is not what was promised. `mark` begins a text that stands for a number, see `parseExactly`. */
export type JsonConversion = Reader | readonly JsonConversion[] | Parts;

export type Reader = (value: unknown, mark: string | undefined) => unknown;

/** What stands in an object or a list. A list of conversions instead of one: each that has something to do does it. */
export interface Parts {
  /** A conversion with a name, looked up late: types refer to each other. */
  readonly of?: () => JsonConversion;
  /** Of properties; `null`: none, and `rest` does not apply either. */
  readonly properties?: Readonly<Record<string, JsonConversion | null>>;
  /** Of all other properties. */
  readonly rest?: JsonConversion;
  /** Of the first items. */
  readonly first?: readonly (JsonConversion | null)[];
  /** Of all other items. */
  readonly items?: JsonConversion;
  /** Only for an object that is the alternative which this is about: one with these properties, */
  readonly has?: readonly string[];
  /** and with one of these values where it has such a property. */
  readonly is?: Readonly<Record<string, readonly unknown[]>>;
}

/** A place in a value, and what is to be done there. */
type Task = readonly [holder: Record<string, unknown>, key: string, conversion: JsonConversion];

/** Converts a value that nobody else holds: it is changed where it stands, without recursion, however deep it is. */
export function convert(value: unknown, conversion: JsonConversion, mark?: string): unknown {
  const root = { value };
  const tasks: Task[] = [[root, "value", conversion]];
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    const [holder, key, what] = task;
    const found = holder[key];
    if (typeof what === "function") holder[key] = what(found, mark);
    else if (isList(what)) for (const each of what) tasks.push([holder, key, each]);
    else if (isObject(found) && isMeant(found, what)) addParts(tasks, found, what);
    else if (what.of && !what.has && !what.is) tasks.push([holder, key, what.of()]);
  }
  return root.value;
}

/** The data of an event is converted as part of the event, whose name may say what it is. */
export function convertData(
  data: unknown,
  event: object | undefined,
  conversion: JsonConversion,
  mark?: string,
): unknown {
  if (!event) return convert(data, conversion, mark);
  return own(entriesIn(convert({ ...event, data }, conversion, mark)), "data");
}

function isMeant(value: Record<string, unknown>, { has = [], is = {} }: Parts): boolean {
  return (
    has.every((name) => Object.hasOwn(value, name)) &&
    Object.entries(is).every(
      ([name, values]) => !Object.hasOwn(value, name) || values.includes(value[name]),
    )
  );
}

function addParts(tasks: Task[], value: Record<string, unknown>, what: Parts): void {
  const { of, first = [], items, properties = {}, rest } = what;
  const add = (key: string, conversion: JsonConversion | null | undefined) => {
    if (conversion) tasks.push([value, key, conversion]);
  };
  if (of) return void tasks.push([{ value }, "value", of()]);
  if (Array.isArray(value)) {
    for (const index of value.keys())
      add(String(index), index < first.length ? first[index] : items);
    return;
  }
  for (const name of Object.keys(rest ? value : properties)) {
    if (!Object.hasOwn(properties, name)) add(name, rest);
    else if (Object.hasOwn(value, name)) add(name, properties[name]);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isList(what: JsonConversion): what is readonly JsonConversion[] {
  return Array.isArray(what);
}
