/**
 * How many random cases a property is tried with: `usual`, or fewer where the tests run once for each mutant
 * (`MOST_RANDOM_CASES`, set by vitest-for-mutants.ts).
 */
export function randomCases(usual: number): number {
  return Math.min(usual, Number(process.env.MOST_RANDOM_CASES ?? usual))
}
