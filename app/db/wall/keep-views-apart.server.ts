import type { PrismaClient } from '#app/db/generated/client'
import { currentView, look, type View } from './view.server'

/** The part of Prisma's client that puts queries of one moment together; it has no public name. */
interface Loader {
  options?: {
    batchBy(request: object): string | undefined
    singleLoader(request: object): Promise<unknown>
    batchLoader(requests: object[]): Promise<unknown[]>
  }
}

/**
 * Prisma puts queries for single rows together that are asked at the same moment, be it by different requests, and sends what
 * has gathered on behalf of whoever asked first. Here only those with the same view come together, and each is sent with its own.
 * @throws where another version of Prisma does this in another way
 */
export function keepViewsApart(prisma: PrismaClient): PrismaClient {
  const { options } =
    (prisma as unknown as { _requestHandler?: { dataloader?: Loader } })._requestHandler?.dataloader ?? {}
  if (!options) throw new Error('Prisma gathers queries in another way: the wall between workspaces needs to know it')
  const views = new WeakMap<object, View | undefined>()
  const { batchBy, singleLoader, batchLoader } = options
  const lookFor = <Result>(request: object | undefined, work: () => Promise<Result>) =>
    look(request && views.get(request), work)
  options.batchBy = (request) => {
    views.set(request, currentView())
    const key = batchBy(request)
    return key && `${currentView() ?? 'unsaid'} ${key}`
  }
  options.singleLoader = (request) => lookFor(request, () => singleLoader(request))
  options.batchLoader = (requests) => lookFor(requests[0], () => batchLoader(requests))
  return prisma
}
