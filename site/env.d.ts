declare namespace App {
  /** What a page is made with, where it is made for one request. */
  interface Locals {
    revision?: import('#src/preview/revision.ts').Revision
  }
}
