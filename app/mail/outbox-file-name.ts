/** What a name in the outbox folder looks like: no separator, no dot in front, so nothing outside can be meant. */
const OUTBOX_FILE_NAME = /^[\w-][\w.-]{0,127}\.eml$/

export function isOutboxFileName(name: string): boolean {
  return OUTBOX_FILE_NAME.test(name)
}

/** The same Message-ID always gives the same name, so a repeated send leaves one file. */
export function outboxFileName(messageId: string): string {
  const [local = ''] = messageId.replace(/^</, '').split('@')
  const name = local.replace(/[^\w.-]/g, '_')
  return `${name.replace(/^\./, '_').slice(0, 128) || '_'}.eml`
}
