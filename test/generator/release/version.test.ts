import { describe, expect, test } from "vitest";
import type { Bump } from "../../../generator/contract/index.js";
import { compareVersions, nextVersion } from "../../../generator/lib/version.js";
import { chooseVersion, type VersionFacts } from "../../../generator/release/choose.js";

describe("the next version", () => {
  test.each<[string, Bump, string]>([
    ["1.2.3", "major", "2.0.0"],
    ["1.2.3", "minor", "1.3.0"],
    ["1.2.3", "patch", "1.2.4"],
    ["1.2.3", "none", "1.2.3"],
    // Below 1.0.0 npm's ^ takes a new minor number for a break.
    ["0.4.2", "major", "0.5.0"],
    ["0.4.2", "minor", "0.4.3"],
    ["0.0.1", "patch", "0.0.2"],
    ["2.0.0-beta.1", "major", "2.0.0-beta.2"],
    ["2.0.0-rc", "patch", "2.0.0-rc.1"],
    ["1.2.3+build.7", "patch", "1.2.4"],
  ])("of %s after a %s change is %s", (version, bump, next) => {
    expect(nextVersion(version, bump)).toBe(next);
  });
});

test("versions stand in semver's order", () => {
  const sorted = [
    "0.9.9",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.0.10",
    "1.10.0",
    "10.0.0",
  ];
  expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted);
  expect(compareVersions("1.0.0+a", "1.0.0+b")).toBe(0);
});

const facts: VersionFacts = {
  configured: null,
  released: "1.2.0",
  bump: "minor",
  present: "1.2.0",
  isOurs: true,
  ours: ["1.2.0"],
  byHand: null,
};

describe("the version that a package gets", () => {
  test.each<[string, Partial<VersionFacts>, string, string | null]>([
    ["follows from the changes", {}, "1.3.0", null],
    [
      "goes back with a change that is taken back",
      { bump: "none", ours: ["2.0.0"] },
      "1.2.0",
      null,
    ],
    [
      "is the first one before a release",
      { released: null, ours: [], present: null },
      "0.1.0",
      null,
    ],
    ["stays where nobody asks for a bump", { bump: null, ours: ["1.3.0"] }, "1.3.0", null],
    [
      "stays although the configuration has the released one",
      { bump: null, configured: "1.2.0", ours: ["1.3.0"] },
      "1.3.0",
      null,
    ],
    [
      "is never below the released one",
      { bump: null, ours: [], configured: "0.1.0" },
      "1.2.0",
      null,
    ],
    ["is that of the configuration where that is higher", { configured: "3.0.0" }, "3.0.0", null],
    [
      "is more than that of the configuration where that is too low",
      { configured: "1.2.5" },
      "1.3.0",
      null,
    ],
    ["is the one raised by hand", { present: "1.4.0", isOurs: false }, "1.4.0", "1.4.0"],
    ["is the one raised by hand in an earlier run", { byHand: "1.4.0" }, "1.4.0", "1.4.0"],
    [
      "is the one raised by hand to less than is asked",
      { bump: "major", present: "1.3.0", isOurs: false },
      "1.3.0",
      "1.3.0",
    ],
    [
      "is ours where package.json was edited elsewhere",
      { present: "1.2.0", isOurs: false },
      "1.3.0",
      null,
    ],
    [
      "is ours where a cut off run wrote it",
      { present: "2.0.0", isOurs: false, ours: ["2.0.0", "1.3.0"] },
      "1.3.0",
      null,
    ],
    [
      "is ours once what was raised by hand is released",
      { released: "1.4.0", byHand: "1.4.0" },
      "1.5.0",
      null,
    ],
    [
      "is ours where what stands there is no version",
      { present: "latest", isOurs: false },
      "1.3.0",
      null,
    ],
    [
      "is a prerelease that a person set",
      { present: "2.0.0-beta.0", isOurs: false },
      "2.0.0-beta.0",
      "2.0.0-beta.0",
    ],
    [
      "is that of the configuration, without a release",
      { released: null, configured: "1.0.0", ours: ["1.1.0"], present: "1.1.0" },
      "1.0.0",
      null,
    ],
    [
      "is raised by hand without a release",
      {
        released: null,
        bump: null,
        configured: "1.0.0",
        ours: ["1.0.0"],
        present: "1.0.1",
        isOurs: false,
      },
      "1.0.1",
      "1.0.1",
    ],
    [
      "follows the changes again where a person set what they ask for",
      { present: "1.3.0", isOurs: false },
      "1.3.0",
      null,
    ],
  ])("%s", (_, given, version, byHand) => {
    expect(chooseVersion({ ...facts, ...given })).toMatchObject({ version, byHand });
  });

  test("says what is asked for where a person gave less", () => {
    const chosen = chooseVersion({ ...facts, bump: "major", present: "1.3.0", isOurs: false });
    expect(chosen.asked).toBe("2.0.0");
    expect(chooseVersion({ ...facts, present: "1.4.0", isOurs: false }).asked).toBeNull();
  });
});
