import { describe, expect, test } from 'vitest'
import { loader } from '#app/routes/dashboard/home'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeResponse } from '#tests/factories/make-response'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()

describe('the start page', () => {
  test('sends a stranger to the sign-in page', async () => {
    const response = await catchResponse(loader(routeArguments(makeRequest('/'))))
    expect(response.headers.get('Location')).toMatch(/^\/sign-in/)
  })

  test('of a new workspace knows that nothing is set up', async () => {
    const { id: workspaceId, name } = await makeWorkspace(t.prisma)
    const page = await loader(routeArguments(await signedInRequest('/', { workspaceId })))
    expect(page).toMatchObject({
      workspaceName: name,
      mayRun: true,
      studies: [],
      counts: { organizations: 0, participants: 0, relationships: 0, studies: 0, waves: 0 },
    })
  })

  test('says of an open wave how many have answered, and nothing else', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma)
    const wave = await makeWave(t.prisma, { workspaceId, studyId: study.id, number: 2 })
    const person = await makeAskedPerson(t.prisma, { wave, partners: ['Delta', 'Omega'] })
    const assignment = await t.prisma.assignment.findFirstOrThrow({ where: { id: person.assignmentId } })
    await makeResponse(t.prisma, { assignment })
    const page = await loader(routeArguments(await signedInRequest('/', { workspaceId, role: 'manager' })))
    expect(page).toMatchObject({ mayRun: false, mayTakeData: false, counts: undefined })
    expect(page.studies).toMatchObject([
      { wave: { number: 2, state: 'open' }, publishedWave: 1, answers: { invited: 2, answered: 1 } },
    ])
  })

  test('offers data files to researchers', async () => {
    const { workspaceId } = await makePublishedStudy(t.prisma)
    const page = await loader(routeArguments(await signedInRequest('/', { workspaceId, role: 'researcher' })))
    expect(page).toMatchObject({ mayRun: false, mayTakeData: true })
    expect(page.studies[0]?.answers).toBeUndefined()
  })
})
