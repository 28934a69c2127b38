import { index, type RouteConfig, route } from '@remix-run/route-config'

// The table of contents: every URL of the product. Addresses are built by app/http/paths.ts.
export default [
  index('routes/dashboard/home.tsx'),

  // set-up by an administrator
  route('set-up', 'routes/account/set-up.tsx'),
  route('sign-in', 'routes/account/sign-in.tsx'),
  route('sign-in/confirm', 'routes/account/sign-in-confirm.tsx'),
  route('sign-in/second-factor', 'routes/account/second-factor.tsx'),
  route('sign-in/passkey', 'routes/account/passkey-sign-in.ts'),
  route('sign-in/single', 'routes/account/single-sign-on.ts'),
  route('sign-in/single/callback', 'routes/account/single-sign-on-callback.ts'),
  route('sign-out', 'routes/account/sign-out.ts'),
  route('account', 'routes/account/account.tsx'),
  route('account/passkeys', 'routes/account/passkeys.ts'),
  route('account/keys', 'routes/account/keys.tsx'),
  route('account/mails', 'routes/account/own-mails.tsx'),
  route('mails/:workspaceId/:token', 'routes/account/member-mails.tsx'),
  route('language', 'routes/account/language.ts'),
  route('members', 'routes/account/members.tsx'),
  route('members/:memberId', 'routes/account/member.tsx'),
  route('settings', 'routes/account/settings.tsx'),
  route('webhooks', 'routes/account/webhooks.tsx'),
  route('webhooks/:webhookId', 'routes/account/webhook.tsx'),
  route('settings/retention', 'routes/account/retention.tsx'),
  route('settings/benchmarks', 'routes/account/share-benchmarks.tsx'),
  route('audit', 'routes/account/audit.tsx'),
  route('audit.csv', 'routes/account/audit-csv.ts'),
  route('organizations', 'routes/relationships/organizations.tsx'),
  route('organizations/:organizationId', 'routes/relationships/organization.tsx'),
  route('participants', 'routes/relationships/participants.tsx'),
  route('participants/:participantId', 'routes/relationships/participant.tsx'),
  route('relationships', 'routes/relationships/relationships.tsx'),
  route('relationships/:relationshipId', 'routes/relationships/relationship.tsx'),
  route('relationships/:relationshipId/promises', 'routes/relationships/promises.tsx'),
  route('relationships/:relationshipId/contacts', 'routes/relationships/relationship-contacts.tsx'),
  route('evidence/contacts', 'routes/relationships/contacts.tsx'),
  route('evidence/contacts/entries.csv', 'routes/relationships/contacts-csv.ts'),
  route('evidence/contacts/import', 'routes/relationships/contacts-import.tsx'),
  route('evidence/contacts/sample.csv', 'routes/relationships/contacts-sample.ts'),
  route('evidence/promises', 'routes/evidence/promises.tsx'),
  route('evidence/promises/entries.csv', 'routes/evidence/promises-csv.ts'),
  route('evidence/promises/import', 'routes/evidence/promises-import.tsx'),
  route('evidence/promises/sample.csv', 'routes/evidence/promises-sample.ts'),
  route('evidence', 'routes/evidence/evidence.tsx'),
  route('evidence/:register', 'routes/evidence/register.tsx'),
  route('evidence/:register/entries.csv', 'routes/evidence/register-csv.ts'),
  route('evidence/:register/import', 'routes/evidence/register-import.tsx'),
  route('evidence/:register/sample.csv', 'routes/evidence/register-sample.ts'),
  route('evidence/:register/:subjectId', 'routes/evidence/entries.tsx'),
  route('import/:kind', 'routes/relationships/import.tsx'),
  route('import/:kind/sample.csv', 'routes/relationships/import-sample.ts'),

  // studies and waves
  route('studies', 'routes/studies/studies.tsx'),
  route('studies/new', 'routes/studies/new-study.tsx'),
  route('studies/import', 'routes/studies/import-history.tsx'),
  route('studies/:studyId', 'routes/studies/study.tsx'),
  route('studies/:studyId/rhythm', 'routes/studies/rhythm.tsx'),
  route('studies/:studyId/mails', 'routes/studies/mail-texts.tsx'),
  route('studies/:studyId/calendar', 'routes/studies/calendar.tsx'),
  route('studies/:studyId/calendar.ics', 'routes/studies/calendar-ics.ts'),

  // how a wave goes while it runs
  route('studies/:studyId/waves/:waveId', 'routes/studies/control-room.tsx'),
  route('studies/:studyId/waves/:waveId/participation.csv', 'routes/studies/participation-csv.ts'),
  route('studies/:studyId/waves/:waveId/links', 'routes/studies/personal-links.tsx'),
  route('studies/:studyId/waves/:waveId/relationships/:relationshipId', 'routes/studies/who-else.tsx'),
  route('mails', 'routes/studies/outgoing-mail.tsx'),

  route('templates', 'routes/templates/templates.tsx'),
  route('templates/:name/:version', 'routes/templates/preview.tsx'),
  route('templates/:name/:version/words.csv', 'routes/templates/words-csv.ts'),
  route('templates/:name/:version/surveyjs.json', 'routes/templates/surveyjs-json.ts'),
  route('templates/:name/:version/template.json', 'routes/templates/template-json.ts'),

  // the respondent's side: no account, no script; whoever signs in finds their links again
  route('my-surveys', 'routes/respond/own-surveys.tsx'),
  route('answer/:workspaceId/:token', 'routes/respond/overview.tsx'),
  route('answer/:workspaceId/:token/side-by-side', 'routes/respond/side-by-side.tsx'),
  route('answer/:workspaceId/:token/mails', 'routes/respond/mails.tsx'),
  route('answer/:workspaceId/:token/data', 'routes/respond/link-data.tsx'),
  route('answer/:workspaceId/:token/data/:file', 'routes/respond/link-data-file.ts'),
  route('my-data/:workspaceId', 'routes/respond/my-data.tsx'),
  route('my-data/:workspaceId/:file', 'routes/respond/my-data-file.ts'),
  route('confirm-address', 'routes/respond/confirm-address.tsx'),
  route('erased', 'routes/respond/erased.tsx'),
  route('answer/:workspaceId/:token/:assignmentId', 'routes/respond/answer.tsx'),

  // what warns, and what is done about it
  route('signals', 'routes/signals/signals.tsx'),
  route('signals.csv', 'routes/signals/signals-csv.ts'),
  route('signals/:signalId', 'routes/signals/signal.tsx'),
  route('interventions', 'routes/signals/interventions.tsx'),
  route('studies/:studyId/signals', 'routes/signals/thresholds.tsx'),
  route('studies/:studyId/signals/back-test', 'routes/signals/back-test.tsx'),

  // released results
  route('studies/:studyId/portfolio', 'routes/dashboard/portfolio.tsx'),
  route('studies/:studyId/portfolio.csv', 'routes/dashboard/portfolio-csv.ts'),
  route('studies/:studyId/relationships/:relationshipId', 'routes/dashboard/relationship.tsx'),
  route('studies/:studyId/relationships/:relationshipId/indices.csv', 'routes/dashboard/relationship-csv.ts'),
  route('studies/:studyId/relationships/:relationshipId/report', 'routes/reports/relationship-report.tsx'),
  route('studies/:studyId/report', 'routes/reports/portfolio-report.tsx'),
  route('studies/:studyId/groups', 'routes/dashboard/groups.tsx'),
  route('studies/:studyId/groups.csv', 'routes/dashboard/groups-csv.ts'),
  route('studies/:studyId/benchmarks', 'routes/dashboard/benchmarks.tsx'),
  route('studies/:studyId/benchmarks.csv', 'routes/dashboard/benchmarks-csv.ts'),
  route('studies/:studyId/transactional-time', 'routes/dashboard/transactional-time.tsx'),
  route('studies/:studyId/transactional-time.csv', 'routes/dashboard/transactional-time-csv.ts'),
  route('studies/:studyId/measurement', 'routes/dashboard/measurement.tsx'),
  route('studies/:studyId/measurement.csv', 'routes/dashboard/measurement-csv.ts'),
  route('studies/:studyId/measurement.R', 'routes/dashboard/measurement-script.ts'),
  route('studies/:studyId/relations.csv', 'routes/dashboard/relations-csv.ts'),
  route('studies/:studyId/relation-estimates.csv', 'routes/dashboard/relation-estimates-csv.ts'),

  // reports for people without an account
  route('report-links', 'routes/reports/report-links.tsx'),
  route('report/:workspaceId/:token', 'routes/reports/report-by-link.tsx'),

  // data to take away
  route('studies/:studyId/indices.json', 'routes/exports/indices-json.ts'),
  route('studies/:studyId/answering', 'routes/exports/answering.tsx'),
  route('studies/:studyId/answering.csv', 'routes/exports/answering-csv.ts'),
  route('studies/:studyId/codebook.csv', 'routes/exports/codebook-csv.ts'),
  route('studies/:studyId/data', 'routes/exports/data.tsx'),
  route('studies/:studyId/data/:file', 'routes/exports/data-file.ts'),
  route('studies/:studyId/exports', 'routes/exports/export-list.ts'),
  route('studies/:studyId/exports/:exportId/:file', 'routes/exports/export-file.ts'),

  // for programs: what they can ask for, and the calls
  route('api', 'routes/api/reference.tsx'),
  route('api/v1/openapi.json', 'routes/api/open-api.ts'),
  route('api/v1/studies', 'routes/api/studies.ts'),
  route('api/v1/studies/:study_id', 'routes/api/study.ts'),
  route('api/v1/studies/:study_id/waves', 'routes/api/waves.ts'),
  route('api/v1/studies/:study_id/indices', 'routes/api/indices.ts'),
  route('api/v1/studies/:study_id/codebook', 'routes/api/codebook.ts'),
  route('api/v1/studies/:study_id/exports', 'routes/api/exports.ts'),
  route('api/v1/exports/:export_id', 'routes/api/export.ts'),
  route('api/v1/exports/:export_id/file', 'routes/api/export-download.ts'),
  route('api/v1/instruments', 'routes/api/instruments.ts'),
  route('api/v1/instruments/:name/:version', 'routes/api/instrument.ts'),
  route('api/v1/participants/import', 'routes/api/participants-import.ts'),

  // figures of the installation, for whoever holds its token
  route('metrics', 'routes/system/metrics.ts'),

  // mails written to files, where no mail server is set
  route('outbox', 'routes/system/outbox.tsx'),
  route('outbox/:name', 'routes/system/outbox-message.ts'),

  // words of the interface, as browsers keep them
  route('texts/:file', 'routes/system/texts-json.ts'),

  route('*', 'routes/system/not-found.tsx'),
] satisfies RouteConfig
