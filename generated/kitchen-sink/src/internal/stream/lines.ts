/** Cuts text that comes in pieces into lines. A line ends with LF, CRLF or CR, as in server-sent events; in JSON lines neither can stand inside a value. */
export abstract class Lines {
  /** Pieces of a line whose end has not come: joined once, so that a long line in many pieces costs no more than a short one. */
  private unended: string[] = [];
  private unendedLength = 0;
  /** The last piece ended with CR: an LF at the start of the next belongs to it. */
  private afterCr = false;

  /** Told of each line: it stands in `text` from `start` to `end`. A copy of what is not needed would cost more than the search for it. */
  protected abstract line(text: string, start: number, end: number): void;

  /** What has come of a line that is not finished. */
  protected get rest(): string {
    return this.unended.join("");
  }

  /** How much of an item has come that is not finished, in characters. */
  get pending(): number {
    return this.unendedLength;
  }

  /** Tells of each line that this piece finishes. */
  protected feed(piece: string): void {
    if (piece === "") return;
    let text = this.withoutCr(piece);
    if (text.includes("\n")) {
      text = this.rest + text;
      this.unended = [];
      this.unendedLength = 0;
    }
    let start = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      this.line(text, start, end);
      start = end + 1;
    }
    if (start === text.length) return;
    this.unended.push(text.slice(start));
    this.unendedLength += text.length - start;
  }

  /** The piece with LF at the end of each line. Few servers write anything else. */
  private withoutCr(piece: string): string {
    const text = this.afterCr && piece.startsWith("\n") ? piece.slice(1) : piece;
    this.afterCr = piece.endsWith("\r");
    return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  }
}
