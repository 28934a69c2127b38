// What we tell receivers to do must work: the samples run as they stand, and the reference library agrees.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWebhookSecret, signWebhook } from '#app/webhooks/sign-webhook.server'
import { VERIFY_SAMPLES } from '#app/webhooks/verify-samples'

const secret = makeWebhookSecret()
const other = makeWebhookSecret()
const body = '{"type":"wave.opened","data":{"study":{"name":"ثقة"}}}'
const now = new Date()
const signed = (secrets: string[], at = now) => signWebhook(secrets, { id: 'msg_1', at, body })

const CASES: [string, Record<string, string>, string, boolean][] = [
  ['a message of ours', signed([secret]), body, true],
  ['one signed with two secrets', signed([other, secret]), body, true],
  ['one with another body', signed([secret]), body.replace('opened', 'closed'), false],
  ['one with another secret', signed([other]), body, false],
  ['one with another id', { ...signed([secret]), 'webhook-id': 'msg_2' }, body, false],
  ['an old one', signed([secret], new Date(now.getTime() - 600_000)), body, false],
  ['one without a signature', { 'webhook-id': 'msg_1' }, body, false],
]

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'thiqa-samples-'))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

test.each(CASES)('the reference library says of %s whether it is ours', (_name, headers, given, isOurs) => {
  const verify = () => new Webhook(secret).verify(given, headers)
  if (isOurs) expect(verify()).toEqual(JSON.parse(body))
  else expect(verify).toThrow()
})

const PROGRAMS = {
  'Node.js': {
    command: process.execPath,
    file: 'sample.mjs',
    ask: `\nconst cases = JSON.parse(process.argv[2])
console.log(JSON.stringify(cases.map(([headers, body]) => isFromThiqa(process.argv[3], headers, Buffer.from(body)))))\n`,
  },
  Python: {
    command: 'python3',
    file: 'sample.py',
    ask: `\nimport json, sys
print(json.dumps([is_from_thiqa(sys.argv[2], headers, body.encode()) for headers, body in json.loads(sys.argv[1])]))\n`,
  },
} as const

describe.each(VERIFY_SAMPLES)('the sample in $name', ({ name, code }) => {
  const { command, file, ask } = PROGRAMS[name]
  const isThere = spawnSync(command, ['--version']).status === 0

  test.skipIf(!isThere)('tells ours from others', () => {
    const program = path.join(directory, file)
    writeFileSync(program, code + ask)
    const cases = JSON.stringify(CASES.map(([, headers, given]) => [headers, given]))

    const run = spawnSync(command, [program, cases, secret], { encoding: 'utf8' })
    expect(run.stderr).toBe('')
    expect(JSON.parse(run.stdout)).toEqual(CASES.map(([, , , isOurs]) => isOurs))
  })
})
