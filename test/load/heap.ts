/**
 * Makes many calls of one kind and prints, as JSON, what the heap held after a fifth of them, after three fifths and after all, and the
 * listeners left on the signal that all of them were given. Run with `--expose-gc`: SERVER KIND CALLS.
 */
import { setTimeout } from "node:timers/promises";
import { kindsOf } from "./calls.js";

const [server = "", name = "", calls = "0"] = process.argv.slice(2);
const AT_ONCE = 40;

const { kinds, listeners } = kindsOf(server);
const kind = kinds.find((each) => each.name === name);
if (kind === undefined) throw new Error(`no kind ${name}`);
const all = Number(calls);
await make(0, all / 5);
const first = await heap();
await make(all / 5, (3 * all) / 5);
const second = await heap();
await make((3 * all) / 5, all);
const third = await heap();
console.log(JSON.stringify({ heaps: [first, second, third], listeners: listeners() }));

async function make(from: number, to: number): Promise<void> {
  let next = from;
  const worker = async () => {
    while (next < to) await kind?.call(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** The least of several: what is still on its way out after one collection is gone after the next. */
async function heap(): Promise<number> {
  const measures: number[] = [];
  for (let round = 0; round < 6; round++) {
    await setTimeout(100);
    globalThis.gc?.();
    measures.push(process.memoryUsage().heapUsed);
  }
  return Math.min(...measures);
}
