/** `npm run fuzz -- [documents] [seed]`: the differential test at any length. */
import { holdWaysAgainstEachOther } from './differential.ts';

const [documents = '1000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
console.log(`seed ${seed}`);
const tally = await holdWaysAgainstEachOther(Number(documents), Number(seed), (soFar) => {
  if (soFar.documents % 100 === 0) console.log(JSON.stringify(soFar));
});
console.log(`${tally.documents} documents without a difference: ${JSON.stringify(tally)}`);
