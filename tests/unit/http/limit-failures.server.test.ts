import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { limitFailures } from '#app/http/limit-failures.server'

let server: Server
let address = ''
beforeEach(async () => {
  const app = express()
  app.use(limitFailures(3))
  app.all('*', (request, response) => void response.sendStatus(request.path.endsWith('good') ? 200 : 404))
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', resolve)
  })
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

async function ask(path: string, times: number, method = 'GET'): Promise<number[]> {
  const statuses = []
  for (let turn = 0; turn < times; turn++) statuses.push((await fetch(address + path, { method })).status)
  return statuses
}

test('whoever looks for links to reports is slowed down, whatever secret is tried; other doors stay open to them', async () => {
  expect(await ask('/report/a/good', 5)).toEqual([200, 200, 200, 200, 200])
  expect([...(await ask('/report/a/x', 2)), ...(await ask('/report/b/y', 3))]).toEqual([404, 404, 404, 429, 429])
  expect(await ask('/sign-in', 1, 'POST')).toEqual([404])
  expect(await ask('/answer/a/x', 1)).toEqual([404])
})

test('other pages are looked at without a limit, forms that are refused are counted', async () => {
  expect(await ask('/nowhere', 5)).toEqual([404, 404, 404, 404, 404])
  expect(await ask('/sign-in', 4, 'POST')).toEqual([404, 404, 404, 429])
})
