/**
 * What is loaded for each item, in order, the next one while the one before is worked on: a database in a process of its own
 * need not wait for ours. At most two are in memory.
 */
export async function* loadAhead<Item, Loaded>(
  items: Iterable<Item>,
  load: (item: Item) => Promise<Loaded>,
): AsyncGenerator<Loaded> {
  let ahead: Promise<Loaded> | undefined
  for (const item of items) {
    const current = ahead
    ahead = startNow(load(item))
    if (current) yield await current
  }
  if (ahead) yield await ahead
}

/** A promise whose failure is met where it is awaited, be that later; nobody may await it if what came before failed. */
export function startNow<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined)
  return promise
}
