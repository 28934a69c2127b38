import type { Dataset } from '#app/exports/dataset'
import { CHUNK } from './dataset-values'

const encoder = new TextEncoder()

/**
 * JSON lines (https://jsonlines.org): one object per row, by variable; null for what is not there. Coded missing answers are
 * the numbers that they are.
 */
export async function* writeJsonLines(dataset: Dataset): AsyncGenerator<Uint8Array> {
  const keys = dataset.variables.map(({ name }) => `${JSON.stringify(name)}:`)
  let waiting = ''
  for await (const page of dataset.pages())
    for (const row of page) {
      waiting += `{${keys.map((key, index) => key + JSON.stringify(row[index] ?? null)).join(',')}}\n`
      if (waiting.length > CHUNK) {
        yield encoder.encode(waiting)
        waiting = ''
      }
    }
  yield encoder.encode(waiting)
}
