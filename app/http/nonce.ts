import { createContext, useContext } from 'react'

/** The content-security-policy nonce of this page; undefined in the browser, where no new inline script is made. */
export const NonceContext = createContext<string | undefined>(undefined)
export const useNonce = () => useContext(NonceContext)
