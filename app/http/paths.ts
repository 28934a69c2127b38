/** Every URL of the product is built here. */
export const paths = {
  home: '/',
  setUp: '/set-up',
  signIn: '/sign-in',
  signInConfirm: '/sign-in/confirm',
  signOut: '/sign-out',
  language: '/language',
  organizations: '/organizations',
  newOrganization: '/organizations/new',
  organization: (organizationId: string) => `/organizations/${organizationId}`,
  participants: '/participants',
  newParticipant: '/participants/new',
  participant: (participantId: string) => `/participants/${participantId}`,
  relationships: '/relationships',
  newRelationship: '/relationships/new',
  relationship: (relationshipId: string) => `/relationships/${relationshipId}`,
  promises: (relationshipId: string) => `/relationships/${relationshipId}/promises`,
  importPage: (kind: ImportKind) => `/import/${kind}`,
  importSample: (kind: ImportKind) => `/import/${kind}/sample.csv`,
  studies: '/studies',
  newStudy: '/studies/new',
  study: (studyId: string) => `/studies/${studyId}`,
  templates: '/templates',
  templatePreview: (name: string, version: number) => `/templates/${name}/${version}`,
  templateWords: (name: string, version: number, language: string) =>
    `/templates/${name}/${version}/words.csv?language=${encodeURIComponent(language)}`,
  templateSurveyJs: (name: string, version: number, side: string) =>
    `/templates/${name}/${version}/surveyjs.json?side=${side}`,
  templateSurveyJsNotes: (name: string, version: number, side: string) =>
    `/templates?surveyjs=${name}@${version}&side=${side}`,
  templateJson: (name: string, version: number) => `/templates/${name}/${version}/template.json`,
  portfolio: (studyId: string) => `/studies/${studyId}/portfolio`,
  portfolioCsv: (studyId: string) => `/studies/${studyId}/portfolio.csv`,
  studyRelationship: (studyId: string, relationshipId: string) => `/studies/${studyId}/relationships/${relationshipId}`,
  studyRelationshipCsv: (studyId: string, relationshipId: string) =>
    `/studies/${studyId}/relationships/${relationshipId}/indices.csv`,
  groups: (studyId: string) => `/studies/${studyId}/groups`,
  groupsCsv: (studyId: string) => `/studies/${studyId}/groups.csv`,
  transactionalTime: (studyId: string) => `/studies/${studyId}/transactional-time`,
  transactionalTimeCsv: (studyId: string) => `/studies/${studyId}/transactional-time.csv`,
  indicesJson: (studyId: string) => `/studies/${studyId}/indices.json`,
  responsesCsv: (studyId: string) => `/studies/${studyId}/responses.csv`,
  answering: (studyId: string) => `/studies/${studyId}/answering`,
  answeringCsv: (studyId: string) => `/studies/${studyId}/answering.csv`,
  codebookCsv: (studyId: string) => `/studies/${studyId}/codebook.csv`,
  answer: (workspaceId: string, token: string) => `/answer/${workspaceId}/${token}`,
  answerRelationship: (workspaceId: string, token: string, assignmentId: string) =>
    `/answer/${workspaceId}/${token}/${assignmentId}`,
  answerSideBySide: (workspaceId: string, token: string) => `/answer/${workspaceId}/${token}/side-by-side`,
  outbox: '/outbox',
  outboxMessage: (name: string) => `/outbox/${encodeURIComponent(name)}`,
} as const

export const IMPORT_KINDS = ['organizations', 'participants', 'relationships'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]
