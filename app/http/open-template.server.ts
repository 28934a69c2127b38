import { findAnyTemplate } from '#app/instruments/load-template.server'
import { runtime } from '#app/runtime.server'
import { notFound, requireMember } from './guards.server'

/** The template that an address names, for an administrator of the workspace; another workspace's does not exist. */
export async function openTemplate(
  request: Request,
  params: { name?: string | undefined; version?: string | undefined },
) {
  const { workspaceId } = await requireMember(request, 'run-studies')
  const { name = '', version = '' } = params
  if (!/^[a-z][a-z0-9-]{0,59}$/.test(name) || !/^[1-9]\d{0,5}$/.test(version)) throw notFound()
  const key = { workspaceId, name, version: Number(version) }
  const template = await findAnyTemplate(runtime().database.prisma, key)
  if (!template) throw notFound()
  return { key, template }
}
