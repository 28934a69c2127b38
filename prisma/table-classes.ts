/**
 * What each table is to a database that is spread over several machines by workspace:
 * - tenant: rows of one workspace, spread by `workspace_id`; every query on them names it
 * - shared: the same on every machine; tenant tables may reference them
 * - local: on one machine only; tenant tables name their rows by plain text without a foreign key
 * The job queue keeps its tables in a schema of its own (`pgboss`); they are local too.
 */
export const TABLE_CLASSES = {
  tenant: [
    'access_key',
    'assignment',
    'audit_entry',
    'data_export',
    'draft',
    'handover',
    'informant',
    'intervention',
    'invitation',
    'made_promise',
    'mail_suppression',
    'measurement',
    'member',
    'member_digest',
    'member_scope',
    'organization',
    'outbox_message',
    'own_template',
    'participant',
    'participation',
    'planned_wave',
    'promise_text',
    'recorded_contact',
    'relationship',
    'released_comment',
    'released_row',
    'response',
    'signal',
    'standing',
    'study',
    'study_mail_text',
    'study_relationship',
    'study_rhythm',
    'wave',
    'wave_reminder',
    'webhook',
    'webhook_delivery',
  ],
  shared: ['instrument', 'workspace'],
  local: [
    '_prisma_migrations',
    'auth_account',
    'auth_attempt',
    'auth_passkey',
    'auth_session',
    'auth_two_factor',
    'auth_user',
    'auth_verification',
  ],
} as const

/** Triggers exist only where nothing else can hold the rule. */
export const TRIGGERS = [
  {
    table: 'audit_entry',
    name: 'audit_entry_chained',
    rule: 'an entry of the log gets its number, time and hash from the database, and continues the chain',
  },
  { table: 'audit_entry', name: 'audit_entry_kept', rule: 'entries of the log stay' },
  { table: 'audit_entry', name: 'audit_entry_not_emptied', rule: 'the log is never emptied at once' },
  { table: 'audit_entry', name: 'audit_entry_unchanged', rule: 'an entry of the log is never changed' },
  {
    table: 'measurement',
    name: 'measurement_by_publication',
    rule: 'how well a scale measured comes from publication alone, into a wave that is being published, with enough people behind it',
  },
  { table: 'measurement', name: 'measurement_kept', rule: 'what was published of a measurement stays' },
  { table: 'measurement', name: 'measurement_not_emptied', rule: 'measurements are never emptied at once' },
  { table: 'measurement', name: 'measurement_unchanged', rule: 'a measurement is never changed' },
  { table: 'member', name: 'member_owner_kept', rule: 'a workspace keeps at least one owner who has signed in' },
  { table: 'own_template', name: 'own_template_immutable', rule: 'the questions of an own template never change' },
  {
    table: 'participation',
    name: 'participation_before_publication',
    rule: 'how many answered is counted before a wave is published, not afterwards',
  },
  { table: 'participation', name: 'participation_kept', rule: 'how many answered a published wave stays' },
  { table: 'participation', name: 'participation_not_emptied', rule: 'how many answered is never emptied at once' },
  { table: 'participation', name: 'participation_unchanged', rule: 'how many answered is never changed' },
  { table: 'promise_text', name: 'promise_text_unchanged', rule: 'the words of a promise are never changed' },
  {
    table: 'released_comment',
    name: 'released_comment_by_publication',
    rule: 'released comments come from publication alone, as many together as was promised',
  },
  {
    table: 'released_comment',
    name: 'released_comment_kept',
    rule: 'comments are taken away only while their wave is still being published',
  },
  {
    table: 'released_comment',
    name: 'released_comment_not_emptied',
    rule: 'released comments are never emptied at once',
  },
  { table: 'released_comment', name: 'released_comment_unchanged', rule: 'a released comment is never changed' },
  {
    table: 'released_row',
    name: 'released_row_by_publication',
    rule: 'released values come from publication alone, into a wave that is being published, and keep the promise of the wave',
  },
  {
    table: 'released_row',
    name: 'released_row_kept',
    rule: 'values are taken away only while their wave is still being published',
  },
  { table: 'released_row', name: 'released_row_not_emptied', rule: 'released values are never emptied at once' },
  { table: 'released_row', name: 'released_row_unchanged', rule: 'a released value is never changed' },
  { table: 'response', name: 'response_written_once', rule: 'a submitted response is never changed' },
  {
    table: 'wave',
    name: 'wave_promise',
    rule: 'the promise of an open wave is not weakened, what it asks stays, and no published wave goes back',
  },
] as const
