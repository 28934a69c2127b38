// Sends a recorded study through the front door: imports, invitations by mail, links, forms, publication.
import { type ImportKind, paths } from '../../app/http/paths.ts'
import { closeWave, createStudy, openWave, type StudySettings } from './administrator.ts'
import { type MailFolder, personalLinkIn, type ReceivedMail } from './mail-folder.ts'
import type { RecordedResponse, RecordedStudy } from './recorded-study.ts'
import { readOpenAssignments, submitAnswers } from './respondent.ts'
import { runAtOnce } from './run-at-once.ts'
import { WebClient } from './web-client.ts'

export interface RunParts {
  web: WebClient
  mails: MailFolder
  /** how many respondents answer at the same moment */
  respondentsAtOnce: number
  /** told after every step: what is going on and how far it is */
  onProgress(what: string, done: number, total: number): void
}

/** @returns the path of the study that was made */
export async function runRecordedStudy(
  parts: RunParts,
  study: RecordedStudy,
  settings: StudySettings,
): Promise<string> {
  const path = await prepareStudy(parts.web, study, settings)
  const spent = new Set<string>()
  for (const wave of study.waves) await runWave(parts, study, path, { wave, spent })
  return path
}

/** Imports companies, people and relationships, and creates the study. @returns its path */
export async function prepareStudy(web: WebClient, study: RecordedStudy, settings: StudySettings): Promise<string> {
  await importStudy(web, study)
  return createStudy(web, settings)
}

/** @param spent links of earlier waves, which thanks may still carry; those of this wave are added */
async function runWave(
  parts: RunParts,
  study: RecordedStudy,
  studyPath: string,
  { wave, spent }: { wave: number; spent: Set<string> },
): Promise<void> {
  const { web, mails, onProgress } = parts
  await openWave(web, studyPath)
  // who is asked about nothing is invited to nothing
  const asked = new Set(study.responses.map((one) => one.respondent))
  const emails = new Set(study.respondents.filter((one) => asked.has(one.id)).map((one) => one.email))
  const links = new Map<string, string>()
  while (links.size < emails.size) {
    const isAsked = (mail: ReceivedMail) => {
      const link = personalLinkIn(mail)
      return emails.has(mail.to) && link !== undefined && !spent.has(link)
    }
    for (const mail of await mails.wait(1, isAsked, 300)) links.set(mail.to, personalLinkIn(mail) ?? '')
    onProgress(`wave ${wave}: invitations`, links.size, emails.size)
  }
  for (const link of links.values()) spent.add(link)
  const responses = study.responses.filter((one) => one.wave === wave)
  let answered = 0
  await runAtOnce(groupByRespondent(responses), parts.respondentsAtOnce, async ([respondent, own]) => {
    const email = study.respondents.find((one) => one.id === respondent)?.email ?? ''
    await answer(study, web.address, links.get(email) ?? '', own)
    answered += own.length
    onProgress(`wave ${wave}: answers`, answered, responses.length)
  })
  await closeWave(web, studyPath, 300)
  onProgress(`wave ${wave}: published`, 1, 1)
}

async function answer(
  study: RecordedStudy,
  address: string,
  link: string,
  responses: RecordedResponse[],
): Promise<void> {
  const web = new WebClient(address)
  const open = await readOpenAssignments(web, link)
  for (const response of responses) {
    const partner = partnerOf(study, response)
    const assignment = open.find((one) => one.partner === partner)
    if (!assignment) throw new Error(`the page of a respondent does not list ${partner} (${response.relationship})`)
    await web.read(assignment.path)
    await submitAnswers(web, assignment.path, response.answers)
  }
}

/** The name under which a respondent finds a relationship: the other firm's. */
function partnerOf(study: RecordedStudy, response: RecordedResponse): string {
  const relationship = study.relationships.find((one) => one.code === response.relationship)
  const own = study.respondents.find((one) => one.id === response.respondent)?.organization
  const partner = own === relationship?.buyer ? relationship?.supplier : relationship?.buyer
  return study.organizations.find((one) => one.code === partner)?.name ?? ''
}

function groupByRespondent(responses: RecordedResponse[]): Map<string, RecordedResponse[]> {
  const groups = new Map<string, RecordedResponse[]>()
  for (const response of responses) {
    const group = groups.get(response.respondent)
    if (group) group.push(response)
    else groups.set(response.respondent, [response])
  }
  return groups
}

async function importStudy(web: WebClient, study: RecordedStudy): Promise<void> {
  const informants = new Map<string, Set<string>>()
  const emailOf = new Map(study.respondents.map((one) => [one.id, one.email]))
  for (const { relationship, respondent } of study.responses) {
    const emails = informants.get(relationship) ?? new Set()
    informants.set(relationship, emails.add(emailOf.get(respondent) ?? ''))
  }
  await importCsv(web, 'organizations', [['code', 'name'], ...study.organizations.map((one) => [one.code, one.name])])
  await importCsv(web, 'participants', [
    ['email', 'name', 'organization', 'language', 'function'],
    ...study.respondents.map((one) => [one.email, one.id, one.organization, one.language, one.function]),
  ])
  await importCsv(web, 'relationships', [
    [
      'code',
      'buyer',
      'supplier',
      'category',
      'annual_spend',
      'currency',
      'started_on',
      'renewal_on',
      'buyer_owner',
      'supplier_owner',
      'participants',
    ],
    ...study.relationships.map((one) => {
      const spend = one.annualSpend ? [one.annualSpend, 'USD'] : ['', '']
      const emails = [...(informants.get(one.code) ?? [])].join(';')
      return [
        one.code,
        one.buyer,
        one.supplier,
        one.category,
        ...spend,
        one.startedOn,
        one.renewalOn,
        one.buyerOwner ?? '',
        one.supplierOwner ?? '',
        emails,
      ]
    }),
  ])
}

async function importCsv(web: WebClient, kind: ImportKind, rows: string[][]): Promise<void> {
  const csv = rows
    .map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join(','))
    .join('\n')
  await web.submit(paths.importPage(kind), { intent: 'import', csv })
}
