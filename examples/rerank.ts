/** Ranks documents by how well they answer a question. `npm start` runs this against the built package. */
import { OpenRouter } from "openrouter-rerank";

const openRouter = new OpenRouter(); // the key comes from OPENROUTER_API_KEY

const query = "What is the capital of France?";
const { model, results, usage } = await openRouter.rerank.rerank({
  model: "cohere/rerank-v3.5",
  query,
  documents: [
    "Paris has been the capital of France since the Middle Ages.",
    "Berlin is the seat of the German parliament.",
  ],
  top_n: 2,
});

console.log(`${query}  (${model})`);
for (const { index, relevance_score, document } of results) {
  console.log(`  ${relevance_score.toFixed(2)}  [${index}] ${document.text ?? document.image}`);
}
if (usage?.cost !== undefined) console.log(`  It cost ${usage.cost} credits.`);
