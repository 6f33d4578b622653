/** A release cannot be deployed. The message says what was found, without a full stop; `todo` what to do. */
export class DeployError extends Error {
  readonly todo: string
  constructor(message: string, todo: string) {
    super(message)
    this.name = 'DeployError'
    this.todo = todo
  }
}
