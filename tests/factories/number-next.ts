let last = 0

/** 1, 2, 3 … within a test file: names, codes and addresses differ without chance. */
export function numberNext(): number {
  last += 1
  return last
}
