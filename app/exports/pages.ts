import type { Page, Value } from './dataset'

/** The same rows; each is seen on its way to whoever takes it. */
export function* watched(page: Page, see: (row: readonly Value[]) => void): Generator<readonly Value[]> {
  for (const row of page) {
    see(row)
    yield row
  }
}

/** What is made of the items, when it is taken: what is written at once need not wait in memory until its page is full. */
export function* madeOf<Item, Made>(items: Iterable<Item>, make: (item: Item) => Iterable<Made>): Generator<Made> {
  for (const item of items) yield* make(item)
}
