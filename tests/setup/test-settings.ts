/** Where the tests' server would be reached; a name that no network knows (RFC 2606). */
export const TEST_ADDRESS = 'http://thiqa.test'
export const TEST_SECRET = 'a secret of the tests, thirty-two characters and more'
