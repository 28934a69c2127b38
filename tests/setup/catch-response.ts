/**
 * For loaders and actions, which answer by returning or by throwing a response.
 * @throws what was thrown, if it is no response
 */
export async function catchResponse(answer: Promise<unknown>): Promise<Response> {
  let result: unknown
  try {
    result = await answer
  } catch (thrown) {
    result = thrown
  }
  if (result instanceof Response) return result
  throw result instanceof Error
    ? result
    : new Error(`a value came where a response was expected: ${JSON.stringify(result)}`)
}
