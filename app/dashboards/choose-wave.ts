import type { PublishedWave } from '#app/disclosure/read-results.server'

/** The wave that an address names (`?wave=2`), else the newest published one: a full one, where there is any. */
export function chooseWave(waves: readonly PublishedWave[], url: string): PublishedWave | undefined {
  const asked = Number(new URL(url).searchParams.get('wave'))
  return waves.find((wave) => wave.number === asked) ?? newestWave(waves)
}

/** The newest wave that asked everything; where there is none, the newest of all. */
function newestWave(waves: readonly PublishedWave[]): PublishedWave | undefined {
  return waves.findLast(isFullWave) ?? waves.at(-1)
}

export function isFullWave({ kind = 'full' }: PublishedWave): boolean {
  return kind === 'full'
}
