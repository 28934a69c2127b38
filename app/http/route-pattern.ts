/**
 * Which entry of the table of contents an address belongs to, for log and figures: the address itself may hold a personal
 * link. Of several the one that names the first differing word wins, as with the router: `studies/new` before `studies/:id`.
 * @param patterns `studies/:studyId`, without a slash at the ends
 */
export function makeRoutePattern(patterns: readonly string[]): (pathname: string) => string {
  const known = patterns.map((pattern) => ({ pattern: `/${pattern}`, words: pattern.split('/') })).sort(byFirstWord)
  return (pathname) => {
    // the router asks for a page's data under the page's address
    const page = pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/')
    const words = page.replace(/^\/|\/$/g, '').split('/')
    const found = known.find(
      (one) =>
        one.words.length === words.length &&
        one.words.every((word, at) => word === words[at] || (word.startsWith(':') && words[at] !== '')),
    )
    return found?.pattern ?? 'other'
  }
}

function byFirstWord(a: { words: string[] }, b: { words: string[] }): number {
  for (const [at, word] of a.words.entries()) {
    const difference = Number(word.startsWith(':')) - Number(b.words[at]?.startsWith(':') ?? false)
    if (difference !== 0) return difference
  }
  return 0
}
