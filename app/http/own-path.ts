/** A path of this site, or undefined: `//host`, `/\host` and whole addresses lead elsewhere. */
export function ownPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])[\w\-./?=&%]{0,500}$/.test(value) ? value : undefined
}
