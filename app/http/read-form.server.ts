/**
 * The body of a posted form.
 * @throws 405 for other methods, 400 for a body that is no form or that cannot be read as one
 */
export async function readForm(request: Request): Promise<FormData> {
  if (request.method !== 'POST') throw new Response(null, { status: 405, headers: { Allow: 'GET, POST' } })
  try {
    return await request.formData()
  } catch {
    // the parser's own words are about bytes, and may quote them
    throw new Response(null, { status: 400 })
  }
}
