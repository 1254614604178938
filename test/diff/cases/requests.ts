/** What calls take. */
import { type Case, object, taking } from "../pairs.js";

const string = { type: "string" };
const named = object({ name: string }, ["name"]);

export const requests: readonly Case[] = [
  {
    name: "an optional property comes",
    old: taking(named),
    new: taking(object({ name: string, note: string }, ["name"])),
    bump: "minor",
    symbol: "CreateThingRequest.note",
    code: `export const use = (client: Shop) => client.things.create({ name: "a" });`,
  },
  {
    name: "a required property comes",
    old: taking(named),
    new: taking(object({ name: string, note: string }, ["name", "note"])),
    bump: "major",
    symbol: "CreateThingRequest.note",
    wire: "breaking",
    code: `export const use = (client: Shop) => client.things.create({ name: "a" });`,
  },
  {
    name: "a property goes",
    old: taking(object({ name: string, note: string }, ["name"])),
    new: taking(named),
    bump: "major",
    symbol: "CreateThingRequest.note",
    wire: "same",
    code: `export const use = (client: Shop) => client.things.create({ name: "a", note: "b" });`,
  },
  {
    name: "a property has to be given",
    old: taking(object({ name: string, note: string }, ["name"])),
    new: taking(object({ name: string, note: string }, ["name", "note"])),
    bump: "major",
    symbol: "CreateThingRequest.note",
    code: `export const use = (client: Shop) => client.things.create({ name: "a" });`,
  },
  {
    name: "a property can be left out",
    old: taking(object({ name: string, note: string }, ["name", "note"])),
    new: taking(object({ name: string, note: string }, ["name"])),
    bump: "minor",
    symbol: "CreateThingRequest.note",
    code: `export const use = (client: Shop) => client.things.create({ name: "a", note: "b" });`,
  },
  {
    name: "a property takes another type",
    old: taking(named),
    new: taking(object({ name: { type: "integer" } }, ["name"])),
    bump: "major",
    symbol: "CreateThingRequest.name",
    code: `export const use = (client: Shop) => client.things.create({ name: "a" });`,
  },
  {
    name: "a property takes null too",
    old: taking(named),
    new: taking(object({ name: { type: ["string", "null"] } }, ["name"])),
    bump: "minor",
    symbol: "CreateThingRequest.name",
    code: `export const use = (client: Shop) => client.things.create({ name: "a" });`,
  },
  {
    name: "a value of an enum goes",
    old: taking(object({ mode: { enum: ["fast", "good"] } }, ["mode"])),
    new: taking(object({ mode: { enum: ["good"] } }, ["mode"])),
    bump: "major",
    symbol: "CreateThingRequest.mode",
    code: `export const use = (client: Shop) => client.things.create({ mode: "fast" });`,
  },
  {
    name: "a bound comes nearer",
    old: taking(object({ name: { type: "string", maxLength: 20 } }, ["name"])),
    new: taking(object({ name: { type: "string", maxLength: 10 } }, ["name"])),
    bump: "patch",
    symbol: "CreateThingRequest.name",
    wire: "breaking",
    code: `export const use = (client: Shop) => client.things.create({ name: "a" });`,
  },
  {
    name: "a property is described",
    old: taking(named),
    new: taking(object({ name: { type: "string", description: "What it is called." } }, ["name"])),
    bump: "patch",
    symbol: "CreateThingRequest.name",
    wire: "same",
    code: `export const use = (client: Shop) => client.things.create({ name: "a" });`,
  },
];
