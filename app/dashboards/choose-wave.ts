import type { PublishedWave } from '#app/disclosure/read-results.server'

/** The wave that an address names (`?wave=2`), else the newest published one. */
export function chooseWave(waves: readonly PublishedWave[], url: string): PublishedWave | undefined {
  const asked = Number(new URL(url).searchParams.get('wave'))
  return waves.find((wave) => wave.number === asked) ?? waves.at(-1)
}
