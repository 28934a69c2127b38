import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { estimateSeconds, inMinutes } from '#app/instruments/estimate-seconds'
import { listTemplates } from '#app/instruments/templates'

const WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
WORDS.push('thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty')

test('the table of templates says of each what the estimate says', () => {
  const rows = readFileSync('survey-templates/README.md', 'utf8').matchAll(
    /^\| `([\w-]+)` +\|[^|]+\| (\w+) minutes? +\|$/gm,
  )
  const told = Object.fromEntries([...rows].map(([, name, minutes = '']) => [name, WORDS.indexOf(minutes) + 1]))
  const estimated = listTemplates().map(({ instrument }) => [instrument.name, inMinutes(estimateSeconds(instrument))])
  expect(told).toEqual(Object.fromEntries(estimated))
})

test('no description of a template says how long it takes: pages and mails say what the estimate says', () => {
  for (const { instrument, texts } of listTemplates())
    for (const [language, { description }] of texts)
      expect(description, `${instrument.name} ${language}`).not.toMatch(/minute|دقيق|دقائق/i)
})
