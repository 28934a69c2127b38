// What an administrator does in the browser, by HTTP: set up, sign in, import, create a study, open and close waves.
import { paths } from '../../app/http/paths.ts'
import { linkIn, type MailFolder, type ReceivedMail } from './mail-folder.ts'
import type { WebClient } from './web-client.ts'

const EMAIL = 'administrator@thiqa.example'

export async function setUpWorkspace(
  web: WebClient,
  mails: MailFolder,
  setUpAddress: string,
  name: string,
): Promise<void> {
  const { pathname, search } = new URL(setUpAddress)
  await web.submit(pathname + search, {
    workspaceName: name,
    name: 'Administrator',
    email: EMAIL,
    language: 'en',
    timeZone: 'Asia/Riyadh',
    currency: 'USD',
  })
  await confirmSignIn(web, mails)
}

/** Asks for a sign-in mail, the administrator's unless told otherwise. @returns the link that it carries, for a person to click */
export async function requestSignInLink(web: WebClient, mails: MailFolder, email = EMAIL): Promise<string> {
  await web.submit(paths.signIn, { email })
  return readSignInLink(mails, email)
}

async function readSignInLink(mails: MailFolder, email = EMAIL): Promise<string> {
  const isWanted = (one: ReceivedMail) => one.to === email && one.text.includes(paths.signInConfirm)
  const [mail] = await mails.wait(1, isWanted, 120)
  if (!mail) throw new Error('no sign-in mail came')
  return linkIn(mail, paths.signInConfirm)
}

async function confirmSignIn(web: WebClient, mails: MailFolder): Promise<void> {
  const token = new URL(await readSignInLink(mails)).searchParams.get('token') ?? ''
  await web.submit(paths.signInConfirm, { token })
}

export interface StudySettings {
  name: string
  instrument: string
  audience: 'shared' | 'attributed'
  minimumGroupSize: number
}

/** Creates a study over all relationships, with all opt-ins where the audience needs them. @returns its path */
export async function createStudy(web: WebClient, settings: StudySettings): Promise<string> {
  const created = await web.submit(paths.newStudy, {
    ...settings,
    minimumGroupSize: String(settings.minimumGroupSize),
    contactName: 'Sara Haddad',
    contactEmail: 'sara.haddad@thiqa.example',
  })
  const study = created.location ?? ''
  await web.submit(study, { intent: 'add-all' })
  if (settings.audience === 'shared')
    await web.submit(study, { intent: 'opt-in-all', agreedBy: 'Framework contract, annex 4' })
  return study
}

export async function openWave(web: WebClient, study: string): Promise<void> {
  await web.submit(study, { intent: 'open-wave', days: '21' })
}

/** Closes the running wave and waits until its results are published. */
export async function closeWave(web: WebClient, study: string, seconds: number): Promise<void> {
  const waveId = /name="waveId" value="([^"]+)"/.exec(await web.read(study))?.[1]
  if (!waveId) throw new Error('the study has no open wave')
  await web.submit(study, { intent: 'close-wave', waveId })
  const until = Date.now() + seconds * 1000
  while (!(await web.read(study)).includes('value="open-wave"')) {
    if (Date.now() > until) throw new Error(`the wave was not published within ${seconds} seconds`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
