/** How receivers know that a message is ours, in two languages; tests run both as they stand here. */
export const VERIFY_SAMPLES = [
  {
    name: 'Node.js',
    code: `import { createHmac, timingSafeEqual } from 'node:crypto'

// headers: of the request, names in small letters; body: its bytes as they came, before any JSON is read
export function isFromThiqa(secret, headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures = '' } = headers
  if (!(Math.abs(Date.now() / 1000 - Number(seconds)) < 300)) return false
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const expected = createHmac('sha256', key).update(\`\${id}.\${seconds}.\`).update(body).digest()
  return signatures.split(' ').some((one) => {
    const given = Buffer.from(one.replace('v1,', ''), 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}
`,
  },
  {
    name: 'Python',
    code: `import base64, hashlib, hmac, time

# headers: of the request, names in small letters; body: its bytes as they came, before any JSON is read
def is_from_thiqa(secret, headers, body):
    seconds = headers.get("webhook-timestamp", "")
    if not seconds.isdigit() or abs(time.time() - int(seconds)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers.get('webhook-id', '')}.{seconds}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(expected, one) for one in given)
`,
  },
] as const
