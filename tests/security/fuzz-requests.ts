import fc from 'fast-check'
import { PLANTED } from './fuzz-findings'

/** Who sends a request. */
const SENDERS = [
  ...(['nobody', 'respondent', 'signed-in respondent', 'program'] as const),
  ...(['owner', 'administrator', 'manager', 'researcher', 'auditor'] as const),
] as const
export type Sender = (typeof SENDERS)[number]

const HOSTILE = [
  `<${PLANTED} ${PLANTED}=1>`,
  `"><${PLANTED}>`,
  `' ${PLANTED}=1 x='`,
  `" ${PLANTED}=1 onfocus=alert(1) x="`,
  `</script><script ${PLANTED}=1>`,
  `</textarea></title><${PLANTED}>`,
  `javascript:alert(1)`,
  ...["'; DROP TABLE response; --", "' OR '1'='1", '=HYPERLINK("http://evil.example")', '+1+1', '@SUM(A1)'],
  ...['\u0000', 'a\u0000b', '\ufeff', '\u202egnp.exe', '\ud800', '\ud83d\ude00'.repeat(50), 'e\u0301'.repeat(400)],
  ...['9'.repeat(400), '1e999', '-1', '-0', '0.1', 'NaN', 'Infinity', '٣', '1,250.5', '2147483648', '9007199254740993'],
  ...['2026-02-30', '0000-00-00', '275761-01-01', '2026-12-31T25:00:00Z', 'Asia/Nowhere', 'xx-XX', 'en'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '[]', '{}', '{"$gt":""}', 'null', 'undefined', 'true'],
  ...['../../../../etc/passwd', '..%2f..%2f', '%00%ff%252e', '%E0%A4%A', '%s%n', '{{7*7}}', '#{7*7}', '{partner}$&$1'],
  ...[
    'line\r\nBcc: everybody@evil.example',
    '\r\n\r\n<html>',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
  ],
  ...['', ' ', '\t', '.', '/', '?', '#', '*', '%', 'a'.repeat(5000), `${'a'.repeat(60)}!`, '(a+)+$', 'x'.repeat(255)],
] as const

/** What stands in a field or parameter: `own` and `foreign` are ids that the test's world has at that moment. */
export type Value = { kind: 'text'; text: string } | { kind: 'own' | 'foreign' | 'learned'; at: number }

const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...HOSTILE).map((text) => ({ kind: 'text' as const, text })) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => ({ kind: 'text' as const, text })),
  },
  { weight: 1, arbitrary: fc.double().map((number) => ({ kind: 'text' as const, text: String(number) })) },
  { weight: 1, arbitrary: fc.nat().map((at) => ({ kind: 'own' as const, at })) },
  { weight: 2, arbitrary: fc.nat().map((at) => ({ kind: 'foreign' as const, at })) },
  { weight: 2, arbitrary: fc.nat().map((at) => ({ kind: 'learned' as const, at })) },
)

/** Fields that no form of ours has, or not this one: what must not be taken over by whoever thinks of it. */
export const EXTRA_FIELDS = [
  ...['id', 'workspaceId', 'role', 'userId', 'isSure', 'seesAll', 'intent', '_method', '__proto__', 'constructor'],
  ...['q', 'page', 'sort', 'wave', 'side', 'language', 'index', 'view', 'from', 'until', 'kind', 'x[]', 'a[b]', ''],
] as const

const weighted = <T>(...parts: [number, T][]) =>
  fc.oneof(...parts.map(([weight, one]) => ({ weight, arbitrary: fc.constant(one) })))

/** One request, before it is known what the world looks like in which it is sent. */
export const requestPlan = (routes: number) =>
  fc.record({
    route: fc.nat(routes - 1),
    sender: fc.constantFrom(...SENDERS),
    method: weighted([8, 'GET'], [10, 'POST'], [1, 'HEAD'], [1, 'PUT'], [1, 'DELETE'], [1, 'OPTIONS']),
    /** asked for by the script of a page */
    isData: weighted([5, false], [1, true]),
    /** of the address; undefined: as it should be */
    params: fc.array(fc.option(value, { nil: undefined, freq: 3 }), { minLength: 4, maxLength: 4 }),
    /** which of the page's forms, and which of the choices it offers */
    form: fc.nat(),
    choices: fc.nat(),
    changes: fc.array(
      fc.record({ what: fc.constantFrom('replace', 'replace', 'drop', 'double', 'add'), field: fc.nat(), value }),
      { maxLength: 3 },
    ),
    query: fc.array(fc.record({ name: fc.constantFrom(...EXTRA_FIELDS), value }), { maxLength: 2 }),
    type: weighted([12, 'form'], [3, 'multipart'], [1, 'json'], [1, 'text'], [1, 'broken']),
    header: fc.option(
      fc.constantFrom(
        { 'Accept-Language': 'ar' },
        { 'Accept-Language': `${'x-'.repeat(200)},*;q=NaN` },
        { Cookie: 'language=%00; next-page=%E0%A4%A; __Host-thiqa.session_token=x.y' },
        { Authorization: 'Bearer thiqa_x' },
        { Authorization: 'Basic OjpAQA==' },
        { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-For': "'; --" },
        { Range: 'bytes=0-0', 'If-None-Match': '*' },
        { Accept: 'application/json', 'User-Agent': `<${PLANTED}>` },
      ),
      { freq: 4, nil: undefined },
    ),
  })
export type RequestPlan = ReturnType<typeof requestPlan> extends fc.Arbitrary<infer Plan> ? Plan : never
