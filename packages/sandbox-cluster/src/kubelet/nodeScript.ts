/** Which nodes have stopped answering. */
export class NodeScript {
  private readonly lost = new Set<string>();

  lose(node: string): void {
    this.lost.add(node);
  }

  restore(node: string): void {
    this.lost.delete(node);
  }

  isLost(node: string): boolean {
    return this.lost.has(node);
  }
}
