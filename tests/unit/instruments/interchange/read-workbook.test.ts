import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readForeignWorkbook } from '#app/instruments/interchange/read-foreign-template'
import { isWorkbook, readWorkbook, WORKBOOK_LIMITS } from '#app/instruments/interchange/read-workbook'
import { makeWorkbook } from '#tests/factories/make-workbook'

const FORM = {
  survey: [
    ['type', 'name', 'label::English (en)', 'label::Arabic (ar)', 'relevant'],
    ['select_one yn', 'late', 'Late & rude <often>?', 'هل يتأخر؟', ''],
    ['', '', '', '', ''],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: XLSForm names answers so
    ['integer', 'days', 'How many days?', 'كم يومًا؟', "${late} = '1'"],
  ],
  choices: [
    ['list_name', 'name', 'label::English (en)', 'label::Arabic (ar)'],
    ['yn', 1, 'Yes', 'نعم'],
    ['yn', 2.5, 'No', 'لا'],
  ],
  Settings: [['form_title'], ['Delays']],
  pictures: [['never read']],
}

describe('a workbook', () => {
  test('with an XLSForm becomes a questionnaire, as the same sheets in a CSV file do', () => {
    const read = readForeignWorkbook(makeWorkbook(FORM))
    expect(read).toMatchObject({ ok: true, imported: { notes: [] } })
    const template = read.ok ? read.imported.template : undefined
    expect(template?.instrument).toMatchObject({ name: 'delays' })
    expect(template?.instrument.sections.flatMap(({ items }) => items)).toMatchObject([
      { kind: 'choice', id: 'late', options: ['q_1', 'q_2_5'] },
      { kind: 'number', id: 'days', when: { item: 'late', in: ['q_1'] } },
    ])
    expect(template?.texts.en?.items.late?.text).toBe('Late & rude ?')
    expect(template?.texts.ar?.items.days?.text).toBe('كم يومًا؟')
  })

  test('has its own kinds of cells', () => {
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData>
      <x:row><x:c t="inlineStr"><x:is><x:r><x:t>rich </x:t></x:r><x:r><x:t>text</x:t></x:r></x:is></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>
      <x:row><x:c r="B2" t="str"><x:f>1+1</x:f><x:v>of a formula</x:v></x:c><x:c r="AA2" t="n"><x:v>1E2</x:v></x:c><x:c t="e"><x:v>#REF!</x:v></x:c></x:row>
    </x:sheetData></x:worksheet>`
    const bytes = zipSync({
      'xl/workbook.xml': strToU8('<x:workbook><x:sheets><x:sheet name=" Survey " d:id="a"/></x:sheets></x:workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="a" Target="/xl/any/where.xml"/></R>'),
      'xl/any/where.xml': strToU8(sheet),
    })
    const read = readWorkbook(bytes, ['survey'])
    const rows = read.ok ? read.sheets.get('survey') : undefined
    expect(rows?.[0]).toEqual(['rich text', 'true'])
    expect([rows?.[1]?.[0], rows?.[1]?.[1], rows?.[1]?.[26], rows?.[1]?.length]).toEqual([
      '',
      'of a formula',
      '100',
      27,
    ])
  })

  test('is told by its first bytes', () => {
    expect(isWorkbook(makeWorkbook(FORM))).toBe(true)
    expect(isWorkbook(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]))).toBe(true)
    expect(isWorkbook(strToU8('survey,type'))).toBe(false)
    expect(isWorkbook(new Uint8Array())).toBe(false)
  })
})

describe('a workbook is refused', () => {
  const reasonOf = (bytes: Uint8Array) => {
    const read = readForeignWorkbook(bytes)
    return read.ok ? 'read' : read.reason
  }

  test.each<[string, Uint8Array]>([
    ['of the old kind', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0])],
    ['that breaks off', makeWorkbook(FORM).slice(0, 600)],
    ['that is another kind of archive', zipSync({ 'readme.txt': strToU8('x') })],
  ])('%s', (_, bytes) => {
    expect(reasonOf(bytes)).toBe('unreadable')
  })

  test('without a sheet of questions', () => {
    expect(reasonOf(makeWorkbook({ Sheet1: [['type']] }))).toBe('no-survey')
  })

  test('that is a zip bomb, without unpacking it', () => {
    const bomb = zipSync({
      ...{ 'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="survey" r:id="a"/></sheets></workbook>') },
      'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="a" Target="bomb.xml"/></R>'),
      'xl/bomb.xml': new Uint8Array(100 * 1024 * 1024),
    })
    expect(bomb.length).toBeLessThan(WORKBOOK_LIMITS.packedBytes)
    const before = process.memoryUsage().arrayBuffers
    const started = performance.now()
    expect(reasonOf(bomb)).toBe('too-large')
    expect(performance.now() - started).toBeLessThan(3000)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024)
  })

  test('that is a zip bomb and hides its size, or is nested without end: neither takes long', () => {
    const sheet = new Uint8Array(64 * 1024 * 1024)
    const bomb = zipSync({
      ...{ 'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="survey" r:id="a"/></sheets></workbook>') },
      'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="a" Target="bomb.xml"/></R>'),
      'xl/bomb.xml': sheet,
    })
    const view = new DataView(bomb.buffer, bomb.byteOffset)
    // sizes stand in the local header and in the directory at the end, as 32-bit numbers
    for (let at = 0; at + 4 <= bomb.length; at++)
      if (view.getUint32(at, true) === sheet.length) view.setUint32(at, 100, true)
    const nested = zipSync({
      ...{ 'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="survey" r:id="a"/></sheets></workbook>') },
      'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="a" Target="s.xml"/></R>'),
      'xl/s.xml': strToU8('<a>'.repeat(2_500_000)),
    })
    const before = process.memoryUsage().arrayBuffers
    const started = performance.now()
    expect(reasonOf(bomb)).toBe('too-large')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024)
    expect(reasonOf(nested)).toBe('unreadable')
    expect(performance.now() - started).toBeLessThan(3000)
  })

  test('that is too long as a file', () => {
    expect(
      reasonOf(new Uint8Array([...[0x50, 0x4b, 0x03, 0x04], ...new Uint8Array(WORKBOOK_LIMITS.packedBytes)])),
    ).toBe('too-large')
  })

  test('with too many rows, columns or characters', () => {
    const rows = Array.from({ length: WORKBOOK_LIMITS.rows + 1 }, (_, n) => [n])
    expect(reasonOf(makeWorkbook({ survey: rows }))).toBe('too-large')
    const far = '<worksheet><row><c r="ZZZ1"><v>1</v></c></row></worksheet>'
    const text = 'x'.repeat(50_000)
    const same = `<worksheet>${'<row><c t="s"><v>0</v></c></row>'.repeat(100)}</worksheet>`
    for (const sheet of [far, same]) {
      const bytes = zipSync({
        ...{ 'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="survey" r:id="a"/></sheets></workbook>') },
        'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="a" Target="s.xml"/></R>'),
        ...{ 'xl/s.xml': strToU8(sheet), 'xl/sharedStrings.xml': strToU8(`<sst><si><t>${text}</t></si></sst>`) },
      })
      expect(reasonOf(bytes)).toBe('too-large')
    }
  })

  test('entities that grow are not known', () => {
    const lol = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
    const bytes = zipSync({
      ...{ 'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="survey" r:id="a"/></sheets></workbook>') },
      'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="a" Target="s.xml"/></R>'),
      'xl/s.xml': strToU8(`${lol}<worksheet><row><c t="str"><v>&b;&amp;</v></c></row></worksheet>`),
    })
    const read = readWorkbook(bytes, ['survey'])
    expect(read.ok && read.sheets.get('survey')).toEqual([['&b;&']])
  })
})
