// Hostile input to every form and link of the running server: clear refusals or escaped text, never a 500.
import { describe, expect, inject, test } from 'vitest'
import { useServer } from '#tests/setup/test-server'
import { makeDemoStudy } from '../../prisma/demo/make-demo-study.ts'
import { openWave } from '../../prisma/front-door/administrator.ts'
import { linkIn } from '../../prisma/front-door/mail-folder.ts'
import { readOpenAssignments } from '../../prisma/front-door/respondent.ts'
import { prepareStudy } from '../../prisma/front-door/run-recorded-study.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'

const server = useServer({ FAILURES_PER_MINUTE: '1000000' })

/** An element that would run, if any page wrote it as it came. */
const SCRIPT = '<script>alert(7151)</script>'
const PAYLOADS = [
  SCRIPT,
  `"><img src=x onerror=alert(7151)>`,
  `'"\`;--`,
  `'; DROP TABLE response; --`,
  '=HYPERLINK("http://evil.example")',
  '+1+1',
  '@SUM(A1)',
  '\t=1+1',
  '\u0000',
  'a\u0000b',
  '\ufeff',
  '\u202egnp.exe',
  '\ud83d\ude00'.repeat(200),
  'a'.repeat(100_000),
  '9'.repeat(400),
  '1e999',
  '-1',
  'NaN',
  '٣',
  '{{7*7}}<%= 7*7 %>#{7*7}',
  '{partner}$&$1',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  '%00%ff%252e%252e',
  'line\r\nBcc: everybody@evil.example',
  'javascript:alert(7151)',
  '[]',
  '{"$gt":""}',
  '2026-02-30',
]

/** Sends a form with each payload in each of its fields, one at a time; gives what was answered with 500 or worse. */
async function attack(web: WebClient, path: string, valid: Record<string, string>): Promise<string[]> {
  const failures: string[] = []
  for (const field of Object.keys(valid)) {
    for (const payload of PAYLOADS) {
      const { status, text } = await web.post(path, { ...valid, [field]: payload })
      if (status >= 500) failures.push(`${path} ${field}=${JSON.stringify(payload.slice(0, 30))}: ${status}`)
      if (text.includes(SCRIPT)) failures.push(`${path} ${field}: the script came back as it was`)
    }
  }
  return failures
}

const organization = { code: 'HOSTILE', name: 'Hostile Ltd', intent: 'save' }
const study = {
  name: 'Hostile study',
  instrument: 'relationship-core@1',
  audience: 'attributed',
  minimumGroupSize: '3',
  contactName: 'Sara',
  contactEmail: 'sara@thiqa.example',
}

// the same statements reach both databases: once is enough for what takes minutes
const isEmbedded = !inject('postgresqlServer')

describe.runIf(isEmbedded)('forms of administrators', () => {
  test('records', async () => {
    const failures = [
      ...(await attack(server.web, '/organizations/new', organization)),
      ...(await attack(server.web, '/participants/new', {
        email: 'hostile@thiqa.example',
        name: 'Hostile',
        organizationId: crypto.randomUUID(),
        language: 'en',
        function: 'sales',
        intent: 'save',
      })),
      ...(await attack(server.web, '/relationships/new', {
        code: 'HOSTILE',
        buyerId: crypto.randomUUID(),
        supplierId: crypto.randomUUID(),
        category: 'x',
        annualSpend: '1',
        currency: 'SAR',
        startedOn: '2026-01-01',
        renewalOn: '2027-01-01',
        'informants[]': crypto.randomUUID(),
        intent: 'save',
      })),
    ]
    expect(failures).toEqual([])
  }, 300_000)

  test('imports, with text and with files', async () => {
    const failures: string[] = []
    for (const kind of ['organizations', 'participants', 'relationships']) {
      const header =
        { organizations: 'code,name', participants: 'email,name,organization,language,function' }[kind] ??
        'code,buyer,supplier'
      for (const payload of [
        ...PAYLOADS,
        `${header}\n${PAYLOADS.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')}`,
        `${header}\n"`,
        'PK\u0003\u0004',
      ])
        for (const text of [payload, `${header}\n${payload}`]) {
          const pasted = await server.web.post(`/import/${kind}`, { intent: 'preview', pasted: text })
          const file = await server.web.postFile(`/import/${kind}`, 'file', 'x.csv', text, { intent: 'import' })
          for (const { status, text: page } of [pasted, file])
            if (status >= 500 || page.includes(SCRIPT))
              failures.push(`${kind} ${JSON.stringify(payload.slice(0, 30))}: ${status}`)
        }
    }
    expect(failures).toEqual([])
  }, 300_000)

  test('studies, sign-in, language', async () => {
    const failures = [
      ...(await attack(server.web, '/studies/new', study)),
      ...(await attack(new WebClient(server.address), '/sign-in', { email: 'a@b.example' })),
      ...(await attack(new WebClient(server.address), '/sign-in/confirm', { token: 'x'.repeat(32) })),
      ...(await attack(new WebClient(server.address), '/language', { language: 'en', back: '/' })),
      ...(await attack(new WebClient(server.address), '/set-up?key=x', { name: 'x' })),
    ]
    expect(failures).toEqual([])
    for (const back of ['//evil.example', '/\\evil.example', 'https://evil.example', '/%0d%0aSet-Cookie:x=1']) {
      const { location = '/' } = await server.web.post('/language', { language: 'en', back })
      expect(new URL(location, server.address).origin).toBe(server.address)
    }
  }, 300_000)
})

describe.runIf(isEmbedded)('the respondent and links', () => {
  test('answers, links, addresses and bodies', async () => {
    const demo = makeDemoStudy()
    const path = await prepareStudy(server.web, demo, {
      ...study,
      name: 'Demo',
      audience: 'attributed',
      minimumGroupSize: 3,
    })
    await openWave(server.web, path)
    const mails = await server.mails.wait(demo.respondents.length, (mail) => mail.text.includes('/answer/'), 60)
    const [first, other] = mails.map((mail) => linkIn(mail, '/answer/'))
    const web = new WebClient(server.address)
    const [assignment] = await readOpenAssignments(web, first ?? '')
    const [foreign] = await readOpenAssignments(web, other ?? '')
    const form = assignment?.path ?? ''
    const [, , workspaceId = '', token = '', assignmentId = ''] = form.split('/')
    const foreignAssignment = foreign?.path.split('/')[4] ?? ''

    const failures = await attack(web, form, {
      trust_1: '4',
      time_hours: '2',
      time_price: '100',
      time_none: '',
      intent: 'save',
      confirm_open: '',
    })
    failures.push(...(await attack(web, `/answer/${workspaceId}/${token}`, { intent: 'language:ar' })))
    failures.push(...(await attack(server.web, path, { intent: 'remove', relationshipId: crypto.randomUUID() })))
    failures.push(
      ...(await attack(server.web, path, {
        intent: 'opt-in',
        relationshipId: crypto.randomUUID(),
        side: 'buyer',
        agreedBy: 'x',
      })),
    )
    expect(failures).toEqual([])

    // somebody else's questionnaire, workspace or study behind one's own link
    for (const wrong of [
      `/answer/${workspaceId}/${token}/${foreignAssignment}`,
      `/answer/${crypto.randomUUID()}/${token}/${assignmentId}`,
      `/answer/${workspaceId}/${'A'.repeat(43)}/${assignmentId}`,
      `/answer/${workspaceId}/${token.slice(0, -1)}`,
      `/answer/${workspaceId}/${token}/${crypto.randomUUID()}`,
    ]) {
      expect((await web.get(wrong)).status, wrong.length.toString()).toBe(404)
      expect((await web.post(wrong, { trust_1: '7', intent: 'submit', confirm_open: '1' })).status).toBe(404)
    }

    // broken addresses and bodies
    const odd = [
      '/%E0%A4%A',
      '/studies/%00',
      '/answer/%ff/%ff',
      '/studies/..%2f..%2fetc',
      `/${'a'.repeat(9000)}`,
      '/studies?wave=%00',
      `${path}/portfolio?wave=%00&q=%00&sort=__proto__`,
    ]
    for (const address of odd) {
      const { status } = await server.web.get(address)
      expect(status, address.slice(0, 40)).toBeLessThan(500)
    }
    for (const [type, body] of [
      ['application/x-www-form-urlencoded', '%E0%A4%A&trust_1=%ff%fe'],
      ['multipart/form-data; boundary=x', '--x\r\nnonsense'],
      ['application/json', '{"intent":'],
      ['text/plain', 'intent=save'],
    ] as const) {
      const reply = await fetch(new URL(form, server.address), {
        method: 'POST',
        body,
        headers: { 'Content-Type': type, Origin: server.address },
        redirect: 'manual',
      })
      expect(reply.status, type).toBeLessThan(500)
    }
    const huge = await fetch(new URL(form, server.address), {
      method: 'POST',
      body: 'x'.repeat(1_000_000),
      headers: { Origin: server.address },
    })
    expect(huge.status).toBe(413)
    const foreignSite = await fetch(new URL(form, server.address), {
      method: 'POST',
      body: 'intent=save',
      headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect(foreignSite.status, 'a form of another site').toBe(403)
  }, 400_000)

  test('every page is still there and shows no script that somebody entered', async () => {
    for (const address of [
      '/',
      '/studies',
      '/organizations',
      '/participants',
      '/relationships',
      '/import/organizations',
    ]) {
      const { status, text } = await server.web.get(address)
      expect(status, address).toBe(200)
      expect(text.includes(SCRIPT), address).toBe(false)
    }
  })
})
