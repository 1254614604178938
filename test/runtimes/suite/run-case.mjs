/** Runs the cases one after the other, on any runtime: nothing here belongs to one of them. */
import { answers } from "./answers.mjs";
import { extras } from "./extras.mjs";
import { failures } from "./failures.mjs";
import { platform } from "./platform.mjs";
import { stacks } from "./stacks.mjs";
import { streams } from "./streams.mjs";
import { uploads } from "./uploads.mjs";
import { webhooks } from "./webhooks.mjs";

const cases = {
  ...answers,
  ...extras,
  ...failures,
  ...streams,
  ...platform,
  ...webhooks,
  ...stacks,
  ...uploads,
};

export const names = Object.keys(cases);

/**
 * @param {string} name of the case
 * @param {object} runtime what the entry of this runtime knows: addresses, whether there is an environment, `require`
 * @returns {Promise<object>} `{ case, outcome: "passed" | "failed" | "skipped", ms, note? }`
 */
export async function runCase(name, runtime) {
  const start = Date.now();
  const result = (outcome, note) => ({ case: name, outcome, ms: Date.now() - start, note });
  try {
    return result("passed", await within(10_000, cases[name](tools(name, runtime))));
  } catch (error) {
    if (error instanceof Skip) return result("skipped", error.message);
    return result("failed", `${error?.stack ?? error}`.slice(0, 2000));
  }
}

class Skip extends Error {}

function tools(name, runtime) {
  let count = 0;
  return {
    ...runtime,
    skip(reason) {
      throw new Skip(reason);
    },
    /** An address of the server that answers with these faults, and what arrives there. */
    at(...faults) {
      const id = `${runtime.name}-${name}-${++count}`.replace(/[^a-z\d]+/gi, "-");
      return {
        baseURL: `${runtime.server}/${faults.join("+")}/${id}`,
        async seen(method = "POST") {
          const requests = await (await fetch(`${runtime.server}/seen/${id}`)).json();
          return requests.filter((request) => request.method === method);
        },
        /** Whether the client has closed the connection before the answer was complete; waits for it. */
        async hungUp() {
          return (await fetch(`${runtime.server}/hung-up/${id}`)).json();
        },
      };
    },
  };
}

function within(ms, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
