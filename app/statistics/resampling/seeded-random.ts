/** Rounds after which nothing of the seed shows: the author's number. */
const WARM_UP = 12

/**
 * Numbers as if by chance, 0 ≤ x < 1, the same ones for the same seed: sfc32, “small fast counting”. For statistics only:
 * whoever sees a few can compute the rest, so it makes no secrets.
 * @param seed a whole number; of larger ones the last 32 bits count
 *
 * Source: Doty-Humphrey, PractRand, https://pracrand.sourceforge.net/RNG_engines.txt
 */
export function seededRandom(seed: number): () => number {
  let [a, b, c, counter] = [0, seed | 0, 0, 1]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let round = 0; round < WARM_UP; round += 1) next()
  return next
}
