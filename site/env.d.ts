declare namespace App {
  /** What a page gets from a server that makes it per request. */
  interface Locals {
    revision?: import('#src/preview/revision.ts').Revision
  }
}
