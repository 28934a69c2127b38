/** The Message-ID of an outbox row (RFC 5322): the same at every attempt. */
export function makeMessageId(workspaceId: string, outboxMessageId: string, host: string): string {
  return `<${outboxMessageId}.${workspaceId}@${host}>`
}
