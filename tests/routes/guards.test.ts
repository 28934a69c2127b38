import { expect, test } from 'vitest'
import { requireMember } from '#app/http/guards.server'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()

test('somebody who is signed in is known with workspace and role', async () => {
  const workspace = await makeWorkspace(t.prisma)
  const request = await signedInRequest('/studies', { workspaceId: workspace.id, role: 'researcher' })
  expect(await requireMember(request, 'take-data')).toMatchObject({ workspaceId: workspace.id, role: 'researcher' })
})

test('a role that may not do it is refused', async () => {
  const workspace = await makeWorkspace(t.prisma)
  const request = await signedInRequest('/studies', { workspaceId: workspace.id, role: 'manager' })
  const response = await catchResponse(requireMember(request, 'set-up'))
  expect(response.status).toBe(403)
})

test('a stranger is sent to the sign-in page, and back to where they wanted to go', async () => {
  const response = await catchResponse(requireMember(makeRequest('/studies?page=2'), 'see-results'))
  expect(response.headers.get('Location')).toBe('/sign-in?next=%2Fstudies%3Fpage%3D2')
})

test('what a proxy passes on of its own sign-in neither keeps people out nor lets anybody in', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  for (const authorization of ['Basic dGhpcWE6cHJveHk=', 'Bearer eyJhbGciOiJSUzI1NiJ9.e30.x', 'Negotiate x']) {
    const headers = { Authorization: authorization, Accept: 'text/html' }
    const known = await signedInRequest('/studies', { workspaceId, role: 'researcher', headers })
    expect(await requireMember(known, 'take-data')).toMatchObject({ workspaceId, role: 'researcher' })
    const stranger = await catchResponse(requireMember(makeRequest('/studies', { headers }), 'see-results'))
    expect(stranger.headers.get('Location')).toBe('/sign-in?next=%2Fstudies')
  }
})
