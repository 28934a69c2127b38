import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { setUpWorkspace } from '../../prisma/front-door/administrator.ts'
import { MailFolder } from '../../prisma/front-door/mail-folder.ts'
import { startServer } from '../../prisma/front-door/server-process.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'
const dir = await mkdtemp(path.join(os.tmpdir(), 'thiqa-look-'))
const server = await startServer({ dataDirectory: dir, databaseUrl: undefined, env: {} } as never)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const web = new WebClient(server.address)
  const mails = new MailFolder(path.join(dir, 'outbox'))
  await setUpWorkspace(web, mails, server.setUpAddress ?? '', 'Test workspace')
  const pages = process.argv.slice(2)
  for (const lang of ['en', 'ar'])
    for (const width of [1280, 390]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale: lang })
      await context.addCookies([{ name: 'language', value: lang, url: server.address }])
      const page = await context.newPage()
      for (const one of pages) {
        await page.goto(server.address + one)
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        console.log(one, lang, width, 'overflow', over)
        await page.screenshot({ path: `/tmp/h/look-${one.replaceAll('/', '_')}-${lang}-${width}.png`, fullPage: true, clip: { x: 0, y: Number(process.env.TOP ?? 0), width, height: width > 500 ? 1500 : 1500 } })
      }
      await context.close()
    }
} finally {
  await browser.close()
  await server.stop()
  await rm(dir, { recursive: true, force: true })
}
