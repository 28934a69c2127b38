import { expect, test } from 'vitest'
import { readForm } from '#app/http/read-form.server'

const ADDRESS = 'http://thiqa.test/organizations/new'

async function refusal(init: RequestInit): Promise<Response> {
  try {
    await readForm(new Request(ADDRESS, init))
  } catch (thrown) {
    if (thrown instanceof Response) return thrown
  }
  throw new Error('the body was read')
}

test('a posted form is read, with and without files', async () => {
  const plain = await readForm(new Request(ADDRESS, { method: 'POST', body: new URLSearchParams({ name: 'نجم' }) }))
  expect(plain.get('name')).toBe('نجم')
  const body = new FormData()
  body.set('file', new File(['code,name'], 'x.csv'))
  const file = (await readForm(new Request(ADDRESS, { method: 'POST', body }))).get('file')
  expect(file instanceof File && (await file.text())).toBe('code,name')
})

test.each([
  ['application/json', '{"intent":'],
  ['multipart/form-data; boundary=x', '--x\r\nnonsense'],
  ['multipart/form-data', 'no boundary'],
  ['text/plain', 'intent=save'],
])('a body of %s that is no form is a bad request', async (type, body) => {
  expect((await refusal({ method: 'POST', body, headers: { 'Content-Type': type } })).status).toBe(400)
})

test.each(['PUT', 'PATCH', 'DELETE'])('%s is not a method of forms', async (method) => {
  const response = await refusal({ method })
  expect(response.status).toBe(405)
  expect(response.headers.get('Allow')).toBe('GET, POST')
})
