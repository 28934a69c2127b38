/** What the log knows of: a word for each kind of deed. */
export const AUDIT_ACTIONS = [
  ...(['workspace-created', 'signed-in', 'sign-in-refused', 'signed-out', 'session-ended'] as const),
  ...([
    'password-set',
    'password-removed',
    'two-factor-on',
    'two-factor-off',
    'two-factor-reset',
    'passkey-added',
    'passkey-removed',
  ] as const),
  ...(['member-invited', 'member-invited-again', 'member-joined', 'member-changed', 'member-removed'] as const),
  ...(['key-made', 'key-revoked'] as const),
  ...(['organization-saved', 'organization-deleted', 'participant-saved', 'participant-deleted'] as const),
  ...(['relationship-saved', 'relationship-deleted', 'list-imported'] as const),
  ...(['promise-recorded', 'promise-settled', 'promise-deleted'] as const),
  ...(['contact-saved', 'contact-deleted', 'contact-restored', 'contact-resolved'] as const),
  ...(['evidence-saved', 'evidence-deleted', 'evidence-restored'] as const),
  ...(['intervention-opened', 'intervention-closed'] as const),
  ...(['report-shared', 'report-opened', 'report-link-revoked'] as const),
  ...(['template-saved', 'template-deleted'] as const),
  ...([
    'study-created',
    'study-imported',
    'study-changed',
    'wave-opened',
    'wave-closed',
    'wave-published',
    'answers-deleted',
  ] as const),
  ...(['address-bounced', 'address-cleared', 'mail-retried', 'mail-given-up'] as const),
  ...(['wave-reminded', 'link-asked'] as const),
  ...(['person-corrected', 'person-erased', 'retention-changed', 'expired-deleted'] as const),
  ...(['benchmarks-shared', 'benchmarks-stopped'] as const),
  ...(['results-viewed', 'file-taken', 'export-asked', 'export-cancelled', 'api-called'] as const),
  ...(['webhook-saved', 'webhook-deleted', 'webhook-on', 'webhook-off', 'webhook-secret-made'] as const),
  ...(['webhook-tested', 'webhook-sent-again', 'mails-chosen'] as const),
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

const OBJECT_KINDS = [
  ...(['workspace', 'user', 'member', 'key', 'organization', 'participant', 'relationship'] as const),
  ...([
    'promise',
    'contact',
    'evidence',
    'signal',
    'intervention',
    'template',
    'study',
    'wave',
    'log',
    'list',
    'mail',
    'webhook',
    'export',
    'report-link',
  ] as const),
] as const
export type AuditObjectKind = (typeof OBJECT_KINDS)[number]

/** Names of details; values are ids, numbers and words of ours: never answers, names of people, addresses or links. */
export const AUDIT_DETAILS = [
  ...(['role', 'was', 'file', 'page', 'wave', 'intent', 'method', 'relationship', 'at'] as const),
  ...(['side', 'days', 'until', 'study', 'handover', 'planned', 'register'] as const),
  ...(['contacts', 'mails', 'suggestions', 'links', 'months'] as const),
  ...(['people', 'added', 'changed', 'unchanged', 'responses', 'rights', 'key', 'reason', 'code'] as const),
] as const
export type AuditDetail = (typeof AUDIT_DETAILS)[number]

export interface AuditEvent {
  action: AuditAction
  objectKind: AuditObjectKind
  objectId: string
  details?: Partial<Record<AuditDetail, string | number>>
}

/** Who did something, and from where. */
export interface AuditActor {
  workspaceId: string
  kind: 'member' | 'key' | 'link' | 'system'
  /** of the user (also of a key: whose it is), of the link to a report; empty for the system */
  id: string
  /** which of their keys it was */
  keyId?: string
  /** of the network; empty where it is not known */
  address: string
}
