/** The release stage: which version the package gets, what its changelog says, and what was last released. */
export { changelogFile, stamped, withEntries } from "./changelog.js";
export { chooseVersion, type ChosenVersion } from "./choose.js";
export { type DocsLinks, entriesOf } from "./entries.js";
export {
  readRelease,
  releaseFile,
  replaceFile,
  type StoredRelease,
  textOf,
  writeRelease,
} from "./store.js";
