/** The databases that the global setups make, as the test files see them. */
export interface PostgresqlServer {
  /** an address of the server; its path names the prepared database that each test file copies */
  templateUrl: string
}

declare module 'vitest' {
  interface ProvidedContext {
    /** file with a dump of the prepared embedded database; only in the project `embedded` */
    embeddedSnapshot: string
    /** of a server that has made its database, and in which there is no workspace yet; only in the project `journeys` */
    dataDirectory: string
    /** only in the project `postgresql` */
    postgresqlServer: PostgresqlServer
  }
}
