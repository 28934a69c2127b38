import { expect, test } from 'vitest'
import { action, loader } from '#app/routes/account/retention'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest, signIn } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()

async function post(cookie: string, form: Record<string, string>) {
  const request = await signedInRequest('/settings/retention', { cookie, form })
  try {
    const answer = await action(routeArguments(request))
    return { status: answer.init?.status, ...answer.data }
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, location: thrown.headers.get('Location') }
    throw thrown
  }
}

test('what becomes shorter is refused with how much would go, until that is ticked; what was typed stays', async () => {
  const { workspaceId, study } = await makePublishedStudy(t.prisma)
  const cookie = await signIn({ workspaceId })
  const form = { studyId: study.id, retentionMonths: '1' }
  expect(await post(cookie, form)).toMatchObject({ status: 422, values: form, expiring: { answers: 6 } })
  expect(await post(cookie, { ...form, isSure: 'on' })).toMatchObject({
    status: 302,
    location: '/settings/retention?saved',
  })
  const { studies } = await loader(routeArguments(await signedInRequest('/x', { cookie })))
  expect(studies).toMatchObject([{ retentionMonths: 1 }])
  const longer = { contactMonths: '30', mailMonths: '12' }
  expect(await post(cookie, longer)).toMatchObject({ status: 302 })
  expect(await post(cookie, { ...longer, contactMonths: '2' })).toMatchObject({
    status: 422,
    expiring: { contacts: 0 },
  })
})

test('months that are none are refused, and so is a study of another workspace', async () => {
  const { study } = await makePublishedStudy(t.prisma)
  const cookie = await signIn({ workspaceId: (await makeWorkspace(t.prisma)).id })
  for (const months of ['', '0', '121', '1.5', 'x', '-3'])
    expect(await post(cookie, { contactMonths: months, mailMonths: '12' })).toMatchObject({
      ...{ status: 422, values: { contactMonths: months }, errors: { contactMonths: ['members.error.months'] } },
    })
  expect(await post(cookie, { studyId: study.id, retentionMonths: '12' })).toMatchObject({ status: 404 })
  expect(await post(cookie, { studyId: 'x', retentionMonths: '12' })).toMatchObject({ status: 422 })
})
