/** What is made for some values is made once for each of them; `keyOf` says which are the same. For few different ones: nothing is forgotten. */
export function remembered<Values extends unknown[], Made>(
  make: (...values: Values) => Made,
  keyOf: (...values: Values) => string = (...values) => String(values[0]),
): (...values: Values) => Made {
  const known = new Map<string, Made>()
  return (...values) => {
    const key = keyOf(...values)
    const made = known.get(key) ?? make(...values)
    known.set(key, made)
    return made
  }
}
