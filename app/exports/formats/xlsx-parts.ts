import type { Value } from '#app/exports/dataset'
import { escapeXml } from './xml-text'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** UTF-16 units of a cell. */
const LONGEST_TEXT = 32_767

/** Places among the formats of cells in `styles.xml`. */
const STYLE = { plain: 0, heading: 1, quoted: 2 }
/**
 * What a spreadsheet would make a formula of when somebody edits the cell and leaves it again: it is marked as quoted, so
 * that it stays a text.
 */
const FORMULA_START = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** `_x000D_` stands for a character in texts of this format; a text that reads like that gets its first sign written so. */
const LOOKS_LIKE_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g
const NEEDS_CARE = /[^ !#-%'-;=?-^`-~]/

/** A text as it may stand in XML, of what a cell can hold. */
function escapeText(text: string): string {
  if (text.length <= LONGEST_TEXT && !NEEDS_CARE.test(text)) return text
  return escapeXml(text.slice(0, LONGEST_TEXT).replace(LOOKS_LIKE_ESCAPE, '_x005F_'))
}

/** `A`, `B`, … `Z`, `AA` … for 0, 1 … */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}

/** A row of a sheet: numbers as numbers, texts as texts and never as formulas, nothing for what is not there. */
export function rowXml(values: readonly Value[], rowNumber: number, letters: readonly string[]): string {
  let cells = ''
  for (const [index, value] of values.entries())
    if (typeof value === 'number') cells += `<c r="${letters[index]}${rowNumber}"><v>${value}</v></c>`
    else if (value !== null && value !== '')
      cells += textCell(value, `${letters[index]}${rowNumber}`, FORMULA_START.test(value) ? STYLE.quoted : STYLE.plain)
  return `<row r="${rowNumber}">${cells}</row>`
}

const textCell = (text: string, place: string, style: number) =>
  `<c r="${place}" t="inlineStr"${style === STYLE.plain ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`

/** The beginning of a sheet: its direction, and a heading that stays in sight. */
export function beginSheet(columns: readonly string[], letters: readonly string[], direction: 'ltr' | 'rtl'): string {
  const heading = columns.map((name, index) => textCell(name, `${letters[index]}1`, STYLE.heading)).join('')
  return [
    `${XML}<worksheet xmlns="${MAIN}">`,
    `<sheetViews><sheetView workbookViewId="0"${direction === 'rtl' ? ' rightToLeft="1"' : ''}>`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<sheetData><row r="1">${heading}</row>`,
  ].join('')
}

export const END_OF_SHEET = '</sheetData></worksheet>'

export const sheetPath = (number: number) => `xl/worksheets/sheet${number}.xml`

/** The files of a workbook beside its sheets, by their path. @param names of the sheets, 31 characters at most */
export function workbookParts(names: readonly string[]): Record<string, string> {
  const relationship = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`
  const relationships = (inside: string) =>
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${inside}</Relationships>`
  const override = (path: string, type: string) =>
    `<Override PartName="/${path}" ContentType="${CONTENT_TYPE}.${type}+xml"/>`
  const numbers = names.map((_, index) => index + 1)
  return {
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${names
      .map((name, index) => `<sheet name="${escapeText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      [
        ...numbers.map((number) => relationship(number, 'worksheet', `worksheets/sheet${number}.xml`)),
        relationship(names.length + 1, 'styles', 'styles.xml'),
      ].join(''),
    ),
    'xl/styles.xml': STYLES,
    '_rels/.rels': relationships(relationship(1, 'officeDocument', 'xl/workbook.xml')),
    '[Content_Types].xml': [
      `${XML}<Types xmlns="${PACKAGE}/content-types">`,
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
      '<Default Extension="xml" ContentType="application/xml"/>',
      override('xl/workbook.xml', 'sheet.main'),
      override('xl/styles.xml', 'styles'),
      ...numbers.map((number) => override(sheetPath(number), 'worksheet')),
      '</Types>',
    ].join(''),
  }
}

const STYLES = [
  `${XML}<styleSheet xmlns="${MAIN}">`,
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>',
  '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>',
].join('')
