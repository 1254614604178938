/** What calls give. */
import { type Case, giving, object } from "../pairs.js";

const string = { type: "string" };
const named = object({ name: string }, ["name"]);

export const responses: readonly Case[] = [
  {
    name: "a property comes",
    old: giving(named),
    new: giving(object({ name: string, note: string }, ["name"])),
    bump: "minor",
    symbol: "GetThingResponse.note",
    code: `export const use = async (client: Shop) => (await client.things.get({ id: "1" })).name.length;`,
  },
  {
    name: "a property goes",
    old: giving(object({ name: string, note: string }, ["name"])),
    new: giving(named),
    bump: "major",
    symbol: "GetThingResponse.note",
    wire: "same",
    code: `export const use = async (client: Shop) => (await client.things.get({ id: "1" })).note;`,
  },
  {
    name: "a property may be missing",
    old: giving(named),
    new: giving(object({ name: string })),
    bump: "major",
    symbol: "GetThingResponse.name",
    code: `export const use = async (client: Shop) => (await client.things.get({ id: "1" })).name.length;`,
  },
  {
    name: "a property is always there",
    old: giving(object({ name: string })),
    new: giving(named),
    bump: "minor",
    symbol: "GetThingResponse.name",
    code: `export const use = async (client: Shop) => (await client.things.get({ id: "1" })).name?.length;`,
  },
  {
    name: "an open enum has another value",
    old: giving(object({ state: { enum: ["on", "off"] } }, ["state"])),
    new: giving(object({ state: { enum: ["on", "off", "broken"] } }, ["state"])),
    bump: "patch",
    symbol: "GetThingResponse.state",
    code: `export const use = async (client: Shop) => (await client.things.get({ id: "1" })).state === "on";`,
  },
  {
    name: "nothing differs",
    old: giving(named),
    new: giving(named),
    bump: "none",
    code: `export const use = async (client: Shop) => (await client.things.get({ id: "1" })).name;`,
  },
];
