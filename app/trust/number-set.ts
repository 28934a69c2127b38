/** Whole numbers from 0 on, one bit each: a set of a million people takes an eighth of a megabyte. */
export interface NumberSet extends Iterable<number> {
  readonly size: number
  add(number: number): void
}

export function makeNumberSet(): NumberSet {
  let bits = new Uint8Array(32)
  let size = 0
  return {
    get size() {
      return size
    },
    add(number) {
      const [place, bit] = [number >> 3, 1 << (number & 7)]
      if (place >= bits.length) {
        const longer = new Uint8Array(Math.max(bits.length * 2, place + 1))
        longer.set(bits)
        bits = longer
      }
      const before = bits[place] ?? 0
      if ((before & bit) === 0) size += 1
      bits[place] = before | bit
    },
    *[Symbol.iterator]() {
      for (const [place, byte] of bits.entries())
        for (let bit = 0; byte >> bit > 0; bit += 1) if ((byte >> bit) & 1) yield place * 8 + bit
    },
  }
}
