/** Whether this browser can ask a device for a passkey; false on the server and without script. */
export function canAskDevice(): boolean {
  return typeof window !== 'undefined' && 'PublicKeyCredential' in window
}

/**
 * Gets from the server what the device needs, lets the device answer, and sends the answer back.
 * @param ask shows the device's own question; rejects where the person stops it
 * @returns the server's last answer; undefined where it did not come to that
 */
export async function askDevice(
  path: string,
  ask: (options: unknown) => Promise<unknown>,
  fields: Record<string, string> = {},
): Promise<Response | undefined> {
  const started = await fetch(path)
  if (!started.ok) return undefined
  let answer: unknown
  try {
    answer = await ask(await started.json())
  } catch {
    return undefined // stopped, no device, or one that is known already: the page says that nothing was changed
  }
  return fetch(path, { method: 'POST', body: new URLSearchParams({ ...fields, answer: JSON.stringify(answer) }) })
}
