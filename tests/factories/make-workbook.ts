import { strToU8, zipSync } from 'fflate'

/** An .xlsx file with these sheets, as a spreadsheet would write it: texts shared, numbers bare, empty cells left out. */
export function makeWorkbook(sheets: Record<string, (string | number)[][]>): Uint8Array<ArrayBuffer> {
  const shared: string[] = []
  const cellOf = (value: string | number, row: number, column: number) => {
    const place = `${String.fromCharCode(65 + column)}${row + 1}`
    if (value === '') return `<c r="${place}" s="1"/>`
    if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
    return `<c r="${place}" t="s"><v>${shared.push(value) - 1}</v></c>`
  }
  const parts = Object.entries(sheets).map(([name, rows], index) => ({
    name,
    id: `rId${index + 1}`,
    file: `worksheets/sheet${index + 1}.xml`,
    xml: `<worksheet><sheetData>${rows
      .map((row, at) => `<row r="${at + 1}">${row.map((value, column) => cellOf(value, at, column)).join('')}</row>`)
      .join('')}</sheetData></worksheet>`,
  }))
  const relation = ({ id, file }: { id: string; file: string }) => `<Relationship Id="${id}" Target="${file}"/>`
  const bytes = zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook xmlns:r="r"><sheets>${parts
        .map(({ name, id }) => `<sheet name="${name}" r:id="${id}"/>`)
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${parts.map(relation).join('')}</Relationships>`),
    'xl/sharedStrings.xml': strToU8(
      `<sst>${shared.map((text) => `<si><t>${escapeXml(text)}</t></si>`).join('')}</sst>`,
    ),
    ...Object.fromEntries(parts.map(({ file, xml }) => [`xl/${file}`, strToU8(xml)])),
  })
  return new Uint8Array(bytes)
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
