import { describe, expect, test } from 'vitest'
import { IMPORT_KINDS } from '#app/http/paths'
import { IMPORT_SAMPLES } from '#app/relationships/import-samples'
import { LONGEST_FILE, MOST_LINES, parseImport } from '#app/relationships/parse-import'

const problemsOf = (kind: 'organizations' | 'participants' | 'relationships', text: string | undefined) =>
  parseImport(kind, text).problems.map(({ line, column, code }) => [line, column, code.replace(/^\w+\.\w+\./, '')])
const PARTICIPANTS = 'email,name,organization,language,function\n'
const RELATIONSHIPS =
  'code,buyer,supplier,category,annual_spend,currency,started_on,renewal_on,buyer_owner,supplier_owner,participants\n'

describe('a file to import', () => {
  test.each(IMPORT_KINDS)('of %s: the sample has three lines or more and no problem', (kind) => {
    const { lines, problems } = parseImport(kind, IMPORT_SAMPLES[kind])
    expect(problems).toEqual([])
    expect(lines.length).toBeGreaterThanOrEqual(3)
  })

  test('names its columns in any order and however they are capitalized', () => {
    const { lines, problems } = parseImport('organizations', '\ufeffName;CODE\r\n"Najm; Ltd";NAJM\r\n')
    expect(problems).toEqual([])
    expect(lines).toEqual([{ line: 2, row: { code: 'NAJM', name: 'Najm; Ltd' } }])
  })

  test('may have empty columns behind the last one, as spreadsheets write them', () => {
    expect(problemsOf('organizations', 'code,name,,\nNAJM,Najm,,\n')).toEqual([])
  })

  test.each([
    ['an empty text', ''],
    ['spaces', ' \r\n '],
    ['a byte order mark', '\ufeff'],
  ])('that is %s is empty', (_what, text) => {
    expect(problemsOf('organizations', text)).toEqual([[1, undefined, 'empty']])
  })

  test('that is no text is refused as what it is', () => {
    expect(problemsOf('organizations', 'PK\u0003\u0004')).toEqual([[1, undefined, 'spreadsheet']])
    const arabicWindows = new TextDecoder().decode(Uint8Array.from([0xe4, 0xcc, 0xe3]))
    expect(problemsOf('organizations', `code,name\nA,${arabicWindows}`)).toEqual([[1, undefined, 'encoding']])
    const utf16 = new TextDecoder().decode(Buffer.from('\ufeffcode,name\n', 'utf16le'))
    expect(problemsOf('organizations', utf16)).toEqual([[1, undefined, 'encoding']])
  })

  test('that is too large is refused', () => {
    expect(problemsOf('organizations', undefined)).toEqual([[1, undefined, 'too-large']])
    expect(problemsOf('organizations', 'x'.repeat(LONGEST_FILE + 1))).toEqual([[1, undefined, 'too-large']])
  })

  test('without lines, or with too many, is refused', () => {
    expect(problemsOf('organizations', 'code,name\n')).toEqual([[1, undefined, 'no-rows']])
    const lines = Array.from({ length: MOST_LINES + 1 }, (_, number) => `C${number},x`)
    expect(problemsOf('organizations', `code,name\n${lines.join('\n')}`)).toEqual([
      [MOST_LINES + 2, undefined, 'too-many-lines'],
    ])
    expect(problemsOf('organizations', `code,name\n${lines.slice(1).join('\n')}`)).toEqual([])
  })

  test('tells of every column that is missing, unknown or there twice', () => {
    expect(problemsOf('participants', '\nemail,name,email,colour\na,b,c,d')).toEqual([
      [2, 'organization', 'missing-column'],
      [2, 'language', 'missing-column'],
      [2, 'function', 'missing-column'],
      [2, 'colour', 'unknown-column'],
      [2, 'email', 'repeated-column'],
    ])
  })

  test('tells of every wrong line at once, with line, column, reason and what stands there', () => {
    const text = [
      'code,name',
      'A,First',
      'A,Again',
      '!,x',
      ',',
      'B',
      'C,one,two',
      '"D","two\nlines"',
      'E,Fine',
      'F,"open',
      'G,lost',
    ].join('\n')
    const { lines, problems } = parseImport('organizations', text)
    expect(lines.map(({ line, row }) => [line, row.code])).toEqual([
      [2, 'A'],
      [10, 'E'],
    ])
    expect(problems).toEqual([
      { line: 3, column: 'code', code: 'imports.problem.repeated', values: { first: '2' }, found: 'A' },
      { line: 4, column: 'code', code: 'relationships.error.code', found: '!' },
      { line: 6, code: 'imports.problem.not-csv', found: 'B' },
      { line: 7, code: 'imports.problem.not-csv', found: 'C one two' },
      { line: 8, column: 'name', code: 'relationships.error.control-character', found: 'two\nlines' },
      { line: 11, code: 'imports.problem.open-quote' },
    ])
  })

  test('with several wrong cells in a line tells of each', () => {
    expect(problemsOf('participants', `${PARTICIPANTS}nobody,,!,xx,boss\n`)).toEqual([
      [2, 'email', 'email'],
      [2, 'name', 'required'],
      [2, 'organization', 'code'],
      [2, 'language', 'language'],
      [2, 'function', 'function'],
    ])
  })

  test('knows the same address however it is capitalized', () => {
    const row = ',Sara,NAJM,AR,Purchasing\n'
    const { lines, problems } = parseImport(
      'participants',
      `${PARTICIPANTS}Sara@Najm.example${row}sara@najm.EXAMPLE${row}`,
    )
    expect(lines[0]?.row).toMatchObject({ email: 'sara@najm.example', language: 'ar', function: 'purchasing' })
    expect(problems).toMatchObject([{ line: 3, column: 'email', code: 'imports.problem.repeated' }])
  })

  test('reads amounts, days and people as spreadsheets of several countries write them', () => {
    const cells = 'R1;A;B;Steel;"1250,5";sar;٢٠٢٦-٠٣-٣١;;Sara@a.example;;x@a.example, y@b.example  X@a.example'
    const { lines, problems } = parseImport('relationships', `${RELATIONSHIPS.replaceAll(',', ';')}${cells}\n`)
    expect(problems).toEqual([])
    expect(lines[0]?.row).toEqual({
      code: 'R1',
      buyer: 'A',
      supplier: 'B',
      category: 'Steel',
      annual_spend: '1250.5',
      currency: 'SAR',
      started_on: new Date('2026-03-31T00:00:00Z'),
      renewal_on: null,
      buyer_owner: 'sara@a.example',
      supplier_owner: null,
      participants: ['x@a.example', 'y@b.example'],
    })
  })

  test.each([
    ['1,250,000', '1250000'],
    ['1.250.000,50', '1250000.50'],
    ['1 250 000', '1250000'],
    ['١٬٢٥٠٬٠٠٠', '1250000'],
    ['1250,5', '1250.5'],
  ])('reads %s as an amount of %s', (typed, amount) => {
    const { lines, problems } = parseImport(
      'relationships',
      `code,buyer,supplier,annual_spend,currency\nR1,A,B,"${typed}",SAR\n`,
    )
    expect(problems).toEqual([])
    expect(lines[0]?.row).toMatchObject({ annual_spend: amount })
  })

  test.each(['1,250', '12,34,567', '1.234', '-5', '1e9', 'NaN', '12345678901234', '=1+1'])(
    'refuses %s as an amount',
    (amount) => {
      expect(problemsOf('relationships', `code,buyer,supplier,annual_spend\nR1,A,B,"${amount}"\n`)).toEqual([
        [2, 'annual_spend', 'amount'],
      ])
    },
  )

  test.each(['2026-02-30', '31.03.2026', '2026-3-1', '0026-01-01', 'tomorrow'])('refuses %s as a day', (day) => {
    expect(problemsOf('relationships', `code,buyer,supplier,started_on\nR1,A,B,${day}\n`)).toEqual([
      [2, 'started_on', 'day'],
    ])
  })

  test('takes text that a spreadsheet would run as text', () => {
    const { lines } = parseImport('organizations', `code,name\nA,"'=HYPERLINK(""http://x.example"")"\nB,=1+1\n`)
    expect(lines.map(({ row }) => row.name)).toEqual([`'=HYPERLINK("http://x.example")`, '=1+1'])
  })

  test('stores one way of writing a letter, and no marks that turn or hide text', () => {
    const { lines, problems } = parseImport('organizations', 'code,name\n\u200bE\u0301,\u202eCafe\u0301\u202c\n')
    expect(problems).toEqual([])
    expect(lines[0]?.row).toEqual({ code: '\u00c9', name: 'Caf\u00e9' })
    expect(problemsOf('organizations', 'code,name\nA,\u200b\u200d\n')).toEqual([[2, 'name', 'required']])
    const persian = 'می\u200cخواهم'
    expect(parseImport('organizations', `code,name\nA,${persian}\n`).lines[0]?.row.name).toBe(persian)
  })

  test('with columns called like parts of objects is refused like any other', () => {
    expect(problemsOf('organizations', 'code,name,__proto__,constructor\nA,B,C,D\n')).toEqual([
      [1, '__proto__', 'unknown-column'],
      [1, 'constructor', 'unknown-column'],
    ])
  })

  test.each([
    ['columns', `code,name,${Array.from({ length: 700_000 }, (_, number) => `c${number}`).join(',')}\n`],
    ['empty columns', `code,name${','.repeat(5_000_000)}x\n`],
    ['lines', `code,name\n${'x\n'.repeat(2_600_000)}`],
    ['empty lines', `code,name\n${'\n'.repeat(5_000_000)}`],
    ['letters in a cell', `code,name\nA,${'x'.repeat(5_000_000)}\n`],
    ['quotation marks', `code,name\nA,${'"'.repeat(5_000_000)}\n`],
    ['at signs', `${PARTICIPANTS}${'a@'.repeat(2_000_000)},x,A,en,sales\n`],
  ])('with as many %s as it can hold is refused, and does not hang', (_what, text) => {
    const { problems } = parseImport(text.startsWith('email') ? 'participants' : 'organizations', text)
    expect(problems.length).toBeGreaterThan(0)
  })
})
