/** Words of identifiers, and identifiers of words. Unicode letters and digits are kept, everything else divides. */

const WORD =
  /\p{Lu}{2,}s(?![\p{Ll}\p{M}])|\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}[\p{Ll}\p{M}\p{Nd}]*|\p{Lu}+|[\p{Lo}\p{Lm}\p{Lt}\p{M}]+|\p{Nd}+\p{Ll}*/gu;

const APOSTROPHE = /['\u2019\u02BC]/;
const INSIDE_A_WORD = /(?<=[\p{L}\p{M}])['\u2019\u02BC](?=\p{L})/gu;

/** `GitHub's` -> `GitHubs`: an apostrophe inside of a word does not divide it. */
export function withoutApostrophes(text: string): string {
  return APOSTROPHE.test(text) ? text.replaceAll(INSIDE_A_WORD, "") : text;
}

/**
 * `getHTTPResponse_v2` -> `["get", "HTTP", "Response", "v2"]`: digits belong to the word that they touch, as in `k8s`
 * or `OAuth2`, and join capitals on both sides: `C2PA`.
 */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  const whole = withoutApostrophes(text.normalize("NFC"));
  let last = "";
  let end = -1;
  WORD.lastIndex = 0;
  for (let match = WORD.exec(whole); match !== null; match = WORD.exec(whole)) {
    const [word] = match;
    const isJoined = match.index === end && (/^\p{Nd}/u.test(word) || isAcronym(last, word));
    last = isJoined ? last + word : word;
    if (isJoined) words[words.length - 1] = last;
    else words.push(last);
    end = match.index + word.length;
  }
  return words;
}

/** `C2` and `PA`, but not `V1` and `API`: that is a version of it. */
function isAcronym(before: string, after: string): boolean {
  return /\p{Nd}$/u.test(before) && !/^V\p{Nd}+$/u.test(before) && isShouted(before + after);
}

/**
 * `simple-user` -> `SimpleUser`, `v1.2` -> `V1_2`. A text that is one already keeps its spelling: `APIKey`,
 * `OAuth2Token`.
 */
export function pascalCase(text: string): string {
  return pascalWords(text).join("");
}

/** Each begins with a capital; `_` keeps two numbers apart. */
function pascalWords(text: string): readonly string[] {
  const words = wordsOf(text);
  return words.map((word, index) => {
    const [before = "", after = ""] = [words[index - 1], words[index + 1]];
    const isGlued = isShouted(word) && (isShouted(before) || isShouted(after));
    const own = isGlued ? word.toLowerCase() : word;
    return /\p{Nd}$/u.test(before) && /^\p{Nd}/u.test(own) ? `_${own}` : capitalise(own);
  });
}

/** Two such words side by side would be one: `VPC NAT Gateway` is `VpcNatGateway`, `MAX_SIZE` is `MaxSize`. */
function isShouted(word: string): boolean {
  return word !== "" && word === word.toUpperCase() && word !== word.toLowerCase();
}

/** `X-OpenRouter-Title` -> `xOpenRouterTitle`, `HTTPStatus` -> `httpStatus`. */
export function camelCase(text: string): string {
  const [first = "", ...rest] = pascalWords(text);
  return first.toLowerCase() + rest.join("");
}

/** `listModels` -> `list-models`. */
export function kebabCase(text: string): string {
  return wordsOf(text).join("-").toLowerCase();
}

/** `xOpenRouterTitle` -> `X_OPEN_ROUTER_TITLE`. */
export function constantCase(text: string): string {
  return wordsOf(text).join("_").toUpperCase();
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Words that end with an `s` in the singular, besides those in `ss`, `us` and `is`. */
const SINGULAR =
  /(^|[^a-z])(alias|always|atlas|aws|bias|canvas|chaos|cors|data|dns|gas|https|ios|kubernetes|lens|macos|news|os|series|sms|species|tls)$/i;

/** Plurals in `uses` of words in `us`; others are those of words in `use`: `houses`. */
const OF_US = /(bon|camp|cens|choru|foc|radi|stat|surpl|vir)uses$|(^|[^a-z])buses$/i;

/** `results` -> `result`, `categories` -> `category`; a word that is not a known plural form comes back as it is. */
export function singular(word: string): string {
  if (/(ss|us|is)$/i.test(word) || SINGULAR.test(word) || word.length < 4) return word;
  if (/ies$/i.test(word)) return `${word.slice(0, -3)}y`;
  if (/analyses$/i.test(word)) return `${word.slice(0, -2)}is`;
  const isOfEs = /(ches|shes|sses|xes|zes)$/i.test(word) || OF_US.test(word);
  if (isOfEs || (/es$/i.test(word) && SINGULAR.test(word.slice(0, -2)))) return word.slice(0, -2);
  return /s$/i.test(word) ? word.slice(0, -1) : word;
}
