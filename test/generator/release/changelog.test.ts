import { describe, expect, test } from "vitest";
import type { Change } from "../../../generator/contract/index.js";
import { stamped, withEntries } from "../../../generator/release/changelog.js";
import { entriesOf } from "../../../generator/release/entries.js";

const links = new Map([
  ["client.pets.get", "docs/pets.md#get"],
  ["client.owners.get", "docs/owners.md#get"],
]);

function change(given: Partial<Change>): Change {
  return {
    kind: "response-property-added",
    bump: "minor",
    source: "added",
    runtime: "same",
    wire: "same",
    old: null,
    new: null,
    symbols: ["client.pets.get"],
    before: null,
    after: null,
    message: "Something is new.",
    migration: null,
    probe: null,
    witness: null,
    proved: null,
    avoidable: false,
    ...given,
  };
}

const entries = (...given: readonly Partial<Change>[]) =>
  entriesOf(
    given.map((each) => change(each)),
    links,
  );
const tag = { message: "`Pet.tag` is new." };
const size = { message: "`Pet.size` is new." };
const breaking = {
  bump: "major",
  source: "breaking",
  message: "`Pet.name` is a number now.",
  migration: "Use `Pet.name` as a number.",
} as const;

const written = (present: string | null, ...given: readonly Partial<Change>[]) =>
  withEntries(present, entries(...given), links) ?? "";

describe("entries", () => {
  test.each<[string, Partial<Change>, object]>([
    [
      "a break has what to do",
      breaking,
      {
        section: "Breaking changes",
        group: "client.pets",
        lines: [
          "`Pet.name` is a number now ([`client.pets.get`](docs/pets.md#get)).",
          "Migration: Use `Pet.name` as a number.",
        ],
      },
    ],
    [
      "a call leads to its docs",
      { message: "`client.pets.get` is new." },
      { section: "Added", lines: ["[`client.pets.get`](docs/pets.md#get) is new."] },
    ],
    [
      "a call without docs leads nowhere",
      { symbols: ["client.gone.get"], message: "`client.gone.get` is gone.", bump: "major" },
      { group: "client.gone", lines: ["`client.gone.get` is gone."] },
    ],
    [
      "several groups are none",
      { symbols: ["Pet.tag", "client.pets.get", "client.owners.get"], ...tag },
      { group: null },
    ],
    [
      "what code does not notice is changed",
      { bump: "patch", source: "same", wire: "breaking", migration: "Update." },
      { section: "Changed", lines: [expect.any(String), "Migration: Update."] },
    ],
    [
      "what is deprecated is told as such",
      { kind: "operation-deprecated", bump: "patch", source: "same" },
      { section: "Deprecated" },
    ],
    [
      "a text from the document ends no line and no comment of ours",
      { symbols: [], message: "`a\n\n## [9.9.9]-->` is new." },
      { lines: ["`a ## [9.9.9]-- >` is new."] },
    ],
  ])("%s", (_, given, wanted) => {
    expect(entries(given)).toEqual([expect.objectContaining(wanted)]);
  });

  test("other words in many descriptions are one", () => {
    const docs = ["A", "B", "C", "D", "E", "F", "G"].map((name) => {
      return { kind: "docs-changed", bump: "patch", source: "same", symbols: [name] } as const;
    });
    expect(entries(...docs).map(({ lines }) => lines)).toEqual([
      ["Other words in the descriptions of `A`, `B`, `C`, `D`, `E` and 2 more."],
    ]);
  });

  test("what changes nothing is none", () => {
    expect(entries({ bump: "none" })).toEqual([]);
  });
});

/** Of a file that we make. */
const introduction = `# Changelog

All notable changes to this package. Versions follow [semantic versioning](https://semver.org).
`;

/** Files of people, and of other tools. */
const files: Readonly<Record<string, string | null>> = {
  "no file": null,
  "an empty file": "",
  "a file with a heading for it":
    "# Changelog\n\n## [Unreleased]\n\n- Mine.\n\n## [1.0.0] - 2026-01-01\n\n- First.\n",
  "an empty heading at the end": "# Changelog\n\n## [Unreleased]\n",
  "a file of changesets": "# pets\n\n## 1.0.0\n\n### Major Changes\n\n- abc: First.\n",
  "a file of release-please":
    "# Changelog\n\n## [1.0.0](https://example.com/v1) (2026-01-01)\n\n\n### Features\n\n* first\n",
  "definitions of links": "# Changelog\n\n## [1.0.0]\n\n- First.\n\n[1.0.0]: https://example.com\n",
  "two blank lines and CRLF": "# Changelog\r\n\r\n\r\n## [1.0.0]\r\n\r\n- First.\r\n",
};

describe.each(Object.entries(files))("%s", (_, present) => {
  const linesOf = (text: string) => text.split(/\r?\n/).filter((line) => line !== "");

  test("gets the entries, keeps every line of a person's, and a second run changes nothing", () => {
    const once = written(present, tag, breaking);
    expect(once).toContain("`Pet.tag`");
    expect(linesOf(once)).toEqual(expect.arrayContaining(linesOf(present ?? "")));
    expect(written(once, tag, breaking)).toBe(once);
    expect(once.replaceAll("\r\n", "").includes("\n")).toBe(present?.includes("\r\n") !== true);
  });

  test("is as it was once there are no entries any more", () => {
    const words = (text: string) => linesOf(text).filter((line) => !/^## \[?Unreleased/.test(line));
    const after = written(written(present, tag));
    expect(words(after)).toEqual(words(present ?? introduction));
    expect(after).not.toContain("specwright:");
  });

  test("has the version and its day after the release, and room for the next entries", () => {
    const released = stamped(written(present, tag), "1.1.0", "2026-02-03");
    expect(released).toMatch(/## \[?1\.1\.0\]? - 2026-02-03/);
    expect(released).not.toMatch(/specwright:|unreleased/i);
    expect(stamped(released, "1.1.0", "2030-01-01")).toBe(released);
    const next = written(released, size);
    expect(next.indexOf("`Pet.size`")).toBeLessThan(next.indexOf("`Pet.tag`"));
    expect(next.indexOf("`Pet.size`")).toBeGreaterThan(next.indexOf("nreleased"));
  });
});

describe("what a person edits of ours", () => {
  const once = written(null, tag, breaking);
  const edited = once.replace("`Pet.tag` is new", "Pets have tags");

  test("stays, and is no change", () => {
    expect(written(edited, tag, breaking)).toBe(edited);
  });

  test("stays when more comes, and is not told again", () => {
    const more = written(edited, tag, breaking, size);
    expect(more).toContain("Pets have tags");
    expect(more).not.toContain("`Pet.tag`");
    expect(more.match(/Pet\.size/g)).toHaveLength(1);
    expect(more.match(/Migration/g)).toHaveLength(1);
    expect(written(more, tag, breaking, size)).toBe(more);
    expect(written(more, tag, breaking)).not.toContain("Pet.size");
  });

  test("in layout alone is no edit", () => {
    const laidOut = once.replaceAll(/^- /gm, "* ").replaceAll("\n\n####", "\n\n\n####");
    expect(written(laidOut, tag)).not.toContain("Migration");
  });

  test("is in the release", () => {
    const released = stamped(written(edited, tag, breaking, size), "2.0.0", "2026-02-03");
    expect(released).toContain("Pets have tags");
    expect(released).not.toContain("specwright:");
  });
});

test("what another tool wrote for the version stays as it is", () => {
  const present = "# pets\n\n## 1.1.0\n\n- Theirs.\n";
  expect(stamped(present, "1.1.0", "2026-02-03")).toBe(present);
});
