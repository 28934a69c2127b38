// Pages read from right to left as well: sides are `start` and `end`, never `left` and `right`.
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { findNodes, listFiles, placeOf, readSources } from './source-files'

const PROPERTY =
  /(?:^|[\s;{])((?:scroll-)?(?:margin|padding|border)-(?:left|right)(?:-\w+)?|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:/
const VALUE = /\b(text-align|float|clear|caption-side)\s*:\s*(left|right)\b/
const STYLE_KEY = /^((scroll)?(margin|padding|border)(Left|Right)\w*|border(Top|Bottom)(Left|Right)Radius|left|right)$/i

test('style sheets name sides by the direction of writing', () => {
  const wrong = listFiles('app', 'public')
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line, at) => ({ line, place: `${file}:${at + 1}` }))
        .filter(({ line }) => PROPERTY.test(line) || VALUE.test(line)),
    )
  expect(wrong.map(({ place, line }) => `${place} ${line.trim()}`)).toEqual([])
})

test('styles in components name sides by the direction of writing', () => {
  const wrong = readSources('app')
    .filter((file) => file.path.endsWith('.tsx'))
    .flatMap((file) =>
      findNodes(file.tree, ts.isJsxAttribute)
        .filter((attribute) => attribute.name.getText(file.tree) === 'style')
        .flatMap((attribute) => findNodes(attribute, ts.isPropertyAssignment))
        .filter((property) => {
          const name = property.name.getText(file.tree)
          return (
            STYLE_KEY.test(name) ||
            (/^(textAlign|float|clear)$/.test(name) &&
              /['"](left|right)['"]/.test(property.initializer.getText(file.tree)))
          )
        })
        .map((property) => placeOf(file, property)),
    )
  expect(wrong).toEqual([])
})
