const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const OURS = new RegExp(`^<(${UUID})\\.(${UUID})@`)

/** The Message-ID of an outbox row (RFC 5322): the same at every attempt. */
export function makeMessageId(workspaceId: string, outboxMessageId: string, host: string): string {
  return `<${outboxMessageId}.${workspaceId}@${host}>`
}

/** @returns undefined for a Message-ID that this host did not make */
export function readMessageId(
  messageId: string,
  host: string,
): { workspaceId: string; outboxMessageId: string } | undefined {
  const [, outboxMessageId, workspaceId] = OURS.exec(messageId) ?? []
  if (!outboxMessageId || !workspaceId || makeMessageId(workspaceId, outboxMessageId, host) !== messageId)
    return undefined
  return { workspaceId, outboxMessageId }
}
