// A language is added with new files alone: a copy of the program gets the words of one that it has never heard of.
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** Sorani Kurdish, in the words of the French files: where a word is missing, English would be read. */
const ADDED = 'ckb'

let copy = ''
let server: ViteDevServer

beforeAll(async () => {
  copy = await mkdtemp(path.join(os.tmpdir(), 'thiqa-language-'))
  for (const part of ['app', 'emails', 'survey-templates', 'package.json'])
    await cp(part, path.join(copy, part), { recursive: true, filter: (file) => !file.startsWith('app/db/generated') })
  await symlink(path.resolve('node_modules'), path.join(copy, 'node_modules'))
  // all that is added
  for (const folder of ['app/i18n/texts', 'emails/texts'])
    await cp(`${folder}/fr`, path.join(copy, folder, ADDED), { recursive: true })
  const words = path.join(copy, 'survey-templates/relationship-pulse/1')
  await mkdir(words, { recursive: true })
  await cp(path.join(words, 'fr.json'), path.join(words, `${ADDED}.json`))
  server = await createServer({
    root: copy,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    resolve: {
      alias: [
        { find: /^#(app|emails)\//, replacement: `${copy}/$1/` },
        { find: /^#templates\//, replacement: `${copy}/survey-templates/` },
      ],
    },
  })
}, 60_000)
afterAll(async () => {
  await server?.close()
  await rm(copy, { recursive: true, force: true })
})

test('its pages, its questionnaire and its mails are found by their files', async () => {
  const { pageIn } = await server.ssrLoadModule('/app/responses/respondent-page.ts')
  const page = pageIn(ADDED)
  expect(page.language).toBe(ADDED)
  expect(page.languages).toContain(ADDED)
  expect(page.texts.respond.submit).toBe('Envoyer')

  const { directionOf, ownNameOf } = await server.ssrLoadModule('/app/i18n/direction.ts')
  expect(directionOf(ADDED)).toBe('rtl')
  expect(ownNameOf(ADDED)).not.toBe(ADDED)

  const { findTemplate } = await server.ssrLoadModule('/app/instruments/templates.ts')
  const { templateText } = await server.ssrLoadModule('/app/instruments/template.ts')
  const pulse = findTemplate('relationship-pulse', 1)
  expect([...pulse.texts.keys()]).toContain(ADDED)
  expect(templateText(pulse, ADDED, 'buyer')).toEqual(templateText(pulse, 'fr', 'buyer'))

  const { openWords } = await server.ssrLoadModule('/emails/open-words.ts')
  expect(openWords('invitation', ADDED)).toMatchObject({ language: ADDED, direction: 'rtl' })

  // whoever imports people or sets their language may choose it
  const { isLanguage, INTERFACE_LANGUAGES } = await server.ssrLoadModule('/app/i18n/languages.ts')
  expect(isLanguage(ADDED)).toBe(true)
  // but nobody is offered the managers' pages in it
  expect(INTERFACE_LANGUAGES).not.toContain(ADDED)
})
