/** One page for people: every change with its symbol before and after side by side, filters, in a light and a dark dress. */
import { placeOf } from "../diagnostics.js";
import { type DiffReport, doubtOf, effectsOf, type LocatedChange, tally } from "./report.js";

export function diffHtml(report: DiffReport): string {
  const kinds = [...new Set(report.changes.map(({ kind }) => kind))].sort();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>SDK changes: ${escape(report.bump)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<p class="bump ${report.bump}">${escape(report.bump)}</p>
<h1>${escape(tally(report))}</h1>
<p class="sides"><code>${escape(report.old)}</code> to <code>${escape(report.new)}</code></p>
</header>
<form aria-label="Filter">
<input type="search" name="text" placeholder="Filter by symbol or text" aria-label="Filter by symbol or text">
${(["major", "minor", "patch"] as const).map((bump) => checkbox(bump, report)).join("\n")}
<select name="kind" aria-label="Kind"><option value="">every kind</option>${kinds.map((kind) => `<option>${kind}</option>`).join("")}</select>
<output></output>
</form>
<main>
${report.changes.map(article).join("\n")}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function checkbox(bump: "major" | "minor" | "patch", { changes }: DiffReport): string {
  const count = changes.filter((change) => change.bump === bump).length;
  const checked = bump === "patch" && count < changes.length ? "" : " checked";
  return `<label><input type="checkbox" name="${bump}"${checked}> ${bump} <small>${count}</small></label>`;
}

function article(change: LocatedChange): string {
  const { bump, kind, symbols, message, migration, before, after, witness, places } = change;
  const notes = [doubtOf(change), ...effectsOf(change)].filter((note) => note !== null);
  const search = [...symbols, message, kind].join(" ").toLowerCase();
  return `<article data-bump="${bump}" data-kind="${kind}" data-text="${escape(search)}">
<h2><span class="bump ${bump}">${bump}</span> ${withCode(message)}</h2>
<p class="symbols">${symbols.map((symbol) => `<code>${escape(symbol)}</code>`).join(" ")}</p>
${notes.map((note) => `<p class="note">${escape(note)}</p>`).join("")}
<div class="sides">
${side("before", before, places.old)}
${side("after", after, places.new)}
</div>
${bump === "major" && migration !== null ? `<p class="migration">${withCode(migration)}</p>` : ""}
${witness === null ? "" : `<details><summary>Code that compiles before, and not after</summary><pre><code>${escape(witness)}</code></pre></details>`}
</article>`;
}

function side(title: string, text: string | null, place: LocatedChange["places"]["old"]): string {
  const where = place === null ? "" : ` <small>${escape(placeOf(place))}</small>`;
  const body =
    text === null ? '<p class="none">not there</p>' : `<pre><code>${escape(text)}</code></pre>`;
  return `<section class="${title}"><h3>${title}${where}</h3>${body}</section>`;
}

/** What stands between backquotes is code. */
function withCode(text: string): string {
  return escape(text).replaceAll(/`([^`]*)`/g, "<code>$1</code>");
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2430; --paper: #fbfbfa; --line: #dcdfe4; --soft: #5b6472; --card: #fff; --minus: #fdeceb; --plus: #e8f5ea; --major: #b3261e; --minor: #175fae; --patch: #6b6256; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7ec; --paper: #14171c; --line: #2d333d; --soft: #98a2b3; --card: #1b1f26; --minus: #3a2022; --plus: #1c3022; --major: #ff8a80; --minor: #7cb7ff; --patch: #c4b8a5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1.25rem 4rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { margin: .25rem 0; font-size: 1.6rem; }
h2 { margin: 0; font-size: 1.05rem; font-weight: 600; }
h3 { margin: 0 0 .35rem; font-size: .8rem; font-weight: 600; color: var(--soft); }
code, pre { font: .875em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
pre { margin: 0; padding: .6rem .75rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; border-radius: 6px; background: var(--paper); border: 1px solid var(--line); max-height: 22rem; }
.bump { display: inline-block; margin: 0; font-size: .75rem; font-weight: 700; letter-spacing: .04em; text-transform: uppercase; }
.bump.major { color: var(--major); } .bump.minor { color: var(--minor); } .bump.patch, .bump.none { color: var(--patch); }
header .bump { font-size: .95rem; }
header .sides, .symbols, .note, .none { margin: .25rem 0; color: var(--soft); }
form { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .75rem 0; background: var(--paper); border-bottom: 1px solid var(--line); }
input[type=search], select { font: inherit; padding: .35rem .6rem; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
input[type=search] { flex: 1 1 16rem; }
output, small { color: var(--soft); }
article { margin-top: 1rem; padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
article[hidden] { display: none; }
article .sides { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; margin-top: .6rem; }
article .sides > section { min-width: 0; }
.before pre { background: var(--minus); } .after pre { background: var(--plus); }
.migration { margin: .6rem 0 0; font-weight: 600; }
details { margin-top: .6rem; } summary { cursor: pointer; color: var(--soft); }
details pre { margin-top: .4rem; }
@media (max-width: 44rem) { article .sides { grid-template-columns: 1fr; } }
`;

const SCRIPT = `
const form = document.querySelector("form");
const articles = [...document.querySelectorAll("article")];
function filter() {
  const text = form.elements.text.value.trim().toLowerCase();
  const kind = form.elements.kind.value;
  let shown = 0;
  for (const article of articles) {
    const { bump, kind: own, text: words } = article.dataset;
    const isShown = form.elements[bump].checked && (kind === "" || kind === own) && words.includes(text);
    article.hidden = !isShown;
    if (isShown) shown++;
  }
  form.querySelector("output").textContent = shown + " of " + articles.length;
}
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
filter();
`;
