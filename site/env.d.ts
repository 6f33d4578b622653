declare module '*?code' {
  const code: string
  export default code
}

declare module '*?inline' {
  /** As an address that holds the file. */
  const address: string
  export default address
}

declare module '*?sheet' {
  const css: string
  export default css
}

declare namespace App {
  /** What a page gets from a server that makes it per request. */
  interface Locals {
    /** What the page is made from. */
    release?: import('./renderer/entry.ts').Source
    /** What the page threw. */
    failure?: unknown
  }
}

/** A copy of a module for one bundle alone. */
declare module '*?own' {}
