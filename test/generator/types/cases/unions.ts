import { Source, type Case } from "../check.js";

const string = { type: "string" };
const number = { type: "number" };
const object = (properties: object, ...required: string[]): Case["given"] =>
  ({ type: "object", properties, required }) as Case["given"];
const ref = (name: string): Case["given"] => ({ $ref: `#/components/schemas/${name}` });
const refs = (...names: string[]): readonly Case["given"][] => names.map(ref);
/** Comparing the tag narrows the union: the member's own property is there. */
const narrowed = (tag: string, property: string): Source =>
  new Source(
    `null as never; export const ${tag}_${property} = (value: A): number => value.kind === "${tag}" ? value.${property} : 0`,
  );

const Dog = object({ kind: string, bark: number }, "bark");
const Cat = object({ kind: string, meow: number }, "meow");
const mapping = { dog: "#/components/schemas/Dog", cat: "#/components/schemas/Cat" };

export const unions: Readonly<Record<string, Case>> = {
  "a list, or something else, with `items` beside the alternatives": {
    given: { A: { items: string, oneOf: [{ type: "array" }, { type: "string" }] } },
    accepts: ["a", ["a"]],
    refuses: [1, [1]],
  },
  "what its alternatives require and the whole describes": {
    given: {
      A: {
        ...object({ token: string, mode: string }),
        oneOf: [
          object({ a: number }, "token", "a"),
          { allOf: [object({ b: number }, "token", "b", "mode")] },
        ],
      } as Case["given"],
    },
    accepts: [
      { token: "t", a: 1 },
      { token: "t", b: 1, mode: "m" },
      new Source(`null as never; export const token = (value: A): string => value.token`),
    ],
    refuses: [{ a: 1 }, { token: 1, a: 1 }, { token: "t", b: 1 }, { token: "t", b: 1, mode: 1 }],
  },
  "what alternatives of their own require and the whole describes": {
    given: {
      A: { ...object({ token: string }), oneOf: refs("B", "C") } as Case["given"],
      B: object({ b: number }, "token", "b"),
      C: object({ c: number }, "token", "c"),
    },
    accepts: [
      { token: "t", b: 1 },
      new Source(`null as never; export const token = (value: A): string => value.token`),
    ],
    refuses: [{ b: 1 }, { token: 1, b: 1 }],
  },
  "what an alternative requires and a request does not have": {
    via: "request",
    given: {
      A: {
        ...object({ id: { ...string, readOnly: true } }),
        oneOf: [object({ a: number }, "id", "a"), object({ b: number }, "b")],
      } as Case["given"],
    },
    accepts: [{ a: 1 }, { b: 1 }],
    refuses: [{}],
  },
  "a member that does not describe its tag, sent by itself": {
    given: {
      A: object({ a: string }, "a"),
      B: object({ b: string }, "b"),
      Either: { oneOf: refs("A", "B"), discriminator: { propertyName: "kind" } },
    },
    via: "request",
    accepts: [{ a: "x" }],
    refuses: [{ a: "x", kind: "A" }],
  },
  "a member that does not describe its tag, in two unions with two properties": {
    given: {
      Pair: {
        type: "object",
        required: ["one", "two"],
        properties: { one: refs("One")[0], two: refs("Two")[0] },
      } as Case["given"],
      One: {
        oneOf: refs("A", "B"),
        discriminator: { propertyName: "kind", mapping: { a: "A", b: "B" } },
      } as Case["given"],
      Two: {
        anyOf: refs("A", "B"),
        discriminator: { propertyName: "type", mapping: { eh: "A", be: "B" } },
      } as Case["given"],
      A: object({ a: string }, "a"),
      B: object({ b: string }, "b"),
    },
    via: "both",
    accepts: [{ one: { kind: "a", a: "x" }, two: { type: "be", b: "x" } }],
    refuses: [
      { one: { a: "x" }, two: { type: "be", b: "x" } },
      { one: { kind: "a", a: "x", type: "eh" }, two: { type: "be", b: "x" } },
      { one: { kind: "b", a: "x" }, two: { type: "be", b: "x" } },
    ],
  },
  scalars: { given: { A: { oneOf: [string, number] } }, accepts: ["a", 1], refuses: [true] },
  "objects without a tag": {
    given: { A: { anyOf: refs("Dog", "Cat") }, Dog, Cat },
    accepts: [{ bark: 1 }, { meow: 1 }],
    refuses: [{}],
  },
  "by a mapping": {
    given: {
      A: {
        oneOf: refs("Dog", "Cat"),
        discriminator: { propertyName: "kind", mapping },
      } as Case["given"],
      Dog,
      Cat,
    },
    accepts: [{ kind: "dog", bark: 1 }, { kind: "cat", meow: 1 }, narrowed("dog", "bark")],
    refuses: [
      { kind: "dog", meow: 1 },
      { kind: "Dog", bark: 1 },
      { bark: 1 },
      narrowed("cat", "bark"),
    ],
  },
  "by bare names in the mapping": {
    given: {
      A: {
        oneOf: refs("Dog", "Cat"),
        discriminator: { propertyName: "kind", mapping: { d: "Dog", c: "Cat" } },
      },
      Dog,
      Cat,
    },
    accepts: [{ kind: "d", bark: 1 }],
    refuses: [{ kind: "c", bark: 1 }],
  },
  "without a mapping": {
    given: { A: { oneOf: refs("Dog", "Cat"), discriminator: { propertyName: "kind" } }, Dog, Cat },
    accepts: [{ kind: "Dog", bark: 1 }, narrowed("Cat", "meow")],
    refuses: [{ kind: "Cat", bark: 1 }],
  },
  "members without the property": {
    given: {
      A: { anyOf: refs("Dog", "Cat"), discriminator: { propertyName: "kind" } },
      Dog: object({ bark: number }, "bark"),
      Cat: object({ meow: number }, "meow"),
    },
    accepts: [{ kind: "Dog", bark: 1 }, narrowed("Dog", "bark")],
    refuses: [{ bark: 1 }],
  },
  "members with their own values": {
    given: {
      A: { oneOf: refs("Dog", "Cat"), discriminator: { propertyName: "kind" } },
      Dog: object({ kind: { enum: ["dog"] }, bark: number }, "kind", "bark"),
      Cat: object({ kind: { const: "cat" }, meow: number }, "kind", "meow"),
    },
    accepts: [{ kind: "dog", bark: 1 }, narrowed("dog", "bark")],
    refuses: [{ kind: "Dog", bark: 1 }],
  },
  "many tags to one member": {
    given: {
      A: {
        oneOf: refs("Dog", "Cat"),
        discriminator: {
          propertyName: "kind",
          mapping: { ...mapping, wolf: "#/components/schemas/Dog" },
        },
      } as Case["given"],
      Dog,
      Cat,
    },
    accepts: [
      { kind: "wolf", bark: 1 },
      { kind: "dog", bark: 1 },
    ],
    refuses: [{ kind: "wolf", meow: 1 }],
  },
  "number tags": {
    given: {
      A: {
        oneOf: refs("Dog", "Cat"),
        discriminator: {
          propertyName: "kind",
          mapping: { 1: "#/components/schemas/Dog", 2: "#/components/schemas/Cat" },
        },
      },
      Dog: object({ kind: { type: "integer", enum: [1] }, bark: number }, "kind", "bark"),
      Cat: object({ kind: { type: "integer" }, meow: number }, "kind", "meow"),
    },
    accepts: [
      { kind: 1, bark: 1 },
      { kind: 2, meow: 1 },
    ],
    refuses: [
      { kind: 2, bark: 1 },
      { kind: "2", meow: 1 },
    ],
  },
  "on the base, by what extends it": {
    given: {
      A: {
        ...object({ kind: string, name: string }, "kind", "name"),
        discriminator: { propertyName: "kind", mapping },
      },
      Dog: { allOf: [ref("A"), object({ bark: number }, "bark")] },
      Cat: { allOf: [ref("A"), object({ meow: number }, "meow")] },
    } as Case["given"],
    accepts: [{ kind: "dog", name: "Bo", bark: 1 }, narrowed("cat", "meow")],
    refuses: [
      { kind: "dog", bark: 1 },
      { kind: "cat", name: "Bo", bark: 1 },
    ],
  },
  "on the base, with heirs of heirs": {
    given: {
      A: { ...object({ kind: string }, "kind"), discriminator: { propertyName: "kind" } },
      Dog: { allOf: [ref("A"), object({ bark: number }, "bark")] },
      Puppy: { allOf: [ref("Dog"), object({ age: number }, "age")] },
    } as Case["given"],
    accepts: [
      { kind: "Dog", bark: 1 },
      { kind: "Puppy", bark: 1, age: 1 },
      narrowed("Puppy", "age"),
    ],
    refuses: [{ kind: "Puppy", bark: 1 }],
  },
  "on the base, which lists its members": {
    given: {
      A: {
        ...object({ kind: string }, "kind"),
        oneOf: refs("Dog", "Cat"),
        discriminator: { propertyName: "kind", mapping },
      },
      Dog: { allOf: [ref("A"), object({ bark: number }, "bark")] },
      Cat: { allOf: [ref("A"), object({ meow: number }, "meow")] },
    } as unknown as Case["given"],
    accepts: [{ kind: "dog", bark: 1 }, narrowed("dog", "bark")],
    refuses: [{ kind: "dog", meow: 1 }],
  },
  "any other tag is the default": {
    given: {
      A: {
        oneOf: refs("Dog", "Cat", "Other"),
        discriminator: {
          propertyName: "kind",
          mapping,
          defaultMapping: "#/components/schemas/Other",
        },
      } as Case["given"],
      Dog,
      Cat,
      Other: object({ kind: string, other: number }, "other"),
    },
    accepts: [
      { kind: "dog", bark: 1 },
      { other: 1 },
      narrowed("dog", "bark"),
      new Source(
        `null as never; export const other = (value: A): string | number | undefined => value.kind === "dog" || value.kind === "cat" ? value.kind : (value.kind ?? value.other)`,
      ),
    ],
    refuses: [{ kind: "dog", other: 1 }, { bark: 1 }],
  },
  "a default with a tag of its own, too, that must be there": {
    given: {
      A: {
        oneOf: refs("Dog", "Other"),
        discriminator: {
          propertyName: "kind",
          mapping: { dog: "Dog", misc: "Other" },
          defaultMapping: "Other",
        },
      } as Case["given"],
      Dog,
      Other: object({ kind: { type: ["string", "null"] }, other: number }, "kind"),
    },
    accepts: [
      { kind: "dog", bark: 1 },
      { kind: "misc", other: 1 },
      { kind: null },
      narrowed("dog", "bark"),
    ],
    refuses: [{ other: 1 }],
  },
  "a default in a request: any string": {
    via: "request",
    given: {
      A: {
        oneOf: refs("Dog", "Other"),
        discriminator: { propertyName: "kind", mapping: { dog: "Dog" }, defaultMapping: "Other" },
      } as Case["given"],
      Dog,
      Other: object({ other: number }, "other"),
    },
    accepts: [{ kind: "dog", bark: 1 }, { kind: "cow", other: 1 }, { other: 1 }],
    refuses: [{ kind: "cow", bark: 1 }],
  },
  "a default in both directions: a string to send, told apart when it arrives": {
    via: "both",
    type: "A | AInput",
    given: {
      A: {
        oneOf: refs("Dog", "Other"),
        discriminator: { propertyName: "kind", mapping: { dog: "Dog" }, defaultMapping: "Other" },
      } as Case["given"],
      Dog,
      Other: object({ kind: string, other: number }, "other"),
    },
    accepts: [{ kind: "cow", other: 1 }, narrowed("dog", "bark")],
    refuses: [{ kind: "cow", bark: 1 }],
  },
  "the base itself is the default": {
    given: {
      A: {
        ...object({ kind: string, name: string }, "name"),
        discriminator: { propertyName: "kind", mapping: { dog: "Dog" }, defaultMapping: "A" },
      },
      Dog: { allOf: [ref("A"), object({ bark: number }, "bark")] },
    } as Case["given"],
    accepts: [{ kind: "dog", name: "Bo", bark: 1 }, { name: "Bo" }, narrowed("dog", "bark")],
    refuses: [{ kind: "dog", name: "Bo" }],
  },
  "120 members": {
    given: {
      A: {
        oneOf: Array.from({ length: 120 }, (_, index) => ref(`M${index}`)),
        discriminator: { propertyName: "kind" },
      },
      ...Object.fromEntries(
        Array.from({ length: 120 }, (_, index) => [
          `M${index}`,
          object({ kind: string, value: number }, "value"),
        ]),
      ),
    },
    accepts: [{ kind: "M119", value: 1 }],
    refuses: [{ kind: "M120", value: 1 }],
  },
  "anything among them": { given: { A: { oneOf: [string, {}] } }, accepts: ["a", 1] },
};
