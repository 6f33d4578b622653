declare module '*?code' {
  const code: string
  export default code
}

declare namespace App {
  /** What a page gets from a server that makes it per request. */
  interface Locals {
    /** In the preview and the development server. */
    revision?: import('#src/preview/revision.ts').Revision
    /** In a release. */
    release?: import('./renderer/entry.ts').Source
    /** What the page threw. */
    failure?: unknown
  }
}
