import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { SINGLE_SIGN_ON_CALLBACK } from '#app/people/single-sign-on.server'
import { TEST_ADDRESS } from './test-settings'

export interface Person {
  sub: string
  email: string
  isVerified: boolean
}

/** A real OpenID Connect provider on loopback, which believes whoever signs in to be the person that a test names. */
export async function startIdentityProvider() {
  let person: Person = { sub: '', email: '', isVerified: false }
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = { clientId: 'thiqa', clientSecret: 'a secret between the two of them' }
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${TEST_ADDRESS}${SINGLE_SIGN_ON_CALLBACK}`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    cookies: { keys: ['a key of the tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({
        sub: accountId,
        email: person.email,
        email_verified: person.isVerified,
        name: 'From elsewhere',
      }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    void provider.interactionFinished(request, response, { login: { accountId: person.sub } })
  })
  return {
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.clientId, OIDC_CLIENT_SECRET: client.clientSecret },
    /** Goes where a browser would go, until it is sent back to us. @returns that address */
    async visit(url: string, who: Person): Promise<string> {
      person = who
      const cookies = new Map<string, string>()
      for (let address = url, hop = 0; hop < 10; hop += 1) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const response = await fetch(address, { redirect: 'manual', headers: { Cookie: cookie } })
        for (const one of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
          cookies.set(name, value)
        }
        const location = response.headers.get('Location')
        if (!location) throw new Error(`the provider answered ${response.status}: ${await response.text()}`)
        address = new URL(location, address).href
        if (address.startsWith(TEST_ADDRESS)) return address
      }
      throw new Error('the provider sent us around in circles')
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
