import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import {
  isWorkbook,
  readWorkbook,
  WORKBOOK_LIMITS,
  type WorkbookLimits,
} from '#app/instruments/interchange/read-workbook'

const BOOK = '<workbook><sheets><sheet name="survey" r:id="a"/></sheets></workbook>'
const RELATIONS = '<R><Relationship Id="a" Target="s.xml"/></R>'

const pack = (parts: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))

/** A workbook of one sheet. */
const sheet = (rows: string, shared = '', more: Record<string, string> = {}) =>
  pack({
    ...{ 'xl/workbook.xml': BOOK, 'xl/_rels/workbook.xml.rels': RELATIONS },
    ...{ 'xl/s.xml': `<worksheet>${rows}</worksheet>`, 'xl/sharedStrings.xml': `<sst>${shared}</sst>`, ...more },
  })
function rowsOf(
  bytes: Uint8Array,
  limits: Partial<WorkbookLimits> = {},
  wanted: readonly string[] | 'first' = ['survey'],
) {
  const read = readWorkbook(bytes, wanted, { ...WORKBOOK_LIMITS, ...limits })
  return read.ok ? Object.fromEntries(read.sheets) : read.reason
}
const cell = (text: string | number, more = '') => `<c t="str"${more}><v>${text}</v></c>`
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`

describe('a cell', () => {
  test.each([
    ['<c t="s"><v>1</v></c>', 'two'],
    ['<c t="s"><v>9</v></c>', undefined],
    ['<c t="b"><v> 1 </v></c>', 'true'],
    ['<c t="b"><v>0</v></c>', 'false'],
    ['<c t="e"><v>#REF!</v></c>', undefined],
    ['<c><v> 1.50 </v></c>', '1.5'],
    ['<c t="n"><v>x</v></c>', undefined],
    ['<c t="n"><v> </v></c>', undefined],
    ['<c t="n"><v>0</v></c>', '0'],
    ['<c t="str"><v> a </v></c>', 'a'],
    ['<c t="str"><f>1+1</f><v>2</v></c>', '2'],
    ['<c t="inlineStr"><is><t>a</t><rPh><t>reading</t></rPh><t>b</t></is></c>', 'ab'],
    ['<c t="d"><v>2026-01-01</v></c>', '2026-01-01'],
  ])('%s shows %s', (xml, text) => {
    const shared = '<si><t>one</t></si><si><r><rPr/><t>t</t></r><r><t>wo </t></r><rPh sb="0"><t>reading</t></rPh></si>'
    expect(rowsOf(sheet(row(xml), shared))).toEqual({ survey: text === undefined ? [] : [[text]] })
  })

  test('stands where its letters say, else beside the one before', () => {
    expect(rowsOf(sheet(row(cell('a'), cell('d', ' r="D1"'), cell('e'), cell('z', ' r="aa1"'))))).toEqual({
      survey: [['a', '', '', 'd', 'e', ...Array.from({ length: 21 }, () => ''), 'z']],
    })
    expect(rowsOf(sheet(row(cell('x', ' r="B1"')) + row(cell('y'))))).toEqual({ survey: [['', 'x'], ['y']] })
  })

  test('of shared text has what stands in its runs alone', () => {
    const shared = '<si>note<t>a</t>note<rPh>note<t>reading</t>note</rPh>note<t>b</t></si>'
    expect(rowsOf(sheet(row('<c t="s"><v>0</v></c>'), shared))).toEqual({ survey: [['ab']] })
  })

  test('outside of values has no text', () => {
    expect(rowsOf(sheet(`${row(`note${cell('a')}note`)}<row/>`))).toEqual({ survey: [['a']] })
  })
})

describe('sheets', () => {
  const two = (names: string[], more = '') =>
    pack({
      'xl/workbook.xml': `<workbook>${more}<sheets>${names.map((name, n) => `<sheet name="${name}" r:id="r${n}"/>`).join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<R>${names.map((_, n) => `<Relationship Id="r${n}" Target="${n}.xml"/>`).join('')}<Other Id="r0" Target="9.xml"/></R>`,
      ...Object.fromEntries(names.map((_, n) => [`xl/${n}.xml`, `<worksheet>${row(cell(n))}</worksheet>`])),
      'xl/9.xml': `<worksheet>${row(cell('wrong'))}</worksheet>`,
    })

  test('are found by name, and of two of one name the first', () => {
    expect(rowsOf(two(['one', ' Survey ', 'SURVEY']), {}, ['survey', 'choices'])).toEqual({ survey: [['1']] })
    expect(rowsOf(two(['a', 'b']), {}, ['b', 'a'])).toEqual({ a: [['0']], b: [['1']] })
    expect(rowsOf(two(['a', 'b']), {}, 'first')).toEqual({ a: [['0']] })
    expect(rowsOf(two(['a']), {}, ['b'])).toEqual({})
  })

  test('are elements of that name only, and lie in the file', () => {
    expect(rowsOf(two(['a'], '<bookView name="survey" r:id="r0"/>'), {}, ['survey'])).toEqual({})
    const lost = pack({
      ...{ 'xl/workbook.xml': BOOK, 'xl/_rels/workbook.xml.rels': '<R><Relationship Id="b" Target="s.xml"/></R>' },
      'xl/s.xml': '<worksheet/>',
    })
    expect(rowsOf(lost)).toEqual({})
    const gone = pack({ 'xl/workbook.xml': BOOK, 'xl/_rels/workbook.xml.rels': RELATIONS })
    expect(rowsOf(gone)).toEqual({ survey: [] })
  })
})

describe('what is too much', () => {
  const rows = row(cell('a'), cell('bc')) + row(cell('d'))

  test.each<[Partial<WorkbookLimits>, Partial<WorkbookLimits>]>([
    [{ rows: 2 }, { rows: 1 }],
    [{ columns: 2 }, { columns: 1 }],
    [{ cells: 3 }, { cells: 2 }],
    [{ characters: 4 }, { characters: 3 }],
  ])('%j is not, %j is', (enough, little) => {
    expect(rowsOf(sheet(rows), enough)).toEqual({ survey: [['a', 'bc'], ['d']] })
    expect(rowsOf(sheet(rows), little)).toBe('too-large')
  })

  test('cells and characters count in all sheets together, empty ones not at all', () => {
    const both = pack({
      'xl/workbook.xml': '<workbook><sheet name="a" r:id="a"/><sheet name="b" r:id="b"/></workbook>',
      'xl/_rels/workbook.xml.rels': '<R><Relationship Id="a" Target="a.xml"/><Relationship Id="b" Target="b.xml"/></R>',
      'xl/a.xml': `<worksheet>${row(cell('x'), '<c/>')}</worksheet>`,
      'xl/b.xml': `<worksheet>${row('<c/>', cell('y'))}</worksheet>`,
    })
    expect(rowsOf(both, { cells: 2, characters: 2 }, ['a', 'b'])).toEqual({ a: [['x']], b: [['', 'y']] })
    expect(rowsOf(both, { cells: 1 }, ['a', 'b'])).toBe('too-large')
    expect(rowsOf(both, { characters: 1 }, ['a', 'b'])).toBe('too-large')
  })

  test('the file as it comes, and all parts unpacked', () => {
    const bytes = sheet(rows)
    expect(rowsOf(bytes, { packedBytes: bytes.length })).toMatchObject({ survey: [['a', 'bc'], ['d']] })
    expect(rowsOf(bytes, { packedBytes: bytes.length - 1 })).toBe('too-large')
    const parts = [BOOK, RELATIONS, `<worksheet>${rows}</worksheet>`, '<sst></sst>'].join('').length
    expect(rowsOf(bytes, { unpackedBytes: parts })).toMatchObject({ survey: [['a', 'bc'], ['d']] })
    expect(rowsOf(bytes, { unpackedBytes: parts - 1 })).toBe('too-large')
    // what nobody reads does not count
    const pictures = sheet(rows, '', { 'xl/media/1.png': 'x'.repeat(9000) })
    expect(rowsOf(pictures, { unpackedBytes: parts })).toMatchObject({ survey: [['a', 'bc'], ['d']] })
  })

  test('thirty elements within each other are read', () => {
    const nested = (depth: number) => sheet(`${'<a>'.repeat(depth)}${row(cell('x'))}${'</a>'.repeat(depth)}`)
    // worksheet, row, c and v are four
    expect(rowsOf(nested(26))).toEqual({ survey: [['x']] })
    expect(rowsOf(nested(27))).toBe('unreadable')
    expect(rowsOf(sheet('<a/>'.repeat(100) + row(cell('x'))))).toEqual({ survey: [['x']] })
  })
})

describe('a file', () => {
  test('that is long is read to its end, in Arabic too', () => {
    const text = 'ثقة '.repeat(2000).trim()
    const noise = Array.from({ length: 3000 }, (_, n) =>
      row(cell(`${text.slice(n % 7, (n % 7) + 20)} ${n * 7919}`)),
    ).join('')
    const rows = rowsOf(sheet(noise + row(cell(text))))
    expect(typeof rows === 'object' && rows.survey?.at(-1)).toEqual([text])
    // no letter is torn where one piece ends and the next begins
    expect(JSON.stringify(rows)).not.toContain('\ufffd')
    expect(typeof rows === 'object' && rows.survey).toHaveLength(3001)
  })

  test('that broke off, or has no workbook in it, is unreadable', () => {
    const bytes = sheet(row(cell('x')))
    expect(rowsOf(bytes.slice(0, -22))).toBe('unreadable')
    expect(rowsOf(bytes.slice(0, 10))).toBe('unreadable')
    expect(rowsOf(pack({ 'xl/_rels/workbook.xml.rels': RELATIONS, 'xl/s.xml': '<worksheet/>' }))).toBe('unreadable')
  })

  test('with words behind its directory is read', () => {
    const bytes = sheet(row(cell('x')))
    const withComment = new Uint8Array([...bytes, ...strToU8('c'.repeat(0xffff))])
    expect(rowsOf(withComment)).toEqual({ survey: [['x']] })
    expect(rowsOf(new Uint8Array([...withComment, 0]))).toBe('unreadable')
  })

  test('is known by all four of its first bytes', () => {
    expect(isWorkbook(new Uint8Array([0x50, 0x4b, 0x03, 0x04]))).toBe(true)
    for (const bytes of [
      [0x50, 0x4b, 0x03],
      [0x50, 0x4b, 0x03, 0x05],
      [0x50, 0x4b, 0x05, 0x04],
      [0xd0, 0xcf, 0x11],
    ])
      expect(isWorkbook(new Uint8Array(bytes))).toBe(false)
  })
})
