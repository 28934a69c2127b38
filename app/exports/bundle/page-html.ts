import { escapeXml } from '#app/exports/formats/xml-text'
import { directionOf } from '#app/i18n/direction'

/** A part of a page: a heading, sentences, and what stands in a list or a table of two columns. */
export interface PagePart {
  title: string
  lines: readonly string[]
  list?: readonly string[]
  table?: readonly (readonly [string, string])[]
}

/** A page that opens by itself in any browser: no script, no style from elsewhere, in the direction of its language. */
export function pageHtml(language: string, title: string, parts: readonly PagePart[]): string {
  const rows = (table: NonNullable<PagePart['table']>) =>
    table
      .map(([name, value]) => `<tr><th scope="row">${escapeXml(name)}</th><td>${escapeXml(value)}</td></tr>`)
      .join('\n')
  return [
    `<!doctype html>\n<html lang="${escapeXml(language)}" dir="${directionOf(language)}">\n<head>\n<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width">\n<title>${escapeXml(title)}</title>\n<style>${STYLE}</style>`,
    `</head>\n<body>\n<h1>${escapeXml(title)}</h1>`,
    ...parts.flatMap(({ title: heading, lines, list, table }) => [
      `<h2>${escapeXml(heading)}</h2>`,
      ...lines.map((line) => `<p>${escapeXml(line)}</p>`),
      ...(list ? [`<ul>\n${list.map((line) => `<li>${escapeXml(line)}</li>`).join('\n')}\n</ul>`] : []),
      ...(table ? [`<table>\n${rows(table)}\n</table>`] : []),
    ]),
    '</body>\n</html>\n',
  ].join('\n')
}

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}th{text-align:start;padding-inline-end:1rem;vertical-align:top}'
