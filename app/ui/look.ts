/** How the pages look to one browser: like the rest of the device, or always one way. */
export const LOOKS = ['device', 'light', 'dark'] as const
export type Look = (typeof LOOKS)[number]

/** For which media the colours of the dark hold; never on paper. Undefined: for none. */
export function darkMedia(look: Look): string | undefined {
  if (look === 'light') return undefined
  return look === 'dark' ? 'screen' : 'screen and (prefers-color-scheme: dark)'
}
