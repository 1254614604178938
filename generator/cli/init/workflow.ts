/** A workflow of GitHub's that keeps the package up to date: a pull request whose text says what changes for its users. */

export interface WorkflowFacts {
  /** The document, as the configuration names it. */
  readonly input: string;
  readonly output: string;
  readonly version: string;
}

export function githubWorkflow(facts: WorkflowFacts): string {
  return `# Brings the SDK up to date by a pull request that says what changes for its users.
# Made by specwright init; it is yours, and is not written again.
name: SDK
on:
${triggers(facts)}
  workflow_dispatch:

permissions:
  contents: write
  pull-requests: write

concurrency: sdk

jobs:
  regenerate:
    runs-on: ubuntu-latest
    env:
      INPUT: ${JSON.stringify(facts.input)}
      OUTPUT: ${JSON.stringify(facts.output)}
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0 # the document as it was when the SDK was last generated
      - uses: actions/setup-node@v5
        with:
          node-version: 22
      - name: What changes
        id: diff
        run: |
${indented(compareScript(facts))}
      - run: npx --yes specwright@${facts.version} generate
      - name: Pull request
        env:
          GH_TOKEN: \${{ github.token }}
          BUMP: \${{ steps.diff.outputs.bump }}
        run: |
${indented(PULL_REQUEST)}
`;
}

/** What stands at a URL can only be looked at now and then. */
function triggers({ input }: WorkflowFacts): string {
  if (/^https?:/i.test(input)) return `  schedule:\n    - cron: "23 5 * * 1-5" # on weekdays`;
  const paths = [input, "specwright.*"].map((path) => JSON.stringify(path)).join(", ");
  return `  push:\n    branches: [main]\n    paths: [${paths}]`;
}

/** Between the document of the commit that last changed the package, and the one of now. */
function compareScript({ version }: WorkflowFacts): string {
  const diff = `npx --yes specwright@${version} diff "$base:$INPUT" "$INPUT"`;
  return `base="$(git log -1 --format=%H -- "$OUTPUT/.specwright.json")"
if [ -n "$base" ] && git cat-file -e "$base:$INPUT" 2> /dev/null; then
  ${diff} --format markdown > "$RUNNER_TEMP/changes.md"
  bump="$(${diff} --json | node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).bump')"
else
  echo "The SDK is generated anew." > "$RUNNER_TEMP/changes.md"
  bump=minor
fi
echo "bump=$bump" >> "$GITHUB_OUTPUT"`;
}

const PULL_REQUEST = `if [ -z "$(git status --porcelain -- "$OUTPUT")" ]; then exit 0; fi
git config user.name "github-actions[bot]"
git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
git switch --force-create sdk-update
git add --all -- "$OUTPUT"
git commit --message "SDK: regenerate ($BUMP)"
git push --force origin sdk-update
gh pr create --title "SDK: regenerate ($BUMP)" --body-file "$RUNNER_TEMP/changes.md" --head sdk-update ||
  gh pr edit sdk-update --title "SDK: regenerate ($BUMP)" --body-file "$RUNNER_TEMP/changes.md"`;

function indented(script: string): string {
  return script.replaceAll(/^(?=.)/gm, " ".repeat(10));
}
