/** Uses of time are parts of the unproductive share; tables with a column for each index have room for the whole. */
export function isWholeIndex(index: string): boolean {
  return !/^(time_|unproductive_|cost_hidden_|service_)/.test(index)
}
