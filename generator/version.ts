/** The line of a version: what is known before the package is described, and what its changes since the last release ask for. */
import {
  type Bump,
  type Change,
  type Comparison,
  type KeptNames,
  type LoadedDocument,
  type OutputFile,
  type Release,
  type Report,
  type ResolvedConfig,
  type SdkModel,
  SpecwrightError,
  type Surface,
} from "./contract/index.js";
import type { Description } from "./generate.js";
import { generatorVersion } from "./lib/input-hash.js";
import { lookupsIn } from "./lib/pointer.js";
import type { ChosenVersion, DocsLinks, StoredRelease } from "./release/index.js";
import type { VersionRecord } from "./write/version.js";
import type { WrittenVersion } from "./write/written-version.js";

/** What is known of the version of a package before it is described. */
export interface Versioning {
  /** With the version that the package gets where nothing has changed. */
  readonly config: ResolvedConfig;
  /** What else the version and the changelog follow from, to recognise an unchanged run by; `null` where they follow from nothing else. */
  readonly key: string | null;
  readonly released: StoredRelease | null;
  /** The names that users know: those of the release where versions follow from it, otherwise those of the last run. */
  readonly names: () => Promise<KeptNames>;
  readonly choose: (bump: Bump | null) => ChosenVersion;
}

/**
 * Reads what was released, and which version the package has now.
 *
 * @throws {SpecwrightError} `release-unreadable`, `manifest-unreadable`, `output-unwritable`.
 */
export async function openVersioning(config: ResolvedConfig): Promise<Versioning> {
  const { chooseVersion, readRelease } = await import("./release/index.js");
  const { writtenVersion } = await import("./write/written-version.js");
  const written: WrittenVersion = writtenVersion(config.output);
  const released = readRelease(config.output);
  const choose = (bump: Bump | null): ChosenVersion =>
    chooseVersion({
      ...written,
      configured: config.package.version,
      released: released?.release.version ?? null,
      bump,
    });
  const { bump, changelog } = config.release;
  const { version } = choose(bump ? "none" : null);
  return {
    config: { ...config, package: { ...config.package, version } },
    key: bump ? `${released?.hash ?? "unreleased"} ${changelog}` : null,
    released,
    names: async () => {
      if (bump && released !== null) return released.content().names;
      const { keptNamesIn } = await import("./write/index.js");
      return keptNamesIn(config.output);
    },
    choose,
  };
}

export interface Versioned {
  readonly version: string;
  /** What was last released; `null` before the first release. */
  readonly released: string | null;
  /** What has changed since then; `null` where nobody asked, or nothing was released. */
  readonly bump: Bump | null;
  readonly record: VersionRecord;
  /** The changelog, where it is asked for and there is one. */
  readonly files: readonly OutputFile[];
}

/** The version that the package gets, and its changelog, where the configuration asks for them by what has changed. */
export async function versioned(
  description: Description,
  { config, released, choose }: Versioning,
  report: Report,
): Promise<Versioned> {
  const changes =
    config.release.bump && released !== null
      ? await changesSince(released, description, config, report)
      : null;
  const chosen = choose(changes?.bump ?? (config.release.bump ? "none" : null));
  if (chosen.asked !== null && released !== null) report(tooLow(chosen, released.release.version));
  return {
    version: chosen.version,
    released: released?.release.version ?? null,
    bump: changes?.bump ?? null,
    record: { ours: [chosen.version], byHand: chosen.byHand },
    files:
      changes === null || !config.release.changelog
        ? []
        : await changelogOf(changes.changes, description.model, config.output),
  };
}

function tooLow({ version, asked }: ChosenVersion, released: string): Parameters<Report>[0] {
  return {
    rule: "version-too-low",
    severity: "warning",
    message: `The package was given version ${version} by hand, and what has changed since ${released} asks for ${asked ?? version}.`,
    hint: "Raise the version in package.json, or set it back to the released one to have it raised here.",
  };
}

interface ChangesSince {
  readonly bump: Bump;
  readonly changes: readonly Change[];
}

async function changesSince(
  released: StoredRelease,
  description: Description,
  config: ResolvedConfig,
  report: Report,
): Promise<ChangesSince> {
  const { describeDocument } = await import("./generate.js");
  const { diffDescriptions } = await import("./diff.js");
  const { release } = released;
  // What the entry for openapi-fetch shows is the document itself; what other versions say is no change.
  const settings = { ...release.settings, openapiTypes: false, dropAliases: false };
  const { document, names } = released.content();
  const old = await describeDocument(
    { document: loaded(document, release.version), templates: description.templates },
    {
      ...config,
      ...settings,
      dropAliases: false,
      package: { ...settings.package, version: release.version },
    },
    names,
  );
  const next = config.openapiTypes
    ? await describeDocument(description, { ...config, openapiTypes: false }, names)
    : description;
  if ((await surfaceHash(old)) !== release.surface) report(otherGenerator(release.generator));
  const { bump, changes } = await orUnrelated(() =>
    diffDescriptions(
      { description: old, source: release.version },
      { description: next, source: config.input },
    ),
  );
  return {
    bump: bump === "none" && isMadeOtherwise(release, description, config) ? "patch" : bump,
    changes,
  };
}

/** Of an API that was replaced by another one nothing is left that could be compared: a break, whatever it was before. */
async function orUnrelated(compare: () => Promise<Comparison>): Promise<Comparison> {
  try {
    return await compare();
  } catch (error) {
    const isUnrelated =
      error instanceof SpecwrightError &&
      error.diagnostics.every(({ rule }) => rule === "documents-unrelated");
    if (isUnrelated) return { bump: "major", changes: [] };
    throw error;
  }
}

/** The document as it was released. It stands in no file, so that nothing in it has a place. */
function loaded(document: Release["document"], version: string): LoadedDocument {
  const source = `release ${version}`;
  return {
    ...document,
    source,
    hash: "",
    files: [],
    diagnostics: [],
    locate: () => ({ file: source }),
    ...lookupsIn(document.root),
  };
}

function otherGenerator(generator: string): Parameters<Report>[0] {
  return {
    rule: "release-made-otherwise",
    severity: "warning",
    message: `specwright ${generatorVersion} makes another package of the released document than ${generator} did, and the version does not follow from that.`,
    hint: "Compare the package that was published with this one, and raise the version by hand where code would not compile any more.",
  };
}

/** The same surface, from another program, other templates or other settings: what is published differs all the same. */
function isMadeOtherwise(
  { generator, templates, settings }: StoredRelease["release"],
  description: Description,
  config: ResolvedConfig,
): boolean {
  const shapeOf = (each: Release["settings"]): string =>
    JSON.stringify({ ...each, package: { ...each.package, version: null } });
  return (
    generator !== `specwright ${generatorVersion}` ||
    templates !== description.templates.hash ||
    shapeOf(settings) !== shapeOf(settingsOf(config))
  );
}

/** Of the configuration, what a release keeps. */
function settingsOf(config: ResolvedConfig): Release["settings"] {
  const { package: packageSettings, client, types, retries, validation, openapiTypes } = config;
  return { package: packageSettings, client, types, retries, validation, openapiTypes };
}

async function changelogOf(
  changes: readonly Change[],
  model: SdkModel,
  output: string,
): Promise<readonly OutputFile[]> {
  const { changelogFile, entriesOf, textOf, withEntries } = await import("./release/index.js");
  const links = await docsLinks(model);
  const present = textOf(`${output}/${changelogFile}`);
  const text = withEntries(present, entriesOf(changes, links), links);
  return text === null ? [] : [{ path: changelogFile, text, shared: true }];
}

async function docsLinks(model: SdkModel): Promise<DocsLinks> {
  const { docsPages } = await import("./plan/docs.js");
  const { links } = docsPages(model);
  return new Map(
    model.operations.flatMap(({ id, names: { group, method, aliases } }) => {
      const link = links.get(id);
      if (link === undefined) return [];
      return [{ group, method }, ...aliases].map(
        (call) => [["client", ...call.group, call.method].join("."), link] as const,
      );
    }),
  );
}

/** The package as it is described, as what is released from now on. */
export async function releaseOf(
  description: Description,
  config: ResolvedConfig,
  { version, date }: Pick<Release, "version" | "date">,
): Promise<Release> {
  const { declaredVersion, root, exactIntegers } = description.document;
  return {
    version,
    date,
    generator: `specwright ${generatorVersion}`,
    surface: await surfaceHash(description),
    templates: description.templates.hash,
    settings: settingsOf(config),
    document: { declaredVersion, root, exactIntegers },
    names: await namesOf(description),
  };
}

async function namesOf({ survey, names, model }: Description): Promise<KeptNames> {
  const { recordNames } = await import("./description-stages.js");
  return recordNames(survey, names, model);
}

/** sha256 (hex) over what a user of the package sees. */
export async function surfaceHash({ model, plan }: Description): Promise<string> {
  const { createHash } = await import("node:crypto");
  const { surface } = await import("./surface/index.js");
  return createHash("sha256")
    .update(textOfSurface(surface(model, plan, "")))
    .digest("hex");
}

function textOfSurface(value: Surface): string {
  return JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part] : part));
}
