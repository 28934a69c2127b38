// An authenticator in software: makes a key pair, and answers as a device would (WebAuthn 2, attestation `none`, ES256), also
// as one should not. What it signs, the library really checks.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

interface Ceremony {
  challenge: string
  origin: string
  /** what the device asked before it answered; a passkey must have asked who is there */
  isVerified?: boolean
}

export class SoftPasskey {
  readonly #privateKey: KeyObject
  readonly #publicKey: KeyObject
  readonly #id = randomBytes(16)
  readonly #rpId: string

  constructor(rpId: string) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#privateKey = privateKey
    this.#publicKey = publicKey
    this.#rpId = rpId
  }

  get id(): string {
    return this.#id.toString('base64url')
  }

  /** The answer to a registration. */
  register({ challenge, origin, isVerified = true }: Ceremony) {
    const { x = '', y = '' } = this.#publicKey.export({ format: 'jwk' })
    // COSE_Key of an elliptic curve: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
    const key = Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
      bytes(Buffer.from(x, 'base64url')),
      Buffer.from([0x22]),
      bytes(Buffer.from(y, 'base64url')),
    ])
    const length = Buffer.alloc(2)
    length.writeUInt16BE(this.#id.length)
    const credential = Buffer.concat([Buffer.alloc(16), length, this.#id, key])
    const data = this.#authenticatorData(isVerified, credential)
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      ...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData'), bytes(data)],
    ])
    const clientDataJSON = clientData('webauthn.create', challenge, origin)
    return this.#answer({ clientDataJSON, attestationObject, transports: ['internal'] })
  }

  /** The answer to a sign-in. */
  authenticate({ challenge, origin, isVerified = true }: Ceremony) {
    const clientDataJSON = clientData('webauthn.get', challenge, origin)
    const authenticatorData = this.#authenticatorData(isVerified)
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJSON).digest()])
    return this.#answer({ clientDataJSON, authenticatorData, signature: sign('sha256', signed, this.#privateKey) })
  }

  #authenticatorData(isVerified: boolean, credential?: Buffer): Buffer {
    // flags: present, verified, with a new credential
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (credential ? 0x40 : 0)
    const rp = createHash('sha256').update(this.#rpId).digest()
    return Buffer.concat([rp, Buffer.from([flags]), Buffer.alloc(4), credential ?? Buffer.alloc(0)])
  }

  #answer(response: Record<string, Buffer | string[]>) {
    const coded = Object.entries(response).map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? value.toString('base64url') : value,
    ])
    const common = { type: 'public-key', clientExtensionResults: {} }
    return JSON.stringify({ id: this.id, rawId: this.id, response: Object.fromEntries(coded), ...common })
  }
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

/** A CBOR byte string. */
function bytes(value: Buffer): Buffer {
  const head = value.length < 256 ? [0x58, value.length] : [0x59, value.length >> 8, value.length & 0xff]
  return Buffer.concat([Buffer.from(head), value])
}

/** A short CBOR text. */
function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
}
