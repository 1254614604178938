/** A base that others extend, whose heirs are extended too: each stands for itself and for its heirs. */
import { Source, type Case } from "../check.js";

const string = { type: "string" };
const number = { type: "number" };
const object = (properties: object, ...required: string[]): Case["given"] =>
  ({ type: "object", properties, required }) as Case["given"];
const ref = (name: string): Case["given"] => ({ $ref: `#/components/schemas/${name}` });
const heir = (of: string, own: Case["given"], more: object = {}): Case["given"] =>
  ({ allOf: [ref(of), own], ...more }) as Case["given"];

const mapping = { pet: "Pet", dog: "Dog", puppy: "Puppy", cat: "Cat" };
const Animal = {
  ...object({ kind: string, name: string }, "kind", "name"),
  discriminator: { propertyName: "kind", mapping },
} as Case["given"];
const Pet = heir("Animal", object({ owner: string }, "owner"));
const Dog = heir("Pet", object({ bark: number }, "bark"));
const Puppy = heir("Dog", object({ age: number }, "age"));
const Cat = heir("Pet", object({ meow: number }, "meow"));
const given = { Animal, Pet, Dog, Puppy, Cat } as Case["given"];

const pet = { kind: "pet", name: "Bo", owner: "Ada" };
const dog = { ...pet, kind: "dog", bark: 1 };
const puppy = { ...dog, kind: "puppy", age: 1 };
const cat = { ...pet, kind: "cat", meow: 1 };
const assigned = (to: string, from: string): Source =>
  new Source(`null as never; export const ${from}_${to} = (value: ${from}): ${to} => value`);

export const hierarchies: Readonly<Record<string, Case>> = {
  "the base: each of its heirs": {
    given,
    type: "Animal",
    accepts: [
      pet,
      dog,
      puppy,
      cat,
      assigned("Animal", "Pet"),
      assigned("Animal", "Dog"),
      new Source(
        'null as never; export const age = (value: Animal): number => value.kind === "puppy" ? value.age : value.kind === "cat" ? value.meow : 0',
      ),
    ],
    refuses: [
      { kind: "animal", name: "Bo" },
      { ...dog, kind: "cat" },
      { ...puppy, kind: "pet" },
    ],
  },
  "in the middle: itself and its heirs": {
    given,
    type: "Pet",
    accepts: [
      pet,
      dog,
      puppy,
      cat,
      assigned("Pet", "Dog"),
      assigned("Pet", "Puppy"),
      new Source(
        'null as never; export const barks = (value: Pet): number => value.kind === "dog" || value.kind === "puppy" ? value.bark : 0',
      ),
    ],
    refuses: [
      { ...pet, kind: "animal" },
      { ...pet, kind: "dog" },
      { ...dog, meow: 1, kind: "pet" },
      { kind: "cat", name: "Bo", meow: 1 },
    ],
  },
  "in the middle, further down: not what stands beside it": {
    given,
    type: "Dog",
    accepts: [dog, puppy],
    refuses: [pet, cat, { ...dog, kind: "puppy" }],
  },
  "at the end: itself only": { given, type: "Puppy", accepts: [puppy], refuses: [dog] },
  "in a property and in a list": {
    given: {
      ...given,
      House: object({ pets: { type: "array", items: ref("Pet") }, first: ref("Pet") }),
    } as Case["given"],
    type: "House",
    accepts: [{ pets: [pet, puppy, cat], first: dog }],
    refuses: [{ pets: [{ ...dog, kind: "bird" }] }, { first: { ...pet, kind: "dog" } }],
  },
  "to be sent": {
    given,
    via: "both",
    type: "Pet",
    accepts: [pet, dog, puppy],
    refuses: [{ ...pet, kind: "puppy" }],
  },
  "sent and received in different forms": {
    given: {
      ...given,
      Dog: heir("Pet", object({ bark: number, id: { ...string, readOnly: true } }, "bark", "id")),
    } as Case["given"],
    via: "both",
    type: "PetInput",
    accepts: [pet, dog, puppy, cat],
    refuses: [
      { ...dog, id: "1" },
      { ...pet, kind: "dog" },
    ],
  },
  "without a mapping: the names of the schemas": {
    given: {
      ...given,
      Animal: { ...Animal, discriminator: { propertyName: "kind" } },
    } as Case["given"],
    type: "Pet",
    accepts: [
      { ...pet, kind: "Pet" },
      { ...puppy, kind: "Puppy" },
    ],
    refuses: [{ ...pet, kind: "Puppy" }, pet],
  },
  "one in the middle with a tag of its own": {
    given: {
      ...given,
      Pet: heir("Animal", object({ kind: { const: "pet" }, owner: string }, "owner")),
      Dog: heir("Pet", object({ kind: { const: "dog" }, bark: number }, "bark")),
    } as Case["given"],
    type: "Pet",
    accepts: [pet, dog],
    refuses: [{ ...pet, kind: "dog" }],
  },
  "one in the middle with a discriminator of its own, that the base maps": {
    given: {
      ...given,
      Pet: heir("Animal", object({ owner: string }, "owner"), {
        discriminator: {
          propertyName: "kind",
          mapping: { dog: "Dog", puppy: "Puppy", cat: "Cat" },
        },
      }),
    } as Case["given"],
    type: "Pet",
    accepts: [pet, dog, assigned("Animal", "Pet")],
    refuses: [{ ...pet, kind: "dog" }],
  },
  "a base that its own mapping names": {
    given: {
      Animal: {
        ...Animal,
        discriminator: { propertyName: "kind", mapping: { animal: "Animal", dog: "Dog" } },
      },
      Dog: heir("Animal", object({ bark: number }, "bark")),
    } as Case["given"],
    type: "Animal",
    accepts: [
      { kind: "animal", name: "Bo" },
      { kind: "dog", name: "Bo", bark: 1 },
    ],
    refuses: [
      { kind: "dog", name: "Bo" },
      { kind: "other", name: "Bo" },
    ],
  },
};
