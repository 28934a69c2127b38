/** What Remix hands to a loader or action. */
export function routeArguments(request: Request, params: Record<string, string> = {}) {
  return { request, params, context: {} }
}
