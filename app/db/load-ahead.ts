/**
 * What is loaded for each item, in order, the next ones while the one before is worked on: a database in a process of its own need
 * not wait for ours.
 * @param ahead so many are loaded beside the one that is worked on, and are in memory
 */
export async function* loadAhead<Item, Loaded>(
  items: Iterable<Item>,
  load: (item: Item) => Promise<Loaded>,
  ahead = 1,
): AsyncGenerator<Loaded> {
  const loading: Promise<Loaded>[] = []
  for (const item of items) {
    loading.push(startNow(load(item)))
    const first = loading.length > ahead ? loading.shift() : undefined
    if (first) yield await first
  }
  for (const one of loading) yield await one
}

/** A promise whose failure is met where it is awaited, be that later; nobody may await it if what came before failed. */
export function startNow<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined)
  return promise
}
