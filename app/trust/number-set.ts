/** Whole numbers from 0 on. */
export interface NumberSet extends Iterable<number> {
  /** looks at what was added since the last time */
  readonly size: number
  add(number: number): void
}

/**
 * A list of four bytes each while there are few, one bit each once that takes less: a set of a million people takes an
 * eighth of a megabyte, and a thousand sets of a thousand of them take a few.
 */
export function makeNumberSet(): NumberSet {
  let list: Uint32Array | undefined = new Uint32Array(4)
  /** in the list, of which `distinct` are sorted and come once */
  let used = 0
  let distinct = 0
  let largest = 0
  let bits = new Uint8Array()

  const settle = () => {
    if (!list || used === distinct) return
    const own = list.subarray(0, used).sort()
    distinct = 0
    for (const number of own) if (distinct === 0 || own[distinct - 1] !== number) own[distinct++] = number
    used = distinct
  }
  const mark = (number: number) => {
    const [place, bit] = [number >> 3, 1 << (number & 7)]
    if (place >= bits.length) {
      const longer = new Uint8Array(Math.max(bits.length * 2, place + 1))
      longer.set(bits)
      bits = longer
    }
    const before = bits[place] ?? 0
    if ((before & bit) === 0) distinct += 1
    bits[place] = before | bit
  }
  const grow = (own: Uint32Array) => {
    settle()
    if (used * 2 <= own.length) return
    if (own.byteLength * 2 < largest / 8) {
      list = new Uint32Array(own.length * 2)
      list.set(own)
      return
    }
    list = undefined
    distinct = 0
    bits = new Uint8Array((largest >> 3) + 1)
    for (const number of own.subarray(0, used)) mark(number)
  }
  return {
    get size() {
      settle()
      return distinct
    },
    add(number) {
      largest = Math.max(largest, number)
      if (list && used === list.length) grow(list)
      if (list) list[used++] = number
      else mark(number)
    },
    *[Symbol.iterator]() {
      settle()
      if (list) yield* list.subarray(0, distinct)
      else
        for (const [place, byte] of bits.entries())
          for (let bit = 0; byte >> bit > 0; bit += 1) if ((byte >> bit) & 1) yield place * 8 + bit
    },
  }
}
